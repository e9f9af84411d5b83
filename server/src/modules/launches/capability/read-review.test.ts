import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ReviewAnswer } from '../../../connectors/review-contract.js'
import { type ReviewStanding, readReview, revisionHeard } from './read-review.js'
import { nextReviewState, type ReviewState } from './states.js'

type Word = 'under_review' | 'to_be_rectified' | 'granted' | 'suspended' | 'taken_back'

/** What the institution may decide next, by where the application is there. */
const THERE: Record<Word, readonly Word[]> = {
  under_review: ['to_be_rectified', 'granted', 'taken_back'],
  to_be_rectified: ['taken_back'],
  granted: ['suspended', 'taken_back'],
  suspended: ['granted', 'taken_back'],
  taken_back: [],
}
const OURS: Record<Word, ReviewState> = {
  under_review: 'under_review',
  to_be_rectified: 'to_be_rectified',
  granted: 'granted',
  suspended: 'suspended',
  taken_back: 'withdrawn',
}

const told = (outcome: Word, revision: number | null, submission = 1): ReviewAnswer => ({
  outcome,
  submission,
  revision,
  institutionRef: 'RD1',
  reasons: [],
})

function hear(standing: ReviewStanding, answer: ReviewAnswer): ReviewStanding {
  const reading = readReview(standing, answer)
  const revision = revisionHeard(standing, answer)
  if (reading.verdict !== 'moves') return { ...standing, revision }
  const state = nextReviewState(standing.state, reading.event)
  if (state === null) throw new Error(`${standing.state} does not move by ${reading.event}`)
  return { ...standing, state, revision }
}

/** The way of one submission there: each decision with its revision. */
const ways = fc.array(fc.nat(2), { maxLength: 8 }).map((choices) => {
  const way: { word: Word; revision: number }[] = [{ word: 'under_review', revision: 1 }]
  for (const choice of choices) {
    const next = THERE[way.at(-1)!.word]
    if (next.length > 0) way.push({ word: next[choice % next.length]!, revision: way.length + 1 })
  }
  return way
})

describe("an institution's word", () => {
  const submitted: ReviewStanding = { state: 'submitted', submission: 1, revision: 0 }

  it('in whatever order, however often and with whatever lost: the last word that was heard stands', () => {
    fc.assert(
      fc.property(ways, fc.array(fc.nat(40), { maxLength: 30 }), (way, picks) => {
        let standing = submitted
        let newest = 0
        for (const pick of picks) {
          const { word, revision } = way[pick % way.length]!
          standing = hear(standing, told(word, revision))
          newest = Math.max(newest, revision)
          // Nothing older than what was heard ever comes back.
          expect(standing.state).toBe(OURS[way[newest - 1]!.word])
        }
        const last = way.at(-1)!
        expect(hear(standing, told(last.word, last.revision)).state).toBe(OURS[last.word])
      }),
    )
  })

  it('about an earlier submission changes nothing', () => {
    fc.assert(
      fc.property(ways, fc.constantFrom('submitted', 'under_review', 'granted'), (way, state) => {
        const standing = { state, submission: 2, revision: 1 } as const
        for (const { word, revision } of way)
          expect(hear(standing, told(word, revision + 1))).toEqual(standing)
      }),
    )
  })

  it('that is none, or that is not known, is no decision', () => {
    const none: readonly ReviewAnswer[] = [
      { outcome: 'unknown', because: 'timeout', message: '' },
      { outcome: 'unknown', because: 'new_status', message: '' },
      { outcome: 'absent' },
      { outcome: 'declined', decline: { code: 'BUSY', message: '', temporary: true } },
    ]
    for (const answer of none)
      for (const state of ['submitted', 'under_review', 'granted', 'suspended'] as const) {
        const reading = readReview({ state, submission: 1, revision: 5 }, answer)
        expect(reading.verdict).toBe(
          answer.outcome === 'absent' && state === 'submitted' ? 'send' : 'ask_again',
        )
      }
  })
})
