import type { Order, TradeType } from '../order-book.js'
import { sellerOf } from '../order-book.js'
import { type Card, type Coupon, type CouponBook, couponStatus, type Stock } from './coupon-book.js'
import type { PromotedGoods, Promotion } from './promotion.js'

/** How an order will be paid: which coupons, and from which card when one of them asks for an issuer. */
export interface PaymentPlan {
  promotions: Promotion[]
  /** Null: the wallet's own balance. */
  bankType: string | null
  discountMinor: number
}

export const NO_PLAN: PaymentPlan = { promotions: [], bankType: null, discountMinor: 0 }

/** A JSAPI order may come from a mini-program or an official account: the order does not tell, so either fits. */
const TRADE_TYPES: Partial<Record<TradeType, readonly string[]>> = {
  JSAPI: ['MICROAPP', 'OTHER'],
  APP: ['APPPAY'],
  MICROPAY: ['CARD'],
  NATIVE: ['OTHER'],
  MWEB: ['OTHER'],
}
/** Everything else is deducted without the payer's password. */
const WITHOUT_PASSWORD = ['PPAY']

interface Candidate {
  coupon: Coupon
  stock: Stock
  promotion: Promotion
}

/** The plan that costs the payer least; on a tie the balance before a card, and the coupon that ends first. */
export function choosePlan(
  book: CouponBook,
  order: Order,
  userId: string,
  nowMs: number,
  taken: ReadonlySet<string>,
): PaymentPlan {
  const usable = book.couponsOf(userId).flatMap((coupon) => {
    const stock = book.stocks.get(coupon.stockId)
    if (!stock || taken.has(coupon.id) || !isUsable(coupon, stock, order, nowMs)) return []
    const promotion = promotionOf(coupon, stock, order)
    return promotion ? [{ coupon, stock, promotion }] : []
  })
  if (usable.length === 0) return NO_PLAN
  usable.sort(
    (left, right) =>
      right.promotion.amountMinor - left.promotion.amountMinor ||
      left.stock.endsAtMs - right.stock.endsAtMs ||
      left.coupon.sentAtMs - right.coupon.sentAtMs,
  )
  const cards = book.cardsOf(userId).filter((card) => !(order.noCredit && card.bankType.endsWith('_CREDIT')))
  let best = NO_PLAN
  for (const card of [null, ...cards]) {
    const plan = withCard(
      usable.filter(({ stock }) => issuerFits(stock, card)),
      card,
      order.totalMinor,
    )
    if (plan.discountMinor > best.discountMinor) best = plan
  }
  return best
}

/** The best coupon alone, or all that may be combined, whichever gives more. */
function withCard(usable: readonly Candidate[], card: Card | null, totalMinor: number): PaymentPlan {
  const alone = usable.slice(0, 1)
  const together = fitInto(
    usable.filter(({ stock }) => stock.combineUse),
    totalMinor,
  )
  const sum = (ones: readonly Candidate[]): number =>
    ones.reduce((total, { promotion }) => total + promotion.amountMinor, 0)
  const chosen = sum(together) > sum(alone) ? together : alone
  return {
    promotions: chosen.map(({ promotion }) => promotion),
    bankType: card?.bankType ?? null,
    discountMinor: sum(chosen),
  }
}

/** Never more than the order is worth, and goods are reduced once. */
function fitInto(candidates: readonly Candidate[], totalMinor: number): Candidate[] {
  const chosen: Candidate[] = []
  const goods = new Set<string>()
  let left = totalMinor
  for (const one of candidates) {
    const { amountMinor, goods: reduced } = one.promotion
    if (amountMinor > left || reduced.some(({ goodsId }) => goods.has(goodsId))) continue
    chosen.push(one)
    left -= amountMinor
    for (const { goodsId } of reduced) goods.add(goodsId)
  }
  return chosen
}

function isUsable(coupon: Coupon, stock: Stock, order: Order, nowMs: number): boolean {
  if (couponStatus(coupon, stock, nowMs) !== 'SENDED' || nowMs < stock.beginsAtMs) return false
  if (!stock.merchants.includes(sellerOf(order)) && !stock.merchants.includes(order.mchid)) return false
  if (stock.goodsTags.length > 0 && !stock.goodsTags.includes(order.goodsTag ?? '')) return false
  const types = TRADE_TYPES[order.tradeType] ?? WITHOUT_PASSWORD
  return stock.tradeTypes.length === 0 || types.some((type) => stock.tradeTypes.includes(type))
}

function issuerFits(stock: Stock, card: Card | null): boolean {
  return stock.limitCard === null || stock.limitCard.bins.some((bin) => card?.id.startsWith(bin))
}

/** Null when the order, or its goods, do not reach the minimum. */
function promotionOf(coupon: Coupon, stock: Stock, order: Order): Promotion | null {
  const single = stock.items.length > 0
  const goods = single ? goodsFor(stock, order) : []
  const worthMinor = single ? worth(goods) : order.totalMinor
  // That goods coupons measure their own goods is unverified.
  if (worthMinor < stock.minimumMinor || worthMinor === 0) return null
  // A coupon above the price pays all of it and keeps nothing (unverified).
  const amountMinor = Math.min(stock.couponMinor, worthMinor, order.totalMinor)
  return {
    couponId: coupon.id,
    stockId: stock.id,
    name: stock.name,
    scope: single ? 'SINGLE' : 'GLOBAL',
    type: stock.noCash ? 'NOCASH' : 'CASH',
    amountMinor,
    goods: spread(goods, amountMinor),
  }
}

const worth = (goods: readonly PromotedGoods[]): number =>
  goods.reduce((total, one) => total + one.quantity * one.unitPriceMinor, 0)

function goodsFor(stock: Stock, order: Order): PromotedGoods[] {
  if (order.costPriceMinor !== undefined && order.costPriceMinor !== order.totalMinor) return []
  return (order.goods ?? [])
    .filter(({ goodsId }) => stock.items.includes(goodsId))
    .map((one) => ({ ...one, discountMinor: 0 }))
}

/** By worth, to the fen; the last takes what rounding left. */
function spread(goods: readonly PromotedGoods[], amountMinor: number): PromotedGoods[] {
  const totalMinor = worth(goods)
  let worthMinor = 0
  let givenMinor = 0
  return goods.map((one) => {
    worthMinor += one.quantity * one.unitPriceMinor
    const discountMinor = Math.floor((amountMinor * worthMinor) / totalMinor) - givenMinor
    givenMinor += discountMinor
    return { ...one, discountMinor }
  })
}
