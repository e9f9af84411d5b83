import type { InstitutionName } from '../../../connectors/contract.js'
import type { CompiledLaunch, MerchantFact, ParticipationState, ReasonCode, TermsFact } from './facts.js'
import type { FoundReasons } from './found-reasons.js'

type Verdict = ReasonCode | null

/** By invitation a merchant must have come all the way. */
const BY_INVITATION: Readonly<Record<ParticipationState | 'none', Verdict>> = {
  none: 'merchant_not_invited',
  invited: 'merchant_not_answered',
  accepted: 'merchant_not_ready',
  active: null,
  declined: 'merchant_declined',
  expired: 'merchant_invitation_expired',
  paused: 'merchant_paused',
  suspended: 'merchant_suspended',
}

/** Opened to everyone: only a no holds, said by the merchant or by the platform. */
const FOR_EVERYONE: Readonly<Record<ParticipationState | 'none', Verdict>> = {
  ...BY_INVITATION,
  none: null,
  invited: null,
  accepted: null,
  expired: null,
}

/** A checkout is paid in one piece: every merchant in it must be in. */
export function checkMerchants(
  launch: CompiledLaunch,
  institution: InstitutionName,
  merchants: readonly MerchantFact[],
  needed: TermsFact | null,
  found: FoundReasons,
): void {
  const { rules, id } = launch
  const everyone = rules.merchants === 'everyone'
  const verdicts = everyone ? FOR_EVERYONE : BY_INVITATION
  for (const merchant of merchants) {
    const participation = merchant.participations.get(id)
    const verdict = verdicts[participation?.state ?? 'none']
    if (verdict !== null) found.add(verdict, { merchant: merchant.id, launch: id })
    if (rules.needsSubMerchant && !merchant.subMerchantAt.has(institution)) {
      found.add('merchant_has_no_sub_merchant', { merchant: merchant.id, institution })
    }
    if (needed === null || !takesPart(participation?.state, everyone)) continue
    const agreedSeq = Math.max(
      participation?.agreedTermsSeq ?? 0,
      everyone ? (rules.everyoneUnderTermsSeq ?? 0) : 0,
    )
    if (agreedSeq < needed.seq) {
      found.add('terms_not_agreed', {
        merchant: merchant.id,
        terms: needed.seq,
        agreed: agreedSeq === 0 ? null : agreedSeq,
      })
    }
  }
}

/** Who was never asked, or said no, is not also told about terms. */
function takesPart(state: ParticipationState | undefined, everyone: boolean): boolean {
  if (state === undefined || state === 'invited' || state === 'expired') return everyone
  return state !== 'declined'
}
