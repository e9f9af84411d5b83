import type { Core } from '../core/core.js'
import type { Collection } from '../core/store.js'

/** Business types of the account journal, in the words of the bill. */
export type EntryKind = '在线支付' | '交易退款' | '收费' | '退费' | '交易分账' | '转账'

/** One movement on a merchant's balance account. */
export interface AccountEntry {
  id: string
  sellerId: string
  atMs: number
  kind: EntryKind
  /** trade_no or another number of the institution. */
  businessNo: string
  /** The merchant's own number. */
  outNo: string
  subject: string
  /** The other account. */
  other: string
  /** Positive is income. */
  amountFen: number
  balanceFen: number
  memo: string
}

interface Account {
  id: string
  balanceFen: number
}

/** Money of a trade that waits to be split. It belongs to the account, but cannot be spent. */
interface FrozenMoney {
  /** The trade's id. */
  id: string
  sellerId: string
  leftFen: number
  /** Released by itself then. */
  untilMs: number
}

export interface Ledger {
  /** Everything on the account, frozen money included. */
  balanceFen(sellerId: string): number
  frozenFen(sellerId: string): number
  /** What can be spent. */
  availableFen(sellerId: string): number
  post(entry: Omit<AccountEntry, 'id' | 'atMs' | 'balanceFen'>): AccountEntry
  /** Oldest first. */
  entries(sellerId: string): AccountEntry[]
  freeze(tradeId: string, sellerId: string, amountFen: number): void
  frozenOf(tradeId: string): number
  unfreeze(tradeId: string, amountFen: number): void
}

/** A merchant that trades here has money of before: a million yuan, so that refunds and transfers are never short. */
const OPENING_BALANCE_FEN = 100_000_000
/** Frozen money is released by itself after 30 days. */
const FROZEN_FOR_MS = 30 * 86_400_000

export function createLedger(core: Core): Ledger {
  const accounts: Collection<Account> = core.store.collection('alipay_accounts')
  const entries: Collection<AccountEntry> = core.store.collection('alipay_account_entries')
  const frozen: Collection<FrozenMoney> = core.store.collection('alipay_frozen')

  const accountOf = (sellerId: string): Account =>
    accounts.get(sellerId) ?? { id: sellerId, balanceFen: OPENING_BALANCE_FEN }
  const leftOf = (money: FrozenMoney | undefined): number =>
    money && money.untilMs > core.clock.nowMs() ? money.leftFen : 0
  const frozenFen = (sellerId: string): number => {
    let sum = 0
    for (const money of frozen.values()) if (money.sellerId === sellerId) sum += leftOf(money)
    return sum
  }
  return {
    balanceFen: (sellerId) => accountOf(sellerId).balanceFen,
    frozenFen,
    availableFen: (sellerId) => accountOf(sellerId).balanceFen - frozenFen(sellerId),
    post(movement) {
      const account = accountOf(movement.sellerId)
      account.balanceFen += movement.amountFen
      accounts.put(account)
      const entry: AccountEntry = {
        id: core.random.digits(28),
        atMs: core.clock.nowMs(),
        balanceFen: account.balanceFen,
        ...movement,
      }
      entries.put(entry)
      return entry
    },
    entries: (sellerId) => [...entries.values()].filter((entry) => entry.sellerId === sellerId),
    freeze(tradeId, sellerId, amountFen) {
      frozen.put({ id: tradeId, sellerId, leftFen: amountFen, untilMs: core.clock.nowMs() + FROZEN_FOR_MS })
    },
    frozenOf: (tradeId) => leftOf(frozen.get(tradeId)),
    unfreeze(tradeId, amountFen) {
      const money = frozen.get(tradeId)
      if (!money) return
      money.leftFen -= Math.min(money.leftFen, amountFen)
      if (money.leftFen > 0) frozen.put(money)
      else frozen.delete(tradeId)
    },
  }
}
