import { beijingDigits } from '../beijing-time.js'
import {
  COUPON_WORDS,
  discountMinor,
  payerTotalMinor,
  promotionsJson,
  settlementMinor,
} from '../coupons/promotion.js'
import type { Order } from '../order-book.js'
import { TRADE_STATE_WORDS, tradeState } from '../order-state.js'

/** The order as V2 answers a query (10-payments §10.2). */
export function orderXml(order: Order, nowMs: number): Record<string, string> {
  const state = tradeState(order, nowMs)
  return {
    trade_state: state,
    trade_state_desc: TRADE_STATE_WORDS[state],
    ...(order.deviceId === null ? {} : { device_info: order.deviceId }),
    out_trade_no: order.outTradeNo,
    total_fee: String(order.totalMinor),
    attach: order.attach,
    ...paymentXml(order),
  }
}

/** What only a paid order has. */
export function paymentXml(order: Order): Record<string, string> {
  const { paid } = order
  if (!paid) return {}
  const promotions = paid.promotions ?? []
  const coupons = promotions.flatMap(({ couponId, type, amountMinor }, at) => [
    [`coupon_id_${at}`, couponId],
    [`coupon_type_${at}`, type === 'CASH' ? 'CASH' : 'NO_CASH'],
    [`coupon_fee_${at}`, String(amountMinor)],
  ])
  return {
    openid: paid.openid,
    // It says N for everybody now.
    is_subscribe: 'N',
    ...(paid.subOpenid === undefined ? {} : { sub_openid: paid.subOpenid, sub_is_subscribe: 'N' }),
    trade_type: order.tradeType,
    bank_type: paid.bankType ?? 'OTHERS',
    fee_type: 'CNY',
    total_fee: String(order.totalMinor),
    cash_fee_type: 'CNY',
    cash_fee: String(payerTotalMinor(order)),
    transaction_id: paid.transactionId,
    out_trade_no: order.outTradeNo,
    attach: order.attach,
    time_end: beijingDigits(paid.atMs),
    ...(promotions.length === 0
      ? {}
      : {
          settlement_total_fee: String(settlementMinor(order)),
          coupon_fee: String(discountMinor(order)),
          coupon_count: String(promotions.length),
          ...Object.fromEntries(coupons),
          // The member's own name stands in it again, as in the documents' examples.
          promotion_detail: JSON.stringify({ promotion_detail: promotionDetail(order) }),
        }),
  }
}

function promotionDetail(order: Order): object[] {
  return promotionsJson(order).map((one) => {
    const { coupon_id, stock_id, type, wechatpay_contribute, ...rest } = one as Record<string, unknown>
    return {
      promotion_id: coupon_id,
      activity_id: stock_id,
      type: COUPON_WORDS[type as keyof typeof COUPON_WORDS],
      wxpay_contribute: wechatpay_contribute,
      ...rest,
    }
  })
}
