import { expect, it } from 'vitest'
import { nextReviewState, REVIEW_MOVES, REVIEW_STATES, type ReviewEvent, type ReviewState } from './states.js'

const EVENTS: readonly ReviewEvent[] = [
  'hand_in',
  'give_up',
  'begin_again',
  'taken_up',
  'sent_back',
  'grant',
  'suspend',
  'take_back',
]

const TABLE = `
                   hand_in    give_up    begin_again  taken_up      sent_back        grant    suspend    take_back
  draft            submitted  withdrawn  .            .             .                .        .          .
  submitted        .          .          .            under_review  to_be_rectified  granted  suspended  withdrawn
  under_review     .          .          .            .             to_be_rectified  granted  suspended  withdrawn
  to_be_rectified  submitted  withdrawn  .            .             .                .        .          withdrawn
  granted          .          withdrawn  .            .             .                .        suspended  withdrawn
  suspended        submitted  withdrawn  .            .             .                granted  .          withdrawn
  withdrawn        .          .          draft        .             .                .        .          .
`

it('moves as the table says, and in no other way', () => {
  const [, ...rows] = TABLE.trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
  expect(rows.map(([state]) => state)).toEqual(REVIEW_STATES)
  for (const [state, ...cells] of rows)
    for (const [column, event] of EVENTS.entries())
      expect([state, event, nextReviewState(state as ReviewState, event) ?? '.']).toEqual([
        state,
        event,
        cells[column],
      ])
})

it('reaches every state from draft, and granted from every state', () => {
  const reachedFrom = (first: ReviewState) => {
    const reached = new Set<ReviewState>([first])
    for (const state of reached) for (const next of Object.values(REVIEW_MOVES[state])) reached.add(next)
    return reached
  }
  expect([...reachedFrom('draft')].sort()).toEqual([...REVIEW_STATES].sort())
  for (const state of REVIEW_STATES) expect([...reachedFrom(state)]).toContain('granted')
})
