import { openAead } from '@hutong/wechatpay'
import type { InboxNotice } from './start-notice-inbox.js'

export interface OpenedNotice {
  eventType: string
  originalType: string
  summary: string
  plaintext: Record<string, unknown>
}

/** What a notice says, opened with the merchant's key; its signature is another matter. */
export function openNotice(notice: InboxNotice, apiV3Key: string): OpenedNotice {
  const envelope = JSON.parse(notice.rawBody.toString('utf8')) as {
    event_type: string
    summary: string
    resource: { ciphertext: string; nonce: string; associated_data: string; original_type: string }
  }
  const {
    ciphertext,
    nonce,
    associated_data: associatedData,
    original_type: originalType,
  } = envelope.resource
  return {
    eventType: envelope.event_type,
    originalType,
    summary: envelope.summary,
    plaintext: JSON.parse(openAead(ciphertext, apiV3Key, nonce, associatedData)) as Record<string, unknown>,
  }
}
