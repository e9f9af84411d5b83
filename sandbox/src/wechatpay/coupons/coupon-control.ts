import type { Platform } from '../call.js'
import type { Card, Coupon, CouponStatus } from './coupon-book.js'
import { couponStatus } from './coupon-book.js'

export interface CouponView extends Coupon {
  status: CouponStatus
}

/** What a person with a phone does about coupons. */
export interface CouponControl {
  /** Puts a bank card into a user's wallet; `bankType` as payments tell it, e.g. `CMB_CREDIT`. Null: no such WeChat user. */
  bindCard(userId: string, cardNumber: string, bankType: string): Card | null
  /** Every coupon, or a user's own. */
  coupons(userId?: string): CouponView[]
}

export function couponControl(platform: Platform): CouponControl {
  const { core, coupons } = platform
  return {
    bindCard(userId, cardNumber, bankType) {
      if (core.wallets.user(userId)?.wallet !== 'wechat') return null
      const card: Card = { id: cardNumber, userId, bankType }
      coupons.book.cards.put(card)
      return card
    },
    coupons(userId) {
      const nowMs = core.clock.nowMs()
      return [...coupons.book.coupons.values()].flatMap((coupon) => {
        const stock = coupons.book.stocks.get(coupon.stockId)
        if (!stock || (userId !== undefined && coupon.userId !== userId)) return []
        return [{ ...coupon, status: couponStatus(coupon, stock, nowMs) }]
      })
    },
  }
}
