import type { HttpServer } from '../../platform/http/index.js'
import { registerDeliveryRoutes } from './delivery-routes.js'
import { registerEndpointRoutes } from './endpoint-routes.js'
import type { Webhooks } from './webhooks.js'

export { WEBHOOKS_REFUSALS } from './refusals.js'
export { viewDelivery } from './view.js'
export { createWebhooks, type Webhooks, type WebhooksOptions } from './webhooks.js'

export function registerWebhooksRoutes(http: HttpServer, webhooks: Webhooks): void {
  registerEndpointRoutes(http, webhooks)
  registerDeliveryRoutes(http, webhooks)
}
