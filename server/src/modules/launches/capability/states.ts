import type { CapabilityState } from '../decision/facts.js'

/**
 * The life of something that an institution grants: a capability of the platform, or a merchant's place as its
 * sub-merchant.
 *
 *   draft            being written
 *   submitted        handed in by us; the institution may or may not have heard of it. Left only by its answer
 *   under_review     the institution has it
 *   to_be_rectified  sent back with what must be put right; handed in again under the same number
 *   granted          may be used
 *   suspended        granted once, and held back until what it says is put right; nothing may use it meanwhile
 *   withdrawn        given up by us or taken back by the institution; may be begun again
 */
export type ReviewState = CapabilityState
export type ReviewEvent =
  /** Ours. */
  | 'hand_in'
  | 'give_up'
  | 'begin_again'
  /** The institution's. */
  | 'taken_up'
  | 'sent_back'
  | 'grant'
  | 'suspend'
  | 'take_back'

/** Suspended at once: it was granted and held back again before we heard of either. */
const DECIDED = {
  sent_back: 'to_be_rectified',
  grant: 'granted',
  suspend: 'suspended',
  take_back: 'withdrawn',
} as const

export const REVIEW_MOVES = {
  draft: { hand_in: 'submitted', give_up: 'withdrawn' },
  submitted: { taken_up: 'under_review', ...DECIDED },
  under_review: { ...DECIDED },
  to_be_rectified: { hand_in: 'submitted', give_up: 'withdrawn', take_back: 'withdrawn' },
  granted: { give_up: 'withdrawn', suspend: 'suspended', take_back: 'withdrawn' },
  suspended: { hand_in: 'submitted', give_up: 'withdrawn', grant: 'granted', take_back: 'withdrawn' },
  withdrawn: { begin_again: 'draft' },
} as const satisfies Record<ReviewState, Partial<Record<ReviewEvent, ReviewState>>>

export function nextReviewState(from: ReviewState, event: ReviewEvent): ReviewState | null {
  return (REVIEW_MOVES[from] as Partial<Record<ReviewEvent, ReviewState>>)[event] ?? null
}

export const REVIEW_STATES = Object.keys(REVIEW_MOVES) as ReviewState[]
