import type { Delivery, DeliveryTry } from './deliveries.js'
import type { Endpoint } from './endpoints.js'
import type { WebhookDelivery, WebhookEndpoint } from './schema.js'

export function viewEndpoint(endpoint: Endpoint): WebhookEndpoint {
  return {
    ...endpoint,
    events: [...endpoint.events],
    enabled: endpoint.disabledAt === null,
    disabledAt: endpoint.disabledAt?.toISOString() ?? null,
    failingSince: endpoint.failingSince?.toISOString() ?? null,
    createdAt: endpoint.createdAt.toISOString(),
  }
}

export function viewDelivery(delivery: Delivery): WebhookDelivery {
  return {
    ...delivery,
    nextTryAt: delivery.nextTryAt?.toISOString() ?? null,
    createdAt: delivery.createdAt.toISOString(),
    movedAt: delivery.movedAt.toISOString(),
  }
}

export const viewTry = (one: DeliveryTry) => ({ ...one, at: one.at.toISOString() })
