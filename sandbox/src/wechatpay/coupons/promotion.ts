import type { Order, Refund } from '../order-book.js'

/** A coupon as it was used at a payment. Amounts are fen. */
export interface Promotion {
  couponId: string
  stockId: string
  name: string
  scope: 'GLOBAL' | 'SINGLE'
  /** CASH is prefunded and settled to the seller; NOCASH is not. */
  type: 'CASH' | 'NOCASH'
  amountMinor: number
  goods: PromotedGoods[]
}

export interface PromotedGoods {
  goodsId: string
  quantity: number
  unitPriceMinor: number
  discountMinor: number
}

/** What a refund takes back of one coupon. */
export interface PromotionRefund {
  couponId: string
  amountMinor: number
}

/** What an order says that coupons look at. */
export interface CouponFacts {
  goodsTag?: string
  goods?: Array<{ goodsId: string; quantity: number; unitPriceMinor: number }>
  /** The receipt's own total: when it is another amount the order was split and gets no goods coupon. */
  costPriceMinor?: number
  noCredit?: boolean
}

interface FactsBody {
  goods_tag?: string
  limit_pay?: string[]
  detail?: {
    cost_price?: number
    goods_detail?: Array<{ merchant_goods_id: string; quantity: number; unit_price: number }>
  }
}

export function couponFacts(body: FactsBody): CouponFacts {
  const goods = body.detail?.goods_detail?.map((one) => ({
    goodsId: one.merchant_goods_id,
    quantity: one.quantity,
    unitPriceMinor: one.unit_price,
  }))
  return {
    ...(body.goods_tag === undefined ? {} : { goodsTag: body.goods_tag }),
    ...(goods === undefined ? {} : { goods }),
    ...(body.detail?.cost_price === undefined ? {} : { costPriceMinor: body.detail.cost_price }),
    ...(body.limit_pay?.includes('no_credit') ? { noCredit: true } : {}),
  }
}

/** Refunds and V2 have words of their own for what an order of V3 calls CASH and NOCASH. */
export const COUPON_WORDS = { CASH: 'COUPON', NOCASH: 'DISCOUNT' } as const

const promotionsOf = (order: Order): readonly Promotion[] => order.paid?.promotions ?? []
const sum = (parts: ReadonlyArray<{ amountMinor: number }>): number =>
  parts.reduce((total, one) => total + one.amountMinor, 0)

/** What the payer gave, fen: the total less every coupon. */
export const payerTotalMinor = (order: Order): number => order.totalMinor - sum(promotionsOf(order))

export const discountMinor = (order: Order): number => sum(promotionsOf(order))

/** What the seller is owed, fen: the total less the coupons that nobody funds. */
export const settlementMinor = (order: Order): number =>
  order.totalMinor - sum(promotionsOf(order).filter((one) => one.type === 'NOCASH'))

/** Pro rata over all refunds so far, less what earlier ones took back: the last one brings the rest (12-refunds §2). */
export function promotionRefunds(
  order: Order,
  earlier: readonly Refund[],
  refundMinor: number,
): PromotionRefund[] {
  const alive = earlier.filter((one) => one.state !== 'CLOSED')
  const before = alive.reduce((total, one) => total + one.refundMinor, 0)
  return promotionsOf(order).map(({ couponId, amountMinor }) => {
    const taken = alive.reduce((total, one) => total + takenBack(one, couponId), 0)
    const upToNow = Math.floor((amountMinor * (before + refundMinor)) / order.totalMinor)
    return { couponId, amountMinor: Math.max(0, upToNow - taken) }
  })
}

const takenBack = (refund: Refund, couponId: string): number =>
  refund.promotions?.find((one) => one.couponId === couponId)?.amountMinor ?? 0

/** The coupons' share of a refund, fen. */
export const refundDiscountMinor = (refund: Refund): number => sum(refund.promotions ?? [])

/** What the payer gets of a refund, fen. */
export const payerRefundMinor = (refund: Refund): number => refund.refundMinor - refundDiscountMinor(refund)

/** What the seller gives for a refund, fen: coupons that nobody funded cost it nothing. */
export function settlementRefundMinor(
  order: Order,
  refund: { refundMinor: number; promotions?: readonly PromotionRefund[] },
): number {
  const unfunded = new Set(
    promotionsOf(order).flatMap((one) => (one.type === 'NOCASH' ? [one.couponId] : [])),
  )
  return refund.refundMinor - sum((refund.promotions ?? []).filter((one) => unfunded.has(one.couponId)))
}

/** `promotion_detail` of a paid order (10-payments §8.1). */
export function promotionsJson(order: Order): object[] {
  return promotionsOf(order).map((one) => ({
    coupon_id: one.couponId,
    name: one.name,
    scope: one.scope,
    type: one.type,
    amount: one.amountMinor,
    stock_id: one.stockId,
    // Only one of the three is filled; coupons made by a merchant are the merchant's gift.
    wechatpay_contribute: 0,
    merchant_contribute: one.amountMinor,
    other_contribute: 0,
    currency: 'CNY',
    ...(one.scope === 'GLOBAL'
      ? {}
      : {
          goods_detail: one.goods.map((goods) => ({
            goods_id: goods.goodsId,
            quantity: goods.quantity,
            unit_price: goods.unitPriceMinor,
            discount_amount: goods.discountMinor,
          })),
        }),
  }))
}

/** `promotion_detail` of a refund: only coupons it takes something back of (12-refunds §4). */
export function refundPromotionsJson(refund: Refund, order: Order): object[] {
  return promotionsOf(order).flatMap((one) => {
    const amount = takenBack(refund, one.couponId)
    if (amount === 0) return []
    const { couponId, scope, type, amountMinor } = one
    const back = { amount: amountMinor, refund_amount: amount }
    return [{ promotion_id: couponId, scope, type: COUPON_WORDS[type], ...back }]
  })
}
