import type { HttpServer } from '../../platform/http/index.js'
import type { Audit } from '../audit/index.js'
import { registerDeliveryRoutes } from './delivery-routes.js'
import { registerEndpointRoutes } from './endpoint-routes.js'
import type { Webhooks } from './webhooks.js'

export { WEBHOOKS_REFUSALS } from './refusals.js'
export { viewDelivery, viewEndpoint } from './view.js'
export { createWebhooks, type Webhooks, type WebhooksOptions } from './webhooks.js'

export function registerWebhooksRoutes(http: HttpServer, webhooks: Webhooks, audit: Audit): void {
  webhooks.registerUndo(audit)
  registerEndpointRoutes(http, webhooks)
  registerDeliveryRoutes(http, webhooks)
}
