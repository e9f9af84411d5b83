import type { TermsVersion } from './queries.js'

export function viewTerms(version: TermsVersion, inForce: TermsVersion | null, agreedCount: number) {
  const { seq, label, state, agreement, body, bodyEn } = version
  return {
    seq,
    label,
    state,
    agreement,
    body,
    bodyEn,
    effectiveAt: version.effectiveAt?.toISOString() ?? null,
    publishedAt: version.publishedAt?.toISOString() ?? null,
    withdrawnAt: version.withdrawnAt?.toISOString() ?? null,
    changedAt: version.changedAt.toISOString(),
    inForce: inForce?.seq === seq,
    agreedCount,
  }
}
