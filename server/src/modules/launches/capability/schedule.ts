import { later } from '../../../platform/clock/index.js'
import type { ReviewState } from './states.js'

const S = 1_000
const MINUTE = 60 * S

export const LEASE_MS = MINUTE

/** Handed in and not known to have arrived: asked soon, then ever less often, and never given up. */
const SUBMITTED_GAPS_MS = [3 * S, 5 * S, 10 * S, 30 * S, MINUTE, 5 * MINUTE]
/** A reviewer takes hours or days. The desk's notice is faster; this is for when it is lost. */
const REVIEW_GAPS_MS = [15 * S, 30 * S, MINUTE, 5 * MINUTE, 10 * MINUTE]
/** What is granted may be suspended, and what is suspended may be restored. */
const STANDING_GAP_MS = 5 * MINUTE

/** When the institution is asked next; null where its word is not waited for. */
export function nextLook(now: Date, state: ReviewState, tries: number): Date | null {
  const pick = (gaps: readonly number[]): Date => later(now, gaps[Math.min(tries, gaps.length - 1)] ?? MINUTE)
  switch (state) {
    case 'submitted':
      return pick(SUBMITTED_GAPS_MS)
    case 'under_review':
      return pick(REVIEW_GAPS_MS)
    case 'granted':
    case 'suspended':
      return later(now, STANDING_GAP_MS)
    case 'draft':
    case 'to_be_rectified':
    case 'withdrawn':
      return null
  }
}
