import type { InstitutionName } from '../../../connectors/contract.js'
import type { CapabilityDesk, SubMerchantDesk } from '../../../connectors/review-contract.js'
import type { Clock } from '../../../platform/clock/index.js'
import type { Db } from '../../../platform/db/index.js'
import type { Log } from '../../../platform/log/index.js'
import type { Vault } from '../../../platform/secrets/index.js'

/** Where institutions are asked for what they grant; null where only a person can file it there. */
export interface ReviewDesks {
  capability(institution: InstitutionName): CapabilityDesk | null
  subMerchants(institution: InstitutionName): SubMerchantDesk | null
}

export interface CapabilityDeps {
  readonly db: Db
  readonly clock: Clock
  readonly log: Log
  readonly vault: Vault
  readonly desks: ReviewDesks
  readonly rulebooks: { announce(): Promise<void> }
  readonly publicUrl: () => string
}

/** Who moved it: a person of ours, the institution, or the platform by itself. */
export interface Mover {
  readonly kind: 'person' | 'institution' | 'platform' | 'schedule' | 'guardrail'
  readonly id: string
  readonly name: string
}

const INSTITUTION_NAMES: Readonly<Record<InstitutionName, string>> = {
  wechatpay: '微信支付',
  alipay: '支付宝',
}

export const institutionMover = (institution: InstitutionName): Mover => ({
  kind: 'institution',
  id: institution,
  name: INSTITUTION_NAMES[institution],
})
