import type { Collection, Store } from '../../core/store.js'
import type { Partner, Signer } from '../order-book.js'

export type TerminationMode = 'USER_TERMINATE' | 'MCH_API_TERMINATE'

/** What may be deducted, and on which days of Beijing's calendar (`yyyy-MM-dd`, both inclusive). */
export interface Schedule {
  amountMinor: number
  description: string | null
  startDate: string
  endDate: string
  deducted: { amountMinor: number; date: string } | null
}

/** A user's consent to be charged without being asked again. */
export interface Contract {
  id: string
  contractId: string
  /** Who signed the call: the merchant itself, or its service provider. */
  mchid: string
  /** Absent for a merchant's own contract. */
  partner?: Partner
  appid: string
  planId: number
  outContractCode: string
  displayAccount: string
  notifyUrl: string
  outUserCode: string | null
  fingerprint: string
  /** Who may sign; null: anybody. */
  openidAsked: string | null
  /** What the signing page is opened with. */
  token: string
  signUntilMs: number
  createdAtMs: number
  /** `openid` under `appid`; `subOpenid` under the sub-merchant's own. */
  signed: { atMs: number; userId: string; openid: string; subOpenid?: string; expiresAtMs: number } | null
  terminated: { mode: TerminationMode; atMs: number; remark: string } | null
  /** Comes into force with the signature. */
  schedule: Schedule | null
  /** A deduction failed since the last success. */
  failed: boolean
  signer: Signer
  /** Opened over V2: what its answers and notices say besides, and how they are signed. */
  v2?: { requestSerial: string; signType: 'MD5' | 'HMAC-SHA256' }
}

/** Contract numbers are unique within a plan; `scope` is whose, see `scopeOf`. */
export const contractKey = (scope: string, planId: number, code: string): string =>
  `${scope} ${planId} ${code}`

export interface ContractBook {
  readonly kept: Collection<Contract>
  byContractId(mchid: string, contractId: string): Contract | undefined
  byToken(token: string): Contract | undefined
  /** Whoever it belongs to. */
  byNumber(outContractCode: string): Contract | undefined
}

export function openContractBook(store: Store): ContractBook {
  const kept: Collection<Contract> = store.collection('wechatpay_contracts')
  const find = (wanted: (one: Contract) => boolean): Contract | undefined => {
    for (const one of kept.values()) if (wanted(one)) return one
    return undefined
  }
  return {
    kept,
    byContractId: (mchid, id) => find((one) => one.mchid === mchid && one.contractId === id && !!one.signed),
    byToken: (token) => find((one) => one.token === token),
    byNumber: (code) => find((one) => one.outContractCode === code),
  }
}

type ScheduleState = 'NO_SCHEDULED' | 'SCHEDULED' | 'PAID' | 'EXPIRED'

export function scheduleState(schedule: Schedule | null, today: string): ScheduleState {
  if (!schedule) return 'NO_SCHEDULED'
  if (schedule.deducted) return 'PAID'
  return today > schedule.endDate ? 'EXPIRED' : 'SCHEDULED'
}
