import type { Collection, Store } from '../../core/store.js'
import { settlementMinor, settlementRefundMinor } from '../coupons/promotion.js'
import { type Order, type OrderBook, type Signer, sellerOf } from '../order-book.js'

export type ReceiverType = 'MERCHANT_ID' | 'PERSONAL_OPENID' | 'PERSONAL_SUB_OPENID'

/** Whom a merchant may share with. */
export interface Receiver {
  id: string
  type: ReceiverType
  account: string
  name: string | null
  relationType: string
  customRelation: string | null
}

export interface Share {
  type: ReceiverType
  account: string
  amountMinor: number
  description: string
  result: 'PENDING' | 'SUCCESS' | 'CLOSED'
  failReason: string | null
  createdAtMs: number
  finishedAtMs: number
  detailId: string
  /** The app id a personal account belongs to. */
  appid: string | null
}

/** One call that shared an order, or released what was left of it. */
export interface Split {
  id: string
  scope: string
  /** Who signed. */
  mchid: string
  subMchid: string | null
  /** In the order book. */
  orderId: string
  transactionId: string
  splitId: string
  outOrderNo: string
  fingerprint: string
  shares: Share[]
  /** Releases the rest: nothing can be shared afterwards. */
  releases: boolean
  /** Whose list of receivers counts. */
  receiversOf?: string
  state: 'PROCESSING' | 'FINISHED'
  createdAtMs: number
  finishAtMs: number
  signer: Signer
}

export interface ShareReturn {
  id: string
  scope: string
  splitId: string
  outOrderNo: string
  /** Id of the split in this book. */
  splitKey: string
  outReturnNo: string
  returnId: string
  returnMchid: string
  amountMinor: number
  description: string
  fingerprint: string
  result: 'PROCESSING' | 'SUCCESS' | 'FAILED'
  createdAtMs: number
  finishedAtMs: number
}

export const sharingKey = (scope: string, number: string): string => `${scope} ${number}`
export const receiverKey = (seller: string, type: string, account: string): string =>
  `${seller} ${type} ${account}`

const DAY_MS = 24 * 3_600_000
/** Then what is still frozen is released by itself (13 §1); for e-commerce after six times that (14 §3). */
const FROZEN_FOR_MS = 30 * DAY_MS

export interface SharingBook {
  readonly receivers: Collection<Receiver>
  readonly splits: Collection<Split>
  readonly returns: Collection<ShareReturn>
  splitByWxId(scope: string, splitId: string): Split | undefined
  splitsOf(order: Order): Split[]
  keepSplit(split: Split): void
  /** A paid order that asked for sharing: its money is frozen from now on. */
  freeze(order: Order): void
  /** What can still be shared or released of an order. */
  unsplitMinor(order: Order, nowMs: number): number
  /** All frozen money of a merchant. */
  frozenMinor(seller: string, nowMs: number): number
  reset(): void
}

export function openSharingBook(store: Store, book: OrderBook): SharingBook {
  const receivers: Collection<Receiver> = store.collection('wechatpay_receivers')
  const splits: Collection<Split> = store.collection('wechatpay_splits')
  const returns: Collection<ShareReturn> = store.collection('wechatpay_share_returns')
  const byOrder = new Map<string, string[]>()
  const byWxId = new Map<string, string>()
  const frozen = new Map<string, Set<string>>()

  const index = (split: Split): void => {
    byWxId.set(split.splitId, split.id)
    const known = byOrder.get(split.orderId)
    if (!known) byOrder.set(split.orderId, [split.id])
    else if (!known.includes(split.id)) known.push(split.id)
  }
  const freeze = (order: Order): void => {
    if (!order.profitSharing) return
    const seller = sellerOf(order)
    const known = frozen.get(seller)
    if (known) known.add(order.id)
    else frozen.set(seller, new Set([order.id]))
  }
  for (const split of splits.values()) index(split)
  for (const order of book.orders()) if (order.paid) freeze(order)

  const splitsOf = (order: Order): Split[] =>
    (byOrder.get(order.id) ?? []).flatMap((id) => splits.get(id) ?? [])
  const unsplitMinor = (order: Order, nowMs: number): number => {
    const { paid } = order
    if (!order.profitSharing || !paid || nowMs >= paid.atMs + (order.ecommerce ? 6 : 1) * FROZEN_FOR_MS)
      return 0
    const done = splitsOf(order)
    if (done.some((split) => split.releases)) return 0
    const shared = done.flatMap((split) => split.shares).filter((share) => share.result !== 'CLOSED')
    const refunds = book.refundsOf(order).filter((refund) => refund.state !== 'CLOSED')
    const refunded = refunds.reduce(
      (sum, one) => sum + settlementRefundMinor(order, one) - (one.feeMinor ?? 0),
      0,
    )
    const sharedMinor = shared.reduce((sum, share) => sum + share.amountMinor, 0)
    const added = order.subsidyGivenMinor ?? 0
    return Math.max(0, settlementMinor(order) + added - (paid.feeMinor ?? 0) - refunded - sharedMinor)
  }

  return {
    receivers,
    splits,
    returns,
    splitsOf,
    freeze,
    unsplitMinor,
    splitByWxId(scope, splitId) {
      const split = splits.get(byWxId.get(splitId) ?? '')
      return split?.scope === scope ? split : undefined
    },
    keepSplit(split) {
      splits.put(split)
      index(split)
    },
    frozenMinor(seller, nowMs) {
      let sum = 0
      const ids = frozen.get(seller)
      for (const id of ids ?? []) {
        const order = book.orderById(id)
        const left = order ? unsplitMinor(order, nowMs) : 0
        // Released money never freezes again.
        if (left === 0) ids?.delete(id)
        sum += left
      }
      return sum
    },
    reset() {
      byOrder.clear()
      byWxId.clear()
      frozen.clear()
    },
  }
}
