export {
  createHutongClient,
  type HutongClient,
  type HutongClientOptions,
  type NewAttempt,
  type NewCheckout,
  type NewMerchant,
  type NewRefund,
  type NewWebhookEndpoint,
  type Once,
  type Schemas,
} from './create-client.js'
export type { RetryPolicy } from './fetch-with-retries.js'
export type { components, operations, paths } from './generated/api.js'
export { HutongError, isHutongError, type Problem, type Retry } from './hutong-error.js'
export { type HutongEvent, type VerifiedWebhook, verifyWebhook, WebhookRejected } from './verify-webhook.js'
