/** Notified when deliveries were queued: one notification for a batch, outside its transaction. */
export const DELIVERIES_CHANNEL = 'hutong_webhooks'
/** Checkouts' own hint that something changed, which is when the outbox may have rows. */
export const CHECKOUTS_CHANNEL = 'hutong_checkouts'
