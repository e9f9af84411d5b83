import type { IncomingHttpHeaders } from 'node:http'
import { verifyWebhook, WebhookRejected } from '@hutong/client'
import type { Shop } from './shop.js'
import { type ShopRefusal, shopRefusal } from './shop-refusals.js'

/** Takes a notice from the platform: verified first, written down second, acknowledged only then. */
export function hearWebhook(
  shop: Shop,
  secrets: readonly string[],
  notice: { headers: IncomingHttpHeaders; body: Buffer },
): { heard: boolean } | ShopRefusal {
  if (secrets.length === 0) return shopRefusal('no_webhook_secret')
  try {
    const { id, event } = verifyWebhook(notice.headers, notice.body, secrets)
    const heard = shop.orders.tell(event.data.checkout.reference, {
      webhookId: id,
      type: event.type,
      sentAt: event.timestamp,
      receivedAt: shop.now().toISOString(),
    })
    // Checkouts of other clients of the same platform are none of this shop's business, and no reason for a repetition.
    return { heard }
  } catch (error) {
    if (error instanceof WebhookRejected) return shopRefusal('not_from_hutong')
    throw error
  }
}
