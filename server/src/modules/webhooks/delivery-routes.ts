import { Type } from 'typebox'
import { type HttpServer, respond } from '../../platform/http/index.js'
import { isRefusal } from '../../platform/refusal/index.js'
import {
  answer,
  IdempotencyKeyHeader,
  marketplaceCall,
  oneOf,
  PageQuery,
  pageOf,
  readCursor,
  refused,
  toPage,
} from '../access/index.js'
import { WEBHOOKS_REFUSALS } from './refusals.js'
import {
  DELIVERY_STATES,
  DeliveryParams,
  WebhookDelivery,
  WebhookDeliveryWithTries,
  WebhookTry,
} from './schema.js'
import { viewDelivery, viewTry } from './view.js'
import type { Webhooks } from './webhooks.js'

export function registerDeliveryRoutes(http: HttpServer, webhooks: Webhooks): void {
  for (const schema of [WebhookDelivery, WebhookTry, WebhookDeliveryWithTries]) http.addSchema(schema)

  http.get(
    '/v1/webhook-deliveries',
    {
      schema: {
        ...marketplaceCall('Webhooks', 'listWebhookDeliveries', 'List deliveries'),
        querystring: Type.Object({
          ...PageQuery,
          endpointId: Type.Optional(Type.String({ description: 'Only to this endpoint.', maxLength: 128 })),
          state: Type.Optional(oneOf(DELIVERY_STATES, 'Only deliveries in this state.')),
          checkoutId: Type.Optional(
            Type.String({ description: 'Only about this checkout.', maxLength: 128 }),
          ),
        }),
        response: {
          200: pageOf(WebhookDelivery, 'A page of deliveries.'),
          ...refused(WEBHOOKS_REFUSALS, ['bad_cursor']),
        },
      },
    },
    async (request, reply) => {
      const { cursor, limit = 20, ...filter } = request.query
      const before = readCursor(cursor)
      if (isRefusal(before)) return respond(reply, before)
      const deliveries = await webhooks.listDeliveries(filter, { before, limit: limit + 1 })
      return respond(
        reply,
        toPage(deliveries, limit, ({ createdAt, id }) => ({ at: createdAt, id }), viewDelivery),
      )
    },
  )

  http.get(
    '/v1/webhook-deliveries/:deliveryId',
    {
      schema: {
        ...marketplaceCall('Webhooks', 'readWebhookDelivery', 'Read a delivery with its tries'),
        params: DeliveryParams,
        response: {
          200: answer(WebhookDeliveryWithTries, 'The delivery, what is sent, and every try.'),
          ...refused(WEBHOOKS_REFUSALS, ['webhook_delivery_not_found']),
        },
      },
    },
    async (request, reply) => {
      const found = await webhooks.readDelivery(request.params.deliveryId)
      if (isRefusal(found)) return respond(reply, found)
      const { delivery, body, tries } = found
      return respond(reply, { delivery: viewDelivery(delivery), body, tries: tries.map(viewTry) })
    },
  )

  http.post(
    '/v1/webhook-deliveries/:deliveryId/replay',
    {
      schema: {
        ...marketplaceCall(
          'Webhooks',
          'replayWebhookDelivery',
          'Send a delivery again',
          'Under the same webhook-id, delivered before or not: your receiver does nothing twice for it.',
        ),
        headers: IdempotencyKeyHeader,
        params: DeliveryParams,
        response: {
          200: answer(WebhookDelivery, 'The delivery, due now.'),
          ...refused(WEBHOOKS_REFUSALS, ['webhook_delivery_not_found', 'webhook_endpoint_disabled'], 'POST'),
        },
      },
    },
    async (request, reply) => {
      const delivery = await webhooks.replayDelivery(request.params.deliveryId)
      return respond(reply, isRefusal(delivery) ? delivery : viewDelivery(delivery))
    },
  )
}
