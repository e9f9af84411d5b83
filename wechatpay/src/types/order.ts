/** States of an order; a state that is not listed here is passed on as it came (m4012791858, m4012791880). */
export type TradeState =
  | 'SUCCESS'
  /** At least one refund was accepted; stays so, look at the refunds for amounts. */
  | 'REFUND'
  | 'NOTPAY'
  | 'CLOSED'
  /** Code-pay only. */
  | 'REVOKED'
  /** Code-pay only. */
  | 'USERPAYING'
  /** Code-pay and automatic debit only. */
  | 'PAYERROR'

/** A value of an open list: the known ones complete in an editor, the ones of next year still arrive. */
export type OpenList<Known extends string> = Known | (string & Record<never, never>)

export interface PromotionDetail {
  coupon_id: string
  name?: string
  scope?: OpenList<'GLOBAL' | 'SINGLE'>
  /** `CASH` is prefunded and settled to the merchant, `NOCASH` is not. */
  type?: OpenList<'CASH' | 'NOCASH'>
  /** Discount in fen. */
  amount: number
  stock_id?: string
  /** In fen. */
  wechatpay_contribute?: number
  /** In fen. */
  merchant_contribute?: number
  /** In fen. */
  other_contribute?: number
  currency?: string
  goods_detail?: {
    goods_id: string
    quantity: number
    /** In fen. */
    unit_price: number
    /** In fen. */
    discount_amount: number
    goods_remark?: string
  }[]
}

/**
 * An order as a query tells it (m4012791858 and siblings). Whatever depends on payment is absent until then, although
 * the documents mark much of it as required; logs of unpaid orders show neither transaction_id nor trade_type nor payer.
 */
export interface Order {
  appid?: string
  mchid?: string
  out_trade_no: string
  transaction_id?: string
  trade_type?: OpenList<'JSAPI' | 'NATIVE' | 'APP' | 'MICROPAY' | 'MWEB' | 'FACEPAY'>
  trade_state: OpenList<TradeState>
  trade_state_desc?: string
  /** `<BANK>_<DEBIT|CREDIT|ECNY>` or `OTHERS`. */
  bank_type?: string
  attach?: string
  /** RFC 3339, +08:00. */
  success_time?: string
  payer?: { openid?: string }
  amount?: {
    /** Order total in fen. */
    total?: number
    /** What the payer really paid in fen: total less coupons. */
    payer_total?: number
    currency?: string
    payer_currency?: string
  }
  scene_info?: { device_id?: string }
  promotion_detail?: PromotionDetail[]
}

/** The plaintext of `TRANSACTION.SUCCESS` (m4012791861): an order with everything that payment adds. */
export interface PaidOrder extends Order {
  appid: string
  mchid: string
  transaction_id: string
  trade_type: NonNullable<Order['trade_type']>
  trade_state_desc: string
  success_time: string
  payer: { openid: string }
  amount: { total: number; payer_total: number; currency: string; payer_currency: string }
}
