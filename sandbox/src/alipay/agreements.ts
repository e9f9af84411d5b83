import type { Core } from '../core/core.js'
import type { Collection } from '../core/store.js'
import type { SignType } from './wire/signature.js'

export interface PeriodRule {
  type: 'DAY' | 'MONTH'
  every: number
  singleFen: number
  totalFen: number | null
  totalPayments: number | null
  /** yyyy-MM-dd of the next deduction. */
  nextDate: string
}

/** A user's agreement to be charged. */
export interface Agreement {
  /** agreement_no */
  id: string
  appId: string
  authAppId: string
  sellerId: string
  product: string
  signScene: string
  externalNo: string | null
  externalLogonId: string | null
  /** The wallet user. */
  userId: string
  payerId: string
  logonId: string
  status: 'NORMAL' | 'UNSIGN'
  signedAtMs: number
  invalidAtMs: number
  period: PeriodRule | null
  lastDeductAtMs: number | null
  deductedFen: number
  deductedTimes: number
  notifyUrl: string | null
  signType: SignType
}

export interface Agreements {
  get(id: string): Agreement | undefined
  all(): IterableIterator<Agreement>
  byExternal(sellerId: string, externalNo: string): Agreement | undefined
  keep(agreement: Agreement): void
}

/** `2115-02-01 00:00:00` stands for never. */
export const NEVER_MS = Date.UTC(2115, 0, 31, 16)

export function createAgreements(core: Core): Agreements {
  const kept: Collection<Agreement> = core.store.collection('alipay_agreements')
  return {
    get: (id) => kept.get(id),
    all: () => kept.values(),
    byExternal(sellerId, externalNo) {
      for (const one of kept.values())
        if (one.sellerId === sellerId && one.externalNo === externalNo) return one
      return undefined
    },
    keep: (agreement) => kept.put(agreement),
  }
}

export function isInForce(agreement: Agreement, nowMs: number): boolean {
  return agreement.status === 'NORMAL' && agreement.invalidAtMs > nowMs
}
