import { beijingTime } from '../beijing-time.js'
import type { Order } from '../order-book.js'
import { sellerOf } from '../order-book.js'
import { type Coupon, couponStatus, type Stock, stockStatus } from './coupon-book.js'
import { discountMinor, type Promotion } from './promotion.js'

const normalCoupon = (stock: Stock) => ({
  coupon_amount: stock.couponMinor,
  transaction_minimum: stock.minimumMinor,
})

/** 18-marketing §1.4. */
export function stockJson(stock: Stock, nowMs: number): object {
  return {
    stock_id: stock.id,
    stock_creator_mchid: stock.creatorMchid,
    stock_name: stock.name,
    status: stockStatus(stock, nowMs),
    create_time: beijingTime(stock.createdAtMs),
    description: stock.description,
    stock_use_rule: {
      max_coupons: stock.maxCoupons,
      max_amount: stock.maxAmountMinor,
      // Required in answers though optional in requests; without one the budget is all there is.
      max_amount_by_day: stock.maxAmountByDayMinor ?? stock.maxAmountMinor,
      fixed_normal_coupon: normalCoupon(stock),
      max_coupons_per_user: stock.maxPerUser,
      coupon_type: 'NORMAL',
      goods_tag: stock.goodsTags,
      trade_type: stock.tradeTypes,
      combine_use: stock.combineUse,
    },
    available_begin_time: beijingTime(stock.beginsAtMs),
    available_end_time: beijingTime(stock.endsAtMs),
    distributed_coupons: stock.distributed,
    no_cash: stock.noCash,
    ...(stock.startedAtMs === null ? {} : { start_time: beijingTime(stock.startedAtMs) }),
    ...(nowMs < stock.endsAtMs ? {} : { stop_time: beijingTime(stock.endsAtMs) }),
    singleitem: stock.items.length > 0,
    stock_type: 'NORMAL',
  }
}

/** 18-marketing §1.3. */
export function couponJson(coupon: Coupon, stock: Stock, nowMs: number): Record<string, unknown> {
  return {
    stock_creator_mchid: stock.creatorMchid,
    stock_id: stock.id,
    coupon_id: coupon.id,
    coupon_name: stock.name,
    status: couponStatus(coupon, stock, nowMs),
    description: stock.description,
    create_time: beijingTime(coupon.sentAtMs),
    coupon_type: 'NORMAL',
    no_cash: stock.noCash,
    available_begin_time: beijingTime(stock.beginsAtMs),
    available_end_time: beijingTime(stock.endsAtMs),
    singleitem: stock.items.length > 0,
    normal_coupon_information: normalCoupon(stock),
  }
}

/** The plaintext of `COUPON.USE` (18-marketing §1.5). */
export function couponUseJson(
  coupon: Coupon,
  stock: Stock,
  order: Order,
  promotion: Promotion,
): Record<string, unknown> {
  const atMs = coupon.usedFor?.atMs ?? 0
  return {
    ...couponJson(coupon, stock, atMs),
    consume_information: {
      consume_time: beijingTime(atMs),
      consume_mchid: sellerOf(order),
      transaction_id: order.paid?.transactionId ?? '',
      consume_amount: order.totalMinor - discountMinor(order),
      ...(promotion.scope === 'GLOBAL'
        ? {}
        : {
            goods_detail: promotion.goods.map((goods) => ({
              goods_id: goods.goodsId,
              quantity: goods.quantity,
              price: goods.unitPriceMinor,
              discount_amount: goods.discountMinor,
            })),
          }),
    },
  }
}
