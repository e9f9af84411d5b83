import type { NoticeAlteration } from './faults.js'
import type { NoticeRecord } from './notices.js'
import type { PhoneSide } from './phone-side.js'

export type InstitutionName = 'wechatpay' | 'alipay' | 'acquirer' | 'official_account' | 'review_desk'
export type WalletName = 'wechat' | 'alipay'

/** What the phone shows of a code before and after paying. */
export interface CodeView {
  institution: WalletName
  outTradeNo: string
  payee: string
  description: string
  amountMinor: number
  /** What this user's coupons take off it, fen; absent when nothing. */
  discountMinor?: number
  currency: 'CNY'
  state: 'payable' | 'paid' | 'closed' | 'expired'
  expiresAtMs: number | null
  returnUrl: string | null
  /** What the wallet's own SDK hands back to the app that called it; absent where none was called. */
  clientResult?: { resultStatus: string; result: string }
}

export type WalletRefusalCode =
  | 'not_this_wallet'
  | 'unknown_code'
  | 'expired'
  | 'closed'
  | 'already_paid'
  | 'wrong_password'
  | 'not_enough'
  | 'wrong_invocation_signature'
export interface WalletRefusal {
  code: WalletRefusalCode
  zh: string
  en: string
}

/** What an institution offers to the phone. `text` is a QR's content, a link, a prepay id or an order string. */
export interface Institution {
  readonly name: InstitutionName
  /** Whether the text belongs to this institution, whatever its state. */
  recognises(text: string): boolean
  look(text: string, userId: string): CodeView | WalletRefusal
  pay(text: string, userId: string, password: string): CodeView | WalletRefusal
  /** The payer turns away; the order stays payable. */
  cancel(text: string, userId: string): CodeView | WalletRefusal
  /** What may be paid now, newest first. */
  openCodes(): Array<CodeView & { code: string }>
}

export interface RefundRecord {
  outRefundNo: string
  refundId: string
  amountMinor: number
  state: 'PROCESSING' | 'SUCCESS' | 'ABNORMAL' | 'CLOSED'
}

/** The institution's own record of an order, in the same words for every institution. */
export interface OrderRecord {
  institution: InstitutionName
  outTradeNo: string
  /** Whose order, where the institution has several merchants. */
  mchid?: string
  /** The institution's own state word, e.g. `SUCCESS` or `TRADE_SUCCESS`. */
  state: string
  amountMinor: number
  currency: 'CNY'
  transactionId: string | null
  /** RFC 3339, or null while unpaid. */
  paidAt: string | null
  /** openid or buyer id of who paid. */
  payer: string | null
  /** What a phone can open now; null when nothing payable was handed out. */
  code: string | null
  refunds: RefundRecord[]
}

export interface OrderFilter {
  outTradeNo?: string
}

/** What control and start need of an institution, besides its wire. */
export interface InstitutionServer {
  readonly institution: Institution
  /** What it asks of the owner of a phone, besides paying codes. */
  readonly phone?: PhoneSide
  /** The operation words that fault rules may name. */
  readonly operations: readonly string[]
  /** Port 0 takes any free port. Rejects with EADDRINUSE when the port is taken. */
  listen(host: string, port: number): Promise<{ url: string; port: number }>
  close(): Promise<void>
  orders(filter?: OrderFilter): OrderRecord[]
  order(outTradeNo: string): OrderRecord | null
  /** Ends a refund that is still open; null when there is none with this number. */
  finishRefund(outRefundNo: string, state: 'SUCCESS' | 'ABNORMAL' | 'CLOSED'): RefundRecord | null
  /** An extra notice about the order's latest event; null when there is nothing to tell or nowhere to send it. */
  sendNotice(outTradeNo: string, alter: NoticeAlteration | null): NoticeRecord | null
  /** The store was emptied: drop what was derived from it. */
  reset(): void
}

export function isRefusal(answer: CodeView | WalletRefusal): answer is WalletRefusal {
  return 'code' in answer && 'zh' in answer
}
