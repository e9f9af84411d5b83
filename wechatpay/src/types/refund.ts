import type { OpenList } from './order.js'

export type RefundStatus =
  /** Accepted; the money is on its way. */
  | 'PROCESSING'
  | 'SUCCESS'
  /** Failed for good under this number; the money was not returned. */
  | 'CLOSED'
  /** The bank refused it; apply an abnormal refund. */
  | 'ABNORMAL'

export interface RefundGoods {
  merchant_goods_id: string
  wechatpay_goods_id?: string
  goods_name?: string
  /** In fen. */
  unit_price: number
  /** In fen. */
  refund_amount: number
  refund_quantity: number
}

export interface RefundFunding {
  account: OpenList<'AVAILABLE' | 'UNAVAILABLE'>
  /** In fen. */
  amount: number
}

interface RefundRequestCommon {
  /** Merchant's refund number: at most 64 characters of `[0-9A-Za-z_\-|*@]`. A new number is a new refund. */
  out_refund_no: string
  /** Shown to the payer; at most 80 bytes. */
  reason?: string
  /** Whole URL without a query; at most 256 characters. */
  notify_url?: string
  funds_account?: 'AVAILABLE' | 'UNSETTLED'
  amount: {
    /** To give back now, in fen. */
    refund: number
    /** The order's total, in fen, the same at every refund of it. */
    total: number
    currency: 'CNY'
    from?: RefundFunding[]
  }
  goods_detail?: RefundGoods[]
}

/**
 * Refund of an order, by one of its two numbers (m4013071036). At most 50 for an order, within 365 days; a 200 means
 * accepted. After a time-out, a 5xx or a 429: query; repeat only with the same number and content.
 */
export type RefundRequest = RefundRequestCommon &
  ({ transaction_id: string; out_trade_no?: never } | { out_trade_no: string; transaction_id?: never })

/** A refund as the create, query and abnormal calls tell it (m4013071036, m4013071041, m4013071193). */
export interface Refund {
  refund_id: string
  out_refund_no: string
  transaction_id: string
  out_trade_no: string
  channel?: OpenList<'ORIGINAL' | 'BALANCE' | 'OTHER_BALANCE' | 'OTHER_BANKCARD'>
  /** Where the money went, in words. */
  user_received_account?: string
  /** RFC 3339; with `SUCCESS` only. */
  success_time?: string
  create_time?: string
  status: OpenList<RefundStatus>
  funds_account?: OpenList<'UNSETTLED' | 'AVAILABLE' | 'UNAVAILABLE' | 'OPERATION' | 'BASIC' | 'ECNY_BASIC'>
  /** All in fen. */
  amount: {
    total: number
    refund: number
    from?: RefundFunding[]
    payer_total?: number
    payer_refund?: number
    settlement_refund?: number
    settlement_total?: number
    discount_refund?: number
    currency?: string
    refund_fee?: number
  }
  promotion_detail?: {
    promotion_id: string
    scope?: OpenList<'GLOBAL' | 'SINGLE'>
    /** `COUPON` was funded and is settled to the merchant, `DISCOUNT` is not; an order calls them `CASH` and `NOCASH`. */
    type?: OpenList<'COUPON' | 'DISCOUNT'>
    /** In fen. */
    amount: number
    /** In fen. */
    refund_amount: number
    goods_detail?: RefundGoods[]
  }[]
}

/** Sends an abnormal refund elsewhere (m4013071193). Give names and card numbers as plain text: the client encrypts them. */
export type AbnormalRefundRequest =
  | { out_refund_no: string; type: 'MERCHANT_BANK_CARD' }
  | {
      out_refund_no: string
      type: 'USER_BANK_CARD'
      bank_type: string
      bank_account: string
      real_name: string
    }

/** The plaintext of `REFUND.*` notices (m4013071196): `refund_status`, not `status`, and no currency. */
export interface RefundNotice {
  mchid: string
  out_trade_no: string
  transaction_id: string
  out_refund_no: string
  refund_id: string
  /** One sample of the documents spells the closed state `CLOSE`; it is normalised to `CLOSED`. */
  refund_status: OpenList<RefundStatus>
  success_time?: string
  user_received_account?: string
  /** All in fen. */
  amount: { total: number; refund: number; payer_total?: number; payer_refund?: number }
}
