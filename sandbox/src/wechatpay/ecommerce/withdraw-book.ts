import type { Collection, Store } from '../../core/store.js'
import type { AccountType } from '../funds/funds-book.js'
import type { Signer } from '../order-book.js'

export const WITHDRAW_ENDS = ['SUCCESS', 'FAIL', 'REFUND', 'CLOSE'] as const
export type WithdrawEnd = (typeof WITHDRAW_ENDS)[number]

export interface Withdrawal {
  id: string
  /** Who signed. */
  mchid: string
  /** Null: the platform's own money. */
  subMchid: string | null
  withdrawId: string
  outRequestNo: string
  fingerprint: string
  amountMinor: number
  remark: string
  bankMemo: string
  account: AccountType
  notifyUrl: string | null
  status: 'CREATE_SUCCESS' | WithdrawEnd
  reason: string
  bank: { accountBank: string; bankName: string | null; lastFour: string }
  createdAtMs: number
  updatedAtMs: number
  /** When the bank takes it; null at an end. */
  nextAtMs: number | null
  signer: Signer
}

export interface WithdrawBook {
  readonly kept: Collection<Withdrawal>
  /** `scope` is whose numbers are meant, see `scopeOf`. */
  byNumber(scope: string, outRequestNo: string): Withdrawal | undefined
  byWithdrawId(scope: string, withdrawId: string): Withdrawal | undefined
  /** Whoever it belongs to. */
  ofAnybody(outRequestNo: string): Withdrawal | undefined
}

export const withdrawKey = (scope: string, outRequestNo: string): string => `${scope} ${outRequestNo}`

export function openWithdrawBook(store: Store): WithdrawBook {
  const kept: Collection<Withdrawal> = store.collection('wechatpay_withdrawals')
  const find = (wanted: (one: Withdrawal) => boolean): Withdrawal | undefined => {
    for (const one of kept.values()) if (wanted(one)) return one
    return undefined
  }
  return {
    kept,
    byNumber: (scope, number) => kept.get(withdrawKey(scope, number)),
    byWithdrawId: (scope, id) =>
      find((one) => one.withdrawId === id && one.id === withdrawKey(scope, one.outRequestNo)),
    ofAnybody: (number) => find((one) => one.outRequestNo === number),
  }
}
