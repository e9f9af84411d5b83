import { Type } from 'typebox'
import { type HttpServer, respond } from '../../platform/http/index.js'
import { isRefusal, type Refusal } from '../../platform/refusal/index.js'
import { answer, IdempotencyKeyHeader, listOf, marketplaceCall, refused } from '../access/index.js'
import type { Endpoint } from './endpoints.js'
import { WEBHOOKS_REFUSALS } from './refusals.js'
import {
  EndpointParams,
  NewWebhookEndpoint,
  RotateSecret,
  WebhookEndpoint,
  WebhookEndpointWithSecret,
} from './schema.js'
import { viewEndpoint } from './view.js'
import type { Webhooks } from './webhooks.js'

const NOT_FOUND = ['webhook_endpoint_not_found']

export function registerEndpointRoutes(http: HttpServer, webhooks: Webhooks): void {
  http.addSchema(WebhookEndpoint)
  http.addSchema(WebhookEndpointWithSecret)

  http.post(
    '/v1/webhook-endpoints',
    {
      schema: {
        ...marketplaceCall(
          'Webhooks',
          'registerWebhookEndpoint',
          'Register an endpoint',
          'Events are sent as Standard Webhooks says: signed, with webhook-id, webhook-timestamp and webhook-signature, and tried again for more than a day.',
        ),
        headers: IdempotencyKeyHeader,
        body: NewWebhookEndpoint,
        response: {
          201: answer(WebhookEndpointWithSecret, 'The endpoint, and its secret, which is shown only now.'),
          ...refused(WEBHOOKS_REFUSALS, ['webhook_url_not_allowed', 'webhook_url_unresolvable'], 'POST'),
        },
      },
    },
    async (request, reply) => {
      const registered = await webhooks.registerEndpoint({
        url: request.body.url,
        events: request.body.events ?? [],
        requestKey: request.intention?.requestKey ?? null,
      })
      return respond(reply, withSecret(registered), 201)
    },
  )

  http.get(
    '/v1/webhook-endpoints',
    {
      schema: {
        ...marketplaceCall('Webhooks', 'listWebhookEndpoints', 'List endpoints'),
        response: {
          200: listOf(WebhookEndpoint, 'Endpoints, newest first.'),
          ...refused(WEBHOOKS_REFUSALS, []),
        },
      },
    },
    async (_request, reply) => respond(reply, { data: (await webhooks.listEndpoints()).map(viewEndpoint) }),
  )

  http.get(
    '/v1/webhook-endpoints/:endpointId',
    {
      schema: {
        ...marketplaceCall('Webhooks', 'readWebhookEndpoint', 'Read an endpoint'),
        params: EndpointParams,
        response: { 200: answer(WebhookEndpoint, 'The endpoint.'), ...refused(WEBHOOKS_REFUSALS, NOT_FOUND) },
      },
    },
    async (request, reply) => respond(reply, shown(await webhooks.readEndpoint(request.params.endpointId))),
  )

  http.delete(
    '/v1/webhook-endpoints/:endpointId',
    {
      schema: {
        ...marketplaceCall(
          'Webhooks',
          'deleteWebhookEndpoint',
          'Delete an endpoint',
          'What still waits for it is marked as failed.',
        ),
        params: EndpointParams,
        response: {
          204: Type.Null({ description: 'Deleted.' }),
          ...refused(WEBHOOKS_REFUSALS, NOT_FOUND, 'DELETE'),
        },
      },
    },
    async (request, reply) => {
      const deleted = await webhooks.deleteEndpoint(request.params.endpointId)
      return respond(reply, isRefusal(deleted) ? deleted : null, 204)
    },
  )

  http.post(
    '/v1/webhook-endpoints/:endpointId/rotate-secret',
    {
      // Every field has a default, so no body at all is as good as an empty one.
      preValidation: async (request) => {
        request.body ??= {}
      },
      schema: {
        ...marketplaceCall(
          'Webhooks',
          'rotateWebhookSecret',
          'Rotate the secret',
          'A new secret signs from now on. The secrets so far stay valid for the overlap, in which each delivery carries a signature of each.',
        ),
        headers: IdempotencyKeyHeader,
        params: EndpointParams,
        body: RotateSecret,
        response: {
          200: answer(
            WebhookEndpointWithSecret,
            'The endpoint, and its new secret, which is shown only now.',
          ),
          ...refused(WEBHOOKS_REFUSALS, NOT_FOUND, 'POST'),
        },
      },
    },
    async (request, reply) => {
      const overlapMs = request.body.overlapMs ?? 86_400_000
      return respond(reply, withSecret(await webhooks.rotateSecret(request.params.endpointId, overlapMs)))
    },
  )

  http.post(
    '/v1/webhook-endpoints/:endpointId/enable',
    {
      schema: {
        ...marketplaceCall(
          'Webhooks',
          'enableWebhookEndpoint',
          'Enable an endpoint again',
          'What waited while it was disabled is sent.',
        ),
        headers: IdempotencyKeyHeader,
        params: EndpointParams,
        response: {
          200: answer(WebhookEndpoint, 'The endpoint.'),
          ...refused(WEBHOOKS_REFUSALS, NOT_FOUND, 'POST'),
        },
      },
    },
    async (request, reply) => respond(reply, shown(await webhooks.enableEndpoint(request.params.endpointId))),
  )
}

const shown = (endpoint: Endpoint | Refusal) => (isRefusal(endpoint) ? endpoint : viewEndpoint(endpoint))

const withSecret = (made: { endpoint: Endpoint; secret: string } | Refusal) =>
  isRefusal(made) ? made : { endpoint: viewEndpoint(made.endpoint), secret: made.secret }
