import { type HttpServer, respond } from '../../platform/http/index.js'
import { isRefusal, type Refusal, refuse } from '../../platform/refusal/index.js'
import { answer, IdempotencyKeyHeader, listOf, marketplaceCall, refused } from '../access/index.js'
import { CHECKOUTS_REFUSALS, type CheckoutView, type RefundView } from '../checkouts/index.js'
import { CheckoutParams } from '../checkouts/schema.js'
import { REFUNDS_REFUSALS } from './refusals.js'
import { NewRefund, Refund, RefundFailure, RefundParams, RefundPart } from './schema.js'

export interface RefundsRoutesDeps {
  readonly requestRefund: (ask: RefundAsk) => Promise<RefundView | Refusal>
  readonly retryRefund: (checkoutId: string, refundId: string) => Promise<RefundView | Refusal>
  readonly readCheckout: (checkoutId: string) => Promise<CheckoutView | Refusal>
}

export interface RefundAsk {
  readonly checkoutId: string
  readonly reason: string
  readonly orderId?: string
  readonly items?: readonly { readonly itemId: string; readonly quantity: number }[]
  readonly amountMinor?: bigint
  /** Restricts it to this merchant's orders. */
  readonly merchantId?: string
  /** The same for every run of one intention: a refund that stands under it is given back, not made again. */
  readonly requestKey?: string
}

const CATALOG = { ...CHECKOUTS_REFUSALS, ...REFUNDS_REFUSALS }
const REQUEST_REFUSALS = Object.keys(REFUNDS_REFUSALS).filter((code) => code !== 'refund_not_found')

export function registerRefundsRoutes(http: HttpServer, deps: RefundsRoutesDeps): void {
  for (const schema of [RefundFailure, RefundPart, Refund]) http.addSchema(schema)

  http.post(
    '/v1/checkouts/:checkoutId/refunds',
    {
      schema: {
        ...marketplaceCall(
          'Refunds',
          'requestRefund',
          'Request a refund',
          'The money goes back to the payer who paid. Send an Idempotency-Key: a part of an order may be refunded more than once, so only the key tells a repetition from a second refund.',
        ),
        headers: IdempotencyKeyHeader,
        params: CheckoutParams,
        body: NewRefund,
        response: {
          201: answer(Refund, 'The refund; what is left can no longer be refunded twice.'),
          ...refused(CATALOG, ['checkout_not_found', ...REQUEST_REFUSALS], 'POST'),
        },
      },
    },
    async (request, reply) => {
      const refund = await deps.requestRefund({
        checkoutId: request.params.checkoutId,
        ...refundOf(request.body),
        ...(request.intention === null ? {} : { requestKey: request.intention.requestKey }),
      })
      return respond(reply, refund, 201)
    },
  )

  http.get(
    '/v1/checkouts/:checkoutId/refunds',
    {
      schema: {
        ...marketplaceCall('Refunds', 'listRefunds', "List a checkout's refunds"),
        params: CheckoutParams,
        response: {
          200: listOf(Refund, 'Refunds, oldest first.'),
          ...refused(CATALOG, ['checkout_not_found']),
        },
      },
    },
    async (request, reply) => {
      const checkout = await deps.readCheckout(request.params.checkoutId)
      return respond(reply, isRefusal(checkout) ? checkout : { data: checkout.refunds })
    },
  )

  http.get(
    '/v1/checkouts/:checkoutId/refunds/:refundId',
    {
      schema: {
        ...marketplaceCall('Refunds', 'readRefund', 'Read a refund'),
        params: RefundParams,
        response: {
          200: answer(Refund, 'The refund.'),
          ...refused(CATALOG, ['checkout_not_found', 'refund_not_found']),
        },
      },
    },
    async (request, reply) => {
      const checkout = await deps.readCheckout(request.params.checkoutId)
      if (isRefusal(checkout)) return respond(reply, checkout)
      const refund = checkout.refunds.find((one) => one.id === request.params.refundId)
      return respond(reply, refund ?? refuse('refund_not_found'))
    },
  )

  http.post(
    '/v1/checkouts/:checkoutId/refunds/:refundId/retry',
    {
      schema: {
        ...marketplaceCall(
          'Refunds',
          'retryRefund',
          'Try a refund again',
          'For a refund that needs a person, after the cause was settled. The institution is asked first; nothing is paid out twice.',
        ),
        headers: IdempotencyKeyHeader,
        params: RefundParams,
        response: {
          200: answer(Refund, 'The refund, on its way again.'),
          ...refused(CATALOG, ['checkout_not_found', ...Object.keys(REFUNDS_REFUSALS)], 'POST'),
        },
      },
    },
    async (request, reply) => {
      const { checkoutId, refundId } = request.params
      return respond(reply, await deps.retryRefund(checkoutId, refundId))
    },
  )
}

/** The body as the use case takes it: amounts are bigint inside. */
export function refundOf(body: {
  readonly reason: string
  readonly orderId?: string
  readonly items?: readonly { readonly itemId: string; readonly quantity: number }[]
  readonly amountMinor?: number
}): Omit<RefundAsk, 'checkoutId'> {
  const { amountMinor, ...rest } = body
  return { ...rest, ...(amountMinor === undefined ? {} : { amountMinor: BigInt(amountMinor) }) }
}
