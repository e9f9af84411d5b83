import type { ReviewAnswer, ReviewReason } from '../../../connectors/review-contract.js'
import { nextReviewState, type ReviewEvent, type ReviewState } from './states.js'

/** What an institution's word means for an application that is where it is. */
export type ReviewVerdict =
  | { readonly verdict: 'moves'; readonly event: ReviewEvent; readonly reasons: readonly ReviewReason[] }
  /** Old or known news; or nothing was said, and it is asked again. */
  | { readonly verdict: 'nothing_new' }
  | { readonly verdict: 'ask_again' }
  /** The institution does not have it: hand it in (again) under the same number. */
  | { readonly verdict: 'send' }

export interface ReviewStanding {
  readonly state: ReviewState
  readonly submission: number
  readonly revision: number
}

const EVENTS = {
  under_review: 'taken_up',
  to_be_rectified: 'sent_back',
  granted: 'grant',
  suspended: 'suspend',
  taken_back: 'take_back',
} as const satisfies Record<string, ReviewEvent>

/** Pure: the same for answers to calls, for inquiries and for notices, in whatever order they come. */
export function readReview(standing: ReviewStanding, answer: ReviewAnswer): ReviewVerdict {
  switch (answer.outcome) {
    case 'unknown':
      return { verdict: 'ask_again' }
    case 'absent':
      // What was granted is not lost because a number is not found; only what waits is sent again.
      return standing.state === 'submitted' ? { verdict: 'send' } : { verdict: 'ask_again' }
    case 'declined':
      if (answer.decline.temporary || standing.state !== 'submitted') return { verdict: 'ask_again' }
      return {
        verdict: 'moves',
        event: 'sent_back',
        reasons: [{ field: '', reason: `${answer.decline.code}: ${answer.decline.message}` }],
      }
  }
  const isOlder =
    (answer.submission !== null && answer.submission < standing.submission) ||
    (answer.revision !== null && answer.revision < standing.revision)
  if (isOlder) return { verdict: 'nothing_new' }
  const event = EVENTS[answer.outcome]
  if (nextReviewState(standing.state, event) === null) return { verdict: 'nothing_new' }
  return { verdict: 'moves', event, reasons: answer.reasons }
}

/**
 * How far the institution's news have been taken with this answer. It counts also where the answer moves nothing: that
 * it is granted still, heard after it was held back in between, makes the news of that old.
 */
export function revisionHeard(standing: ReviewStanding, answer: ReviewAnswer): number {
  if (!('revision' in answer) || answer.revision === null) return standing.revision
  if (answer.submission !== null && answer.submission < standing.submission) return standing.revision
  return Math.max(standing.revision, answer.revision)
}
