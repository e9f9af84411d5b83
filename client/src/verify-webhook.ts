import { Webhook } from 'standardwebhooks'
import type { components } from './generated/api.js'

type Checkout = components['schemas']['Checkout']
type Refund = components['schemas']['Refund']

export type HutongEvent =
  | { type: 'checkout.paid' | 'checkout.closed'; timestamp: string; data: { checkout: Checkout } }
  | {
      type: 'refund.succeeded' | 'refund.failed' | 'refund.abnormal'
      timestamp: string
      data: { refund: Refund; checkout: Checkout }
    }

/** What was received, and the id to recognise it by when it comes again: deliveries are repeated until acknowledged. */
export interface VerifiedWebhook {
  readonly id: string
  readonly event: HutongEvent
}

export class WebhookRejected extends Error {
  override readonly name = 'WebhookRejected'
}

type HeaderBag = Headers | Readonly<Record<string, string | readonly string[] | undefined>>

/**
 * Checks a webhook by its Standard Webhooks signature and age (five minutes). Give the body exactly as it arrived, before
 * any parsing. While a secret is being rotated give both: any one that fits is enough. Throws WebhookRejected.
 */
export function verifyWebhook(
  headers: HeaderBag,
  body: string | Uint8Array,
  secrets: string | readonly string[],
): VerifiedWebhook {
  const payload = typeof body === 'string' ? body : new TextDecoder().decode(body)
  const signed = {
    'webhook-id': readHeader(headers, 'webhook-id'),
    'webhook-timestamp': readHeader(headers, 'webhook-timestamp'),
    'webhook-signature': readHeader(headers, 'webhook-signature'),
  }
  const candidates = typeof secrets === 'string' ? [secrets] : secrets
  let why: unknown = new Error('there is no secret to check it with')
  for (const secret of candidates) {
    try {
      const event = new Webhook(secret).verify(payload, signed) as HutongEvent
      return { id: signed['webhook-id'], event }
    } catch (error) {
      why = error
    }
  }
  throw new WebhookRejected(`The webhook is not from Hutong: ${why instanceof Error ? why.message : why}`, {
    cause: why,
  })
}

function readHeader(headers: HeaderBag, name: string): string {
  const value = headers instanceof Headers ? headers.get(name) : headers[name]
  return typeof value === 'string' ? value : ''
}
