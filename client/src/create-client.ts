import createFetcher from 'openapi-fetch'
import { DEFAULT_RETRIES, fetchWithRetries, type RetryPolicy } from './fetch-with-retries.js'
import type { components, operations, paths } from './generated/api.js'
import { HutongError, isProblem, unreachable, unreadable } from './hutong-error.js'

export interface HutongClientOptions {
  /** For example https://pay.example.com, without /v1. */
  readonly baseUrl: string
  /** `hk_…`; belongs on a server, never in a browser. */
  readonly apiKey: string
  readonly retries?: Partial<RetryPolicy>
  readonly fetch?: typeof fetch
}

/** Repeating a call with the same key does nothing twice. Without one, a call gets its own: repetitions inside it are safe, not those by the caller. */
export interface Once {
  readonly idempotencyKey?: string
}

export type HutongClient = ReturnType<typeof createHutongClient>
export type Schemas = components['schemas']

type Body<Name extends keyof operations> =
  NonNullable<operations[Name]['requestBody']> extends { content: { 'application/json': infer Content } }
    ? Content
    : never
type Query<Name extends keyof operations> = NonNullable<operations[Name]['parameters']['query']>
export type NewCheckout = Body<'placeCheckout'>
export type NewAttempt = Body<'startAttempt'>
export type NewRefund = Body<'requestRefund'>
export type NewMerchant = Body<'registerMerchant'>
export type NewWebhookEndpoint = Body<'registerWebhookEndpoint'>

/** The marketplace's API, one function a call. Every function answers with the object or throws a HutongError. */
export function createHutongClient(options: HutongClientOptions) {
  const api = createFetcher<paths>({
    baseUrl: options.baseUrl.replace(/\/+$/, ''),
    headers: { authorization: `Bearer ${options.apiKey}` },
    fetch: fetchWithRetries(options.fetch ?? fetch, { ...DEFAULT_RETRIES, ...options.retries }),
  })
  const of = (checkoutId: string) => ({ path: { checkoutId } })
  const once = (key?: Once) => ({ 'idempotency-key': key?.idempotencyKey ?? crypto.randomUUID() })

  return {
    checkouts: {
      place: (body: NewCheckout, key?: Once) =>
        unwrap(api.POST('/v1/checkouts', { body, params: { header: once(key) } })),
      list: (query: Query<'listCheckouts'> = {}) => unwrap(api.GET('/v1/checkouts', { params: { query } })),
      read: (checkoutId: string) => unwrap(api.GET('/v1/checkouts/{checkoutId}', { params: of(checkoutId) })),
      methods: (checkoutId: string, query: Query<'readMethods'> = {}) =>
        unwrap(api.GET('/v1/checkouts/{checkoutId}/methods', { params: { ...of(checkoutId), query } })),
      close: (checkoutId: string, key?: Once) =>
        unwrap(
          api.POST('/v1/checkouts/{checkoutId}/close', { params: { ...of(checkoutId), header: once(key) } }),
        ),
      story: (checkoutId: string) =>
        unwrap(api.GET('/v1/checkouts/{checkoutId}/story', { params: of(checkoutId) })),
    },
    attempts: {
      start: (checkoutId: string, body: NewAttempt, key?: Once) =>
        unwrap(
          api.POST('/v1/checkouts/{checkoutId}/attempts', {
            body,
            params: { ...of(checkoutId), header: once(key) },
          }),
        ),
      read: (checkoutId: string, attemptId: string) =>
        unwrap(
          api.GET('/v1/checkouts/{checkoutId}/attempts/{attemptId}', {
            params: { path: { checkoutId, attemptId } },
          }),
        ),
      recheck: (checkoutId: string, attemptId: string, key?: Once) =>
        unwrap(
          api.POST('/v1/checkouts/{checkoutId}/attempts/{attemptId}/recheck', {
            params: { path: { checkoutId, attemptId }, header: once(key) },
          }),
        ),
    },
    refunds: {
      request: (checkoutId: string, body: NewRefund, key?: Once) =>
        unwrap(
          api.POST('/v1/checkouts/{checkoutId}/refunds', {
            body,
            params: { ...of(checkoutId), header: once(key) },
          }),
        ),
      list: (checkoutId: string) =>
        unwrap(api.GET('/v1/checkouts/{checkoutId}/refunds', { params: of(checkoutId) })),
      read: (checkoutId: string, refundId: string) =>
        unwrap(
          api.GET('/v1/checkouts/{checkoutId}/refunds/{refundId}', {
            params: { path: { checkoutId, refundId } },
          }),
        ),
      retry: (checkoutId: string, refundId: string, key?: Once) =>
        unwrap(
          api.POST('/v1/checkouts/{checkoutId}/refunds/{refundId}/retry', {
            params: { path: { checkoutId, refundId }, header: once(key) },
          }),
        ),
    },
    merchants: {
      register: (body: NewMerchant, key?: Once) =>
        unwrap(api.POST('/v1/merchants', { body, params: { header: once(key) } })),
      list: (query: Query<'listMerchants'> = {}) => unwrap(api.GET('/v1/merchants', { params: { query } })),
      read: (merchantId: string) =>
        unwrap(api.GET('/v1/merchants/{merchantId}', { params: { path: { merchantId } } })),
    },
    webhookEndpoints: {
      /** The answer holds the secret, this once. */
      register: (body: NewWebhookEndpoint, key?: Once) =>
        unwrap(api.POST('/v1/webhook-endpoints', { body, params: { header: once(key) } })),
      list: () => unwrap(api.GET('/v1/webhook-endpoints')),
      read: (endpointId: string) =>
        unwrap(api.GET('/v1/webhook-endpoints/{endpointId}', { params: { path: { endpointId } } })),
      remove: (endpointId: string) =>
        unwrap(api.DELETE('/v1/webhook-endpoints/{endpointId}', { params: { path: { endpointId } } })),
      enable: (endpointId: string, key?: Once) =>
        unwrap(
          api.POST('/v1/webhook-endpoints/{endpointId}/enable', {
            params: { path: { endpointId }, header: once(key) },
          }),
        ),
      rotateSecret: (endpointId: string, body: Body<'rotateWebhookSecret'> = {}, key?: Once) =>
        unwrap(
          api.POST('/v1/webhook-endpoints/{endpointId}/rotate-secret', {
            body,
            params: { path: { endpointId }, header: once(key) },
          }),
        ),
    },
    webhookDeliveries: {
      list: (query: Query<'listWebhookDeliveries'> = {}) =>
        unwrap(api.GET('/v1/webhook-deliveries', { params: { query } })),
      read: (deliveryId: string) =>
        unwrap(api.GET('/v1/webhook-deliveries/{deliveryId}', { params: { path: { deliveryId } } })),
      replay: (deliveryId: string, key?: Once) =>
        unwrap(
          api.POST('/v1/webhook-deliveries/{deliveryId}/replay', {
            params: { path: { deliveryId }, header: once(key) },
          }),
        ),
    },
    /** Any other call of the document, typed, as openapi-fetch makes it. */
    api,
  }
}

async function unwrap<Data>(
  call: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<Data> {
  const { data, error, response } = await call.catch((cause: unknown) => {
    throw unreachable(cause)
  })
  // 204 has no body, and then the document promises none.
  if (response.ok && (data !== undefined || response.status === 204)) return data as Data
  throw isProblem(error) ? new HutongError(response.status, error) : unreadable(response.status)
}
