import type { Collection, Store } from '../../core/store.js'
import type { Signer } from '../order-book.js'

/** `stoped` is the institution's spelling, and read from the time. */
export type StockStatus = 'unactivated' | 'audit' | 'running' | 'paused' | 'stoped'
export const STOCK_STATUSES = ['unactivated', 'audit', 'running', 'paused', 'stoped'] as const

/** A batch of coupons. Amounts are fen. */
export interface Stock {
  id: string
  creatorMchid: string
  outRequestNo: string
  fingerprint: string
  name: string
  description: string
  status: Exclude<StockStatus, 'stoped'>
  createdAtMs: number
  startedAtMs: number | null
  beginsAtMs: number
  endsAtMs: number
  maxCoupons: number
  maxAmountMinor: number
  maxAmountByDayMinor: number | null
  maxPerUser: number
  /** Counted per person instead of per openid. */
  naturalPerson: boolean
  couponMinor: number
  minimumMinor: number
  goodsTags: string[]
  tradeTypes: string[]
  combineUse: boolean
  items: string[]
  merchants: string[]
  limitCard: { name: string; bins: string[] } | null
  noCash: boolean
  distributed: number
  signer: Signer
}

/** `SENDED` is the institution's spelling. */
export type CouponStatus = 'SENDED' | 'USED' | 'EXPIRED'
export const COUPON_STATUSES = ['SENDED', 'USED', 'EXPIRED'] as const

export interface Coupon {
  id: string
  stockId: string
  outRequestNo: string
  senderMchid: string
  appid: string
  openid: string
  userId: string
  sentAtMs: number
  /** The order it was used for; null while it can be used. */
  usedFor: { orderId: string; atMs: number } | null
}

/** A bank card of a wallet user. It pays from the same purse as everything else: only its issuer matters. */
export interface Card {
  /** The number. */
  id: string
  userId: string
  /** As payments tell it, e.g. `CMB_CREDIT`. */
  bankType: string
}

export interface Callback {
  /** The mchid. */
  id: string
  notifyUrl: string
  enabled: boolean
  updatedAtMs: number
}

export interface CouponBook {
  readonly stocks: Collection<Stock>
  readonly coupons: Collection<Coupon>
  readonly cards: Collection<Card>
  readonly callbacks: Collection<Callback>
  stockByRequest(creatorMchid: string, outRequestNo: string): Stock | undefined
  /** By the number that the sender gave; unique for the creator of the stock. */
  couponByRequest(creatorMchid: string, outRequestNo: string): Coupon | undefined
  couponsOf(userId: string): Coupon[]
  cardsOf(userId: string): Card[]
}

export function openCouponBook(store: Store): CouponBook {
  const stocks: Collection<Stock> = store.collection('wechatpay_coupon_stocks')
  const coupons: Collection<Coupon> = store.collection('wechatpay_coupons')
  const cards: Collection<Card> = store.collection('wechatpay_cards')
  return {
    stocks,
    coupons,
    cards,
    callbacks: store.collection('wechatpay_coupon_callbacks'),
    stockByRequest(creator, number) {
      for (const one of stocks.values())
        if (one.creatorMchid === creator && one.outRequestNo === number) return one
      return undefined
    },
    couponByRequest(creator, number) {
      for (const one of coupons.values())
        if (one.outRequestNo === number && stocks.get(one.stockId)?.creatorMchid === creator) return one
      return undefined
    },
    couponsOf: (userId) => [...coupons.values()].filter((one) => one.userId === userId),
    cardsOf: (userId) => [...cards.values()].filter((one) => one.userId === userId),
  }
}

export const stockStatus = (stock: Stock, nowMs: number): StockStatus =>
  nowMs >= stock.endsAtMs ? 'stoped' : stock.status

export function couponStatus(coupon: Coupon, stock: Stock, nowMs: number): CouponStatus {
  if (coupon.usedFor) return 'USED'
  return nowMs >= stock.endsAtMs ? 'EXPIRED' : 'SENDED'
}
