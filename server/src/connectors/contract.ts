/**
 * What every institution's connector offers, in our words. An institution's own words stay inside its folder.
 *
 * A call never throws for what a network or an institution can do: its answer is one of a closed list, and
 * "we do not know" is in every list. Only explicit success is success; a status that an institution invents
 * next year arrives as `unknown`, never as paid and never as failed.
 */

import type { MessageReading } from './message-contract.js'

export type InstitutionName = 'wechatpay' | 'alipay'

/** Where the shopper is. Decides which product of an institution can be used. */
export type Scene = 'desktop_web' | 'mobile_web' | 'app' | 'official_account' | 'mini_program'

/** A way to pay as the shopper sees it: an institution and one of its products. */
export type MethodName = 'wechatpay_scan' | 'wechatpay_jump' | 'alipay_scan' | 'alipay_jump'

/** What the payer must do next. */
export type Action =
  /** Draw `content` as a QR code; it can be paid until `expiresAt`. */
  | { readonly type: 'show_qr'; readonly content: string; readonly expiresAt: string }
  /** Send the payer's browser to `url` with GET. */
  | { readonly type: 'redirect'; readonly url: string; readonly expiresAt: string }

export interface OrderIntent {
  readonly method: MethodName
  readonly scene: Scene
  /** Ours, stored before the call and sent again on every repetition: the institution's idempotency key. */
  readonly outTradeNo: string
  readonly description: string
  readonly amountMinor: bigint
  readonly currency: 'CNY'
  /** Payable until then; the institution is told. */
  readonly expiresAt: Date
  /** Whole URL for the institution's notices of this order. */
  readonly noticeUrl: string
  /** Where the payer's browser goes when the wallet is done; no proof of payment. */
  readonly returnUrl: string
  /** The payer's address as seen by the platform; some products demand it. */
  readonly payerIp: string
  readonly now: Date
}

export type OrderAnswer =
  | { readonly outcome: 'accepted'; readonly action: Action }
  /** The institution said no: nothing was created, nothing can be paid. */
  | { readonly outcome: 'declined'; readonly decline: Decline }
  /** It was paid already (an earlier call got through): inquire. */
  | { readonly outcome: 'already_paid' }
  | Unknown

/** The order at the institution as an inquiry or a notice tells it. */
export interface PaidFacts {
  /** The institution's number of the payment. */
  readonly institutionRef: string
  /** What the payer's side was charged for the order, before institution-funded discounts. */
  readonly amountMinor: bigint
  readonly currency: string
  /** Institution's opaque payer id, null when it does not tell. */
  readonly payer: string | null
  readonly paidAt: Date
  /** Given back by the institution so far, where it tells (Alipay's notices and cancel do); otherwise 0. */
  readonly refundedMinor: bigint
}

export type InquiryAnswer =
  | { readonly outcome: 'paid'; readonly facts: PaidFacts }
  /** Exists, or may still come to exist, and is not paid. */
  | { readonly outcome: 'waiting' }
  /** The institution does not know the number. For products without an order before the scan this is `waiting`. */
  | { readonly outcome: 'absent' }
  /** Closed there without payment; final. */
  | { readonly outcome: 'closed' }
  | Unknown

export type CloseAnswer =
  /** Cannot be paid any more. */
  | { readonly outcome: 'closed' }
  /** The institution does not know the number: nothing to close. */
  | { readonly outcome: 'absent' }
  /** Paid: inquire. */
  | { readonly outcome: 'already_paid' }
  /** The payer is paying right now: ask again soon. */
  | { readonly outcome: 'payer_busy' }
  /** It was paid, and the institution itself has given the money back (Alipay cancel, action=refund). */
  | { readonly outcome: 'refunded'; readonly institutionRef: string | null }
  | Unknown

export interface OrderToAsk {
  readonly method: MethodName
  readonly outTradeNo: string
  readonly amountMinor: bigint
  readonly currency: 'CNY'
}

export interface RefundIntent extends OrderToAsk {
  readonly institutionRef: string
  /** Ours, stored before the call and sent again on every repetition. */
  readonly outRefundNo: string
  readonly refundMinor: bigint
  readonly reason: string
  readonly noticeUrl: string
}

export interface RefundToAsk extends OrderToAsk {
  readonly outRefundNo: string
  readonly refundMinor: bigint
}

export type RefundAnswer =
  | { readonly outcome: 'refunded'; readonly facts: RefundFacts }
  /** Accepted, on its way: ask again later. */
  | { readonly outcome: 'processing'; readonly institutionRef: string | null }
  /** The institution could not pay it out (closed account, frozen card): a person must decide. Money is still with the merchant side. */
  | { readonly outcome: 'abnormal'; readonly institutionRef: string | null; readonly decline: Decline }
  /** Failed for good under this number; nothing was given back. */
  | { readonly outcome: 'failed'; readonly decline: Decline }
  /** Not enough money on the merchant's side: the same number may be sent again after a top-up. */
  | { readonly outcome: 'not_enough'; readonly decline: Decline }
  | Unknown

export type RefundInquiryAnswer =
  | RefundAnswer
  /** The institution does not know this refund number: it may be sent (again) with the same number. */
  | { readonly outcome: 'absent' }

export interface RefundFacts {
  readonly institutionRef: string | null
  readonly refundMinor: bigint
  readonly currency: string
  readonly refundedAt: Date
}

/** Why an institution said no, in its own words for support; `code` is the institution's. */
export interface Decline {
  readonly code: string
  readonly message: string
  /** True when the same call may succeed later (throttled, payee balance). */
  readonly temporary: boolean
}

export interface Unknown {
  readonly outcome: 'unknown'
  readonly because: 'timeout' | 'connection' | 'unreadable' | 'bad_signature' | 'server_error' | 'new_status'
  readonly message: string
}

/** A notice as it came off the wire: nothing in it is believed until the connector has verified it. */
export interface RawNotice {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Buffer
  readonly receivedAt: Date
}

export type NoticeReading =
  | { readonly ok: true; readonly notice: Notice }
  | {
      readonly ok: false
      readonly because:
        | 'missing_headers'
        | 'stale'
        | 'unknown_key'
        | 'bad_signature'
        | 'unreadable'
        | 'another_merchant'
        /** Verified, but of a kind that this platform does not handle: acknowledged and recorded. */
        | 'not_handled'
      readonly message: string
      /** Read from an unverified body, only to show support where to look. Never acted upon. */
      readonly hintOutTradeNo?: string
    }

export type Notice =
  | {
      readonly kind: 'payment'
      /** The institution's id of this event; the same for every delivery of it. */
      readonly eventId: string
      readonly outTradeNo: string
      readonly facts: PaidFacts
    }
  | {
      readonly kind: 'refund'
      readonly eventId: string
      readonly outTradeNo: string
      readonly outRefundNo: string
      /** Only what the notice itself proves; anything else is asked for. */
      readonly answer: Extract<RefundAnswer, { outcome: 'refunded' | 'abnormal' | 'failed' }>
    }
  /** The order changed in a way that moves no money (waiting, closed): a reason to inquire, nothing more. */
  | { readonly kind: 'hint'; readonly eventId: string; readonly outTradeNo: string }

/** A payer's complaint to the institution about a payment. */
export interface ComplaintFact {
  /** The institution's number of it. */
  readonly complaintId: string
  /** The order that it is about; null when it names none. */
  readonly outTradeNo: string | null
  readonly state: 'open' | 'answered' | 'settled'
  /** What it is about, in the institution's words. */
  readonly problem: string
  readonly complainedAt: Date
}

export type ComplaintsAnswer =
  | { readonly outcome: 'listed'; readonly complaints: readonly ComplaintFact[] }
  /** The institution said no: the account may not have the product. */
  | { readonly outcome: 'declined'; readonly decline: Decline }
  | Unknown

/** What the HTTP layer answers to a notice. */
export interface NoticeReply {
  readonly status: number
  readonly contentType: string
  readonly body: string
}

/** One call to an institution as support may see it: no secrets, no signatures. */
export interface CallRecord {
  readonly verb:
    | 'order'
    | 'inquire'
    | 'close'
    | 'refund'
    | 'inquire_refund'
    | 'hand_in'
    | 'inquire_application'
    | 'upload'
    | 'list_complaints'
  readonly request: string
  readonly httpStatus: number | null
  /** The institution's own code or state, e.g. NOTPAY, ACQ.TRADE_NOT_EXIST. */
  readonly answer: string
  readonly tookMs: number
}

export type OnCall = (record: CallRecord) => void

export interface Connector {
  readonly institution: InstitutionName
  /** Methods this institution offers and the scenes in which each works. */
  readonly methods: readonly MethodOffer[]
  order(intent: OrderIntent, onCall: OnCall): Promise<OrderAnswer>
  inquire(order: OrderToAsk, onCall: OnCall): Promise<InquiryAnswer>
  close(order: OrderToAsk, onCall: OnCall): Promise<CloseAnswer>
  refund(intent: RefundIntent, onCall: OnCall): Promise<RefundAnswer>
  inquireRefund(refund: RefundToAsk, onCall: OnCall): Promise<RefundInquiryAnswer>
  /** Every complaint made in the span; of its first and last day possibly more, where an institution lists days. */
  listComplaints(span: { readonly from: Date; readonly until: Date }): Promise<ComplaintsAnswer>
  readNotice(raw: RawNotice): Promise<NoticeReading>
  /** Absent where an institution sends nothing but notices. */
  readonly readMessage?: (raw: RawNotice) => MessageReading
  /** Says "received": only after the commit. */
  acknowledge(): NoticeReply
  /** Says "send it again": the notice is kept by the institution. */
  refuse(reason: string): NoticeReply
}

export interface MethodOffer {
  readonly method: MethodName
  readonly scenes: readonly Scene[]
  readonly zh: string
  readonly en: string
  /** Longest validity of the action at the institution, in milliseconds. */
  readonly actionLivesMs: number
}

/** Access to a review desk. */
export interface ReviewDeskAccount {
  readonly baseUrl: string
  readonly token: string
  /** `whsec_…`: notices are signed with it as Standard Webhooks says. */
  readonly noticeSecret: string
  readonly timeoutMs: number
}

/** A service provider's account, which onboards sub-merchants; an account of its own beside the direct merchant's. */
export type WechatpayProviderAccount = Omit<WechatpayAccount, 'appid' | 'desk' | 'serviceProvider'>

/** Settings of one account at an institution; secrets come opened, and only to the connector. */
export interface WechatpayAccount {
  readonly baseUrl: string
  readonly mchid: string
  readonly appid: string
  readonly merchantSerial: string
  readonly merchantPrivateKey: string
  readonly apiV3Key: string
  readonly publicKeyId?: string
  readonly publicKey?: string
  readonly timeoutMs: number
  readonly desk?: ReviewDeskAccount
  readonly serviceProvider?: WechatpayProviderAccount
}

export interface AlipayAccount {
  readonly gateway: string
  readonly appId: string
  /** The 2088 number that receives the money: checked in every notice. */
  readonly sellerId: string
  readonly appPrivateKey: string
  readonly alipayPublicKey: string
  readonly timeoutMs: number
  readonly desk?: ReviewDeskAccount
  /** `signed`: the account has the product that collects for merchants (zft), and onboards them by its calls. */
  readonly directPay?: string
}
