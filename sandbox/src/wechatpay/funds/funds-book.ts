import type { Core } from '../../core/core.js'
import type { Collection } from '../../core/store.js'
import { beijingDigits } from '../beijing-time.js'

export const ACCOUNT_TYPES = ['BASIC', 'OPERATION', 'FEES'] as const
export type AccountType = (typeof ACCOUNT_TYPES)[number]

/** One movement on a merchant's account: a row of the fund-flow bill (17-bills §6). */
export interface Flow {
  id: string
  mchid: string
  account: AccountType
  atMs: number
  /** WeChat's number of the business: a transaction, refund, split or transfer. */
  businessNo: string
  name: string
  type: string
  /** Fen; negative is 支出. */
  amountMinor: number
  balanceMinor: number
  applicant: string
  remark: string
  /** Usually the merchant's own number. */
  voucher: string
}

export type Movement = Pick<
  Flow,
  'mchid' | 'businessNo' | 'name' | 'type' | 'amountMinor' | 'applicant' | 'remark' | 'voucher'
> & { account?: AccountType }

export interface FundsBook {
  balanceMinor(mchid: string, account?: AccountType): number
  record(movement: Movement): Flow
  /** From (inclusive) to (exclusive), oldest first. */
  flows(mchid: string, account: AccountType, fromMs: number, toMs: number): Flow[]
  reset(): void
}

/** A merchant starts with a million yuan, so that refunds and transfers work before the first sale. */
const FIRST_BALANCE_MINOR: Record<AccountType, number> = {
  BASIC: 100_000_000,
  OPERATION: 100_000_000,
  FEES: 0,
}

export function openFundsBook(core: Core): FundsBook {
  const kept: Collection<Flow> = core.store.collection('wechatpay_flows')
  const balances = new Map<string, number>()
  for (const flow of kept.values()) balances.set(`${flow.mchid} ${flow.account}`, flow.balanceMinor)
  const balanceMinor = (mchid: string, account: AccountType = 'BASIC'): number =>
    balances.get(`${mchid} ${account}`) ?? FIRST_BALANCE_MINOR[account]

  return {
    balanceMinor,
    record({ account = 'BASIC', ...movement }) {
      const nowMs = core.clock.nowMs()
      const balance = balanceMinor(movement.mchid, account) + movement.amountMinor
      const flow: Flow = {
        id: `${beijingDigits(nowMs).slice(0, 8)}${core.random.digits(20)}`,
        account,
        atMs: nowMs,
        balanceMinor: balance,
        ...movement,
      }
      kept.put(flow)
      balances.set(`${movement.mchid} ${account}`, balance)
      return flow
    },
    flows(mchid, account, fromMs, toMs) {
      const found: Flow[] = []
      for (const flow of kept.values()) {
        if (flow.mchid !== mchid || flow.account !== account) continue
        if (flow.atMs >= fromMs && flow.atMs < toMs) found.push(flow)
      }
      return found
    },
    reset: () => balances.clear(),
  }
}
