import type { Core } from '../core/core.js'
import type { Collection } from '../core/store.js'
import type { AnyAccount } from './accounts.js'

export interface SplitRow {
  detailId: string
  receiver: AnyAccount
  amountFen: number
  /** Taken back by refunds. */
  backFen: number
  desc: string
}

/** One call of order.settle. */
export interface Settlement {
  /** settle_no */
  id: string
  sellerId: string
  tradeId: string
  tradeNo: string
  outRequestNo: string
  /** What was asked, to tell a repetition from another request. */
  asked: string
  rows: SplitRow[]
  atMs: number
  /** An asynchronous one says PROCESSING until then. */
  doneAtMs: number
  mode: 'sync' | 'async'
}

/** A royalty receiver of a merchant. */
export interface Receiver {
  id: string
  sellerId: string
  type: 'userId' | 'loginName' | 'openId'
  account: string
  name: string
  memo: string
  accountId: string
  logonId: string | null
}

export interface Settlements {
  ofTrade(tradeId: string): Settlement[]
  get(settleNo: string): Settlement | undefined
  byRequest(sellerId: string, outRequestNo: string): Settlement | undefined
  keep(settlement: Settlement): void
  isFinished(tradeId: string): boolean
  finish(tradeId: string): void
  receivers(sellerId: string): Receiver[]
  receiver(sellerId: string, accountId: string): Receiver | undefined
  bind(receiver: Receiver): void
  unbind(sellerId: string, accountId: string): void
}

export function createSettlements(core: Core): Settlements {
  const settlements: Collection<Settlement> = core.store.collection('alipay_settlements')
  const finished: Collection<{ id: string }> = core.store.collection('alipay_finished_splits')
  const receivers: Collection<Receiver> = core.store.collection('alipay_receivers')
  return {
    ofTrade: (tradeId) => [...settlements.values()].filter((one) => one.tradeId === tradeId),
    get: (settleNo) => settlements.get(settleNo),
    byRequest(sellerId, outRequestNo) {
      for (const one of settlements.values())
        if (one.sellerId === sellerId && one.outRequestNo === outRequestNo) return one
      return undefined
    },
    keep: (settlement) => settlements.put(settlement),
    isFinished: (tradeId) => finished.get(tradeId) !== undefined,
    finish: (tradeId) => finished.put({ id: tradeId }),
    receivers: (sellerId) => [...receivers.values()].filter((one) => one.sellerId === sellerId),
    receiver: (sellerId, accountId) => receivers.get(`${sellerId}/${accountId}`),
    bind: (receiver) => receivers.put(receiver),
    unbind: (sellerId, accountId) => receivers.delete(`${sellerId}/${accountId}`),
  }
}

/** What receivers hold of a trade now. */
export function splitFen(settlements: readonly Settlement[]): number {
  let sum = 0
  for (const { rows } of settlements) for (const row of rows) sum += row.amountFen - row.backFen
  return sum
}
