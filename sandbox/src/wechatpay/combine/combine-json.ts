import { beijingTime } from '../beijing-time.js'
import { payerTotalMinor, promotionsJson } from '../coupons/promotion.js'
import type { Order } from '../order-book.js'
import { tradeState } from '../order-state.js'
import type { Combine } from './combine-book.js'

/** The query's answer (11-combine §3). */
export function combineJson(
  combine: Combine,
  orders: readonly Order[],
  nowMs: number,
): Record<string, unknown> {
  const paid = orders[0]?.paid
  return {
    combine_appid: combine.appid,
    combine_mchid: combine.mchid,
    combine_out_trade_no: combine.outTradeNo,
    ...(combine.deviceId === null ? {} : { scene_info: { device_id: combine.deviceId } }),
    ...(paid ? { combine_payer_info: { openid: paid.openid } } : {}),
    sub_orders: orders.map((order) => partJson(order, tradeState(order, nowMs))),
  }
}

/** The plaintext of the one notice: as the query, at the moment of payment (§5). */
export function combineNoticeJson(combine: Combine, orders: readonly Order[]): Record<string, unknown> {
  return {
    combine_appid: combine.appid,
    combine_mchid: combine.mchid,
    combine_out_trade_no: combine.outTradeNo,
    ...(combine.deviceId === null ? {} : { scene_info: { device_id: combine.deviceId } }),
    sub_orders: orders.map((order) => partJson(order, 'SUCCESS')),
    combine_payer_info: { openid: orders[0]?.paid?.openid ?? '' },
  }
}

function partJson(order: Order, state: string): Record<string, unknown> {
  const { paid, partner } = order
  return {
    mchid: order.mchid,
    ...(partner ? { sub_mchid: partner.subMchid } : {}),
    ...(partner?.subAppid ? { sub_appid: partner.subAppid } : {}),
    out_trade_no: order.outTradeNo,
    trade_state: state,
    ...(paid
      ? {
          trade_type: order.tradeType,
          bank_type: paid.bankType ?? 'OTHERS',
          attach: order.attach,
          success_time: beijingTime(paid.atMs),
          transaction_id: paid.transactionId,
          amount: {
            total_amount: order.totalMinor,
            payer_amount: payerTotalMinor(order),
            currency: 'CNY',
            payer_currency: 'CNY',
          },
          ...(paid.promotions ? { promotion_detail: promotionsJson(order) } : {}),
          ...(paid.subOpenid === undefined ? {} : { sub_openid: paid.subOpenid }),
        }
      : {}),
  }
}
