import type { InstitutionName } from '../../../connectors/contract.js'
import type { Sql } from '../../../platform/db/index.js'
import type { OfferFact, Reason, ReasonCode } from '../decision/facts.js'
import { decideMethods } from '../decision/index.js'
import type { LaunchesDeps } from '../deps.js'
import type { LaunchRow, Participation } from './queries.js'

/** Reasons that are about a launch or a merchant; the others are about one shopper, some goods, a place or an amount. */
const ABOUT_THE_MERCHANT: ReadonlySet<ReasonCode> = new Set([
  'capability_not_granted',
  'capability_suspended',
  'launch_not_started',
  'launch_halted',
  'launch_ended',
  'merchant_not_invited',
  'merchant_not_answered',
  'merchant_not_ready',
  'merchant_declined',
  'merchant_invitation_expired',
  'merchant_paused',
  'merchant_suspended',
  'merchant_has_no_sub_merchant',
  'terms_not_agreed',
  'outside_window',
  'method_failing',
] satisfies ReasonCode[])

export interface Standing {
  /** Some shoppers may see at least one of the methods now. */
  readonly live: boolean
  /** Why not; each reason once. */
  readonly because: readonly Reason[]
}

/** Asks the decision itself, for this merchant alone: the workbench cannot tell another story than the cashier. */
export function standingOf(
  deps: Pick<LaunchesDeps, 'book' | 'rulebooks' | 'clock'>,
  merchant: {
    readonly id: string
    readonly participations: readonly Participation[]
    readonly subMerchantAt: ReadonlySet<string>
  },
  launch: LaunchRow,
): Standing {
  const offers = deps.book
    .offers()
    .filter(({ offer }) => launch.rules.methods.includes(offer.method))
    .map(({ entry, offer }): OfferFact => {
      const { institution } = entry.connector
      return { method: offer.method, institution, name: offer.zh, nameEn: offer.en, scenes: offer.scenes }
    })
  const decided = decideMethods({
    offers,
    rulebook: deps.rulebooks.current(),
    checkout: { open: true, lockedTo: null, amountMinor: 1n },
    merchants: [
      {
        id: merchant.id,
        participations: new Map(merchant.participations.map((part) => [part.launchId, part])),
        subMerchantAt: merchant.subMerchantAt,
      },
    ],
    shopper: { id: merchant.id, isNew: null, regionTier: null, walletsUsed: [], lastMethod: null },
    goods: [],
    scene: offers[0]?.scenes[0] ?? 'mobile_web',
    now: deps.clock.now(),
  })
  const against = decided.map(({ reasons }) => reasons.filter(({ code }) => ABOUT_THE_MERCHANT.has(code)))
  const live = against.some((reasons) => reasons.length === 0)
  const because = new Map(live ? [] : against.flat().map((reason) => [JSON.stringify(reason), reason]))
  return { live, because: [...because.values()] }
}

export async function selectSubMerchantAt(
  sql: Sql,
  merchantId: string,
): Promise<ReadonlySet<InstitutionName>> {
  const rows = await sql<{ institution: InstitutionName }>`
    select institution from sub_merchants where merchant_id = ${merchantId} and state = 'granted'`
  return new Set(rows.map(({ institution }) => institution))
}
