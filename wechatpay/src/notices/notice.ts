import type { PaidOrder } from '../types/order.js'
import type { RefundNotice } from '../types/refund.js'

/** What every verified notice carries besides its content (m4012791861). */
export interface NoticeEnvelope {
  /** The same for every delivery of one event: remember it to handle the event once. */
  readonly id: string
  /** RFC 3339. */
  readonly createTime: string
  readonly summary: string
}

/** A verified, decrypted notice. It tells what happened; check amount and merchant against your own order before acting. */
export type WechatpayNotice = NoticeEnvelope &
  (
    | { readonly kind: 'payment'; readonly eventType: 'TRANSACTION.SUCCESS'; readonly resource: PaidOrder }
    | {
        readonly kind: 'refund'
        readonly eventType: 'REFUND.SUCCESS' | 'REFUND.ABNORMAL' | 'REFUND.CLOSED'
        readonly resource: RefundNotice
      }
    | {
        readonly kind: 'echo'
        readonly eventType: 'SECURITY_ECHO.SUCCESS'
        /** `encrypt_echo_message` is encrypted for the merchant certificate; mind the spelling, it differs from the call's. */
        readonly resource: { echo_message: string; encrypt_echo_message?: string }
      }
  )

/** A notice that verified and opened but is of a kind not typed here: profit sharing, coupons, complaints and the rest. */
export interface OtherNotice extends NoticeEnvelope {
  readonly eventType: string
  readonly originalType: string
  /** The decrypted content as it came. */
  readonly plaintext: string
}

export type NoticeReading =
  | { readonly ok: true; readonly notice: WechatpayNotice }
  | {
      readonly ok: false
      readonly because:
        | 'missing_headers'
        | 'stale'
        | 'unknown_serial'
        | 'bad_signature'
        | 'bad_json'
        | 'cannot_open'
      readonly message: string
    }
  | {
      readonly ok: false
      readonly because: 'unknown_type'
      readonly message: string
      readonly other: OtherNotice
    }
