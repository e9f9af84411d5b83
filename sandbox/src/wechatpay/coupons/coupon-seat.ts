import type { Core } from '../../core/core.js'
import type { Platform } from '../call.js'
import type { Order } from '../order-book.js'
import { choosePlan, type PaymentPlan } from './choose-coupons.js'
import { type CouponBook, openCouponBook } from './coupon-book.js'
import { couponUseJson } from './coupon-json.js'

/** Coupons as payments and refunds meet them. */
export interface Coupons {
  readonly book: CouponBook
  /** How this user will pay these orders; no coupon twice. */
  plan(orders: readonly Order[], userId: string): PaymentPlan[]
  /** The order is paid: its coupons are spent, and their creators told. */
  spend(order: Order): void
  /** A refund arrived: coupons come back when everything went back and they are still valid. */
  refunded(order: Order): void
}

export function createCoupons(core: Core, platform: () => Platform): Coupons {
  const book = openCouponBook(core.store)

  return {
    book,
    plan(orders, userId) {
      const taken = new Set<string>()
      return orders.map((order) => {
        const plan = choosePlan(book, order, userId, core.clock.nowMs(), taken)
        for (const one of plan.promotions) taken.add(one.couponId)
        return plan
      })
    },
    spend(order) {
      for (const promotion of order.paid?.promotions ?? []) {
        const coupon = book.coupons.get(promotion.couponId)
        const stock = book.stocks.get(promotion.stockId)
        if (!coupon || !stock) continue
        coupon.usedFor = { orderId: order.id, atMs: core.clock.nowMs() }
        book.coupons.put(coupon)
        const callback = book.callbacks.get(stock.creatorMchid)
        if (!callback?.enabled) continue
        core.notices.send({
          institution: 'wechatpay',
          operation: 'notice.coupon',
          event: 'COUPON.USE',
          outTradeNo: order.outTradeNo,
          url: callback.notifyUrl,
          payload: {
            mchid: stock.creatorMchid,
            signer: stock.signer,
            originalType: 'coupon',
            summary: '代金券核销通知',
            plaintext: couponUseJson(coupon, stock, order, promotion),
          },
        })
      }
    },
    refunded(order) {
      const arrived = platform()
        .book.refundsOf(order)
        .filter((one) => one.state === 'SUCCESS')
        .reduce((total, one) => total + one.refundMinor, 0)
      if (arrived < order.totalMinor) return
      for (const { couponId } of order.paid?.promotions ?? []) {
        const coupon = book.coupons.get(couponId)
        if (coupon?.usedFor?.orderId !== order.id) continue
        coupon.usedFor = null
        book.coupons.put(coupon)
      }
    },
  }
}
