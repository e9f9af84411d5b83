import { expect, it } from 'vitest'
import { ATTEMPT_MOVES, type AttemptEvent, type AttemptState, isLive, nextAttemptState } from './states.js'

const STATES = Object.keys(ATTEMPT_MOVES) as AttemptState[]
const EVENTS: readonly AttemptEvent[] = [
  'accepted',
  'line_broke',
  'declined',
  'close_begun',
  'closed_there',
  'success_kept',
  'success_not_kept',
]

/** Every state with every event; a dot is an event that means nothing there. */
const TABLE = `
            accepted  line_broke  declined  close_begun  closed_there  success_kept  success_not_kept
  created   pending   unknown     failed    closing      closed        paid          surplus
  unknown   pending   .           failed    closing      closed        paid          surplus
  pending   pending   .           .         closing      closed        paid          surplus
  closing   .         .           .         .            closed        paid          surplus
  paid      .         .           .         .            .             .             .
  surplus   .         .           .         .            .             .             .
  closed    .         .           .         .            .             paid          surplus
  failed    .         .           .         .            .             paid          surplus
`

it('moves as the table says, and in no other way', () => {
  const [, ...rows] = TABLE.trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
  expect(rows.map(([state]) => state)).toEqual(STATES)
  for (const [state, ...cells] of rows)
    for (const [column, event] of EVENTS.entries())
      expect([state, event, nextAttemptState(state as AttemptState, event) ?? '.']).toEqual([
        state,
        event,
        cells[column],
      ])
})

it('reaches every state from created', () => {
  const reached = new Set<AttemptState>(['created'])
  for (const state of reached) for (const next of Object.values(ATTEMPT_MOVES[state])) reached.add(next)
  expect([...reached].sort()).toEqual([...STATES].sort())
})

it('believes a success in every state that is not one already', () => {
  for (const state of STATES)
    expect(nextAttemptState(state, 'success_kept') === null).toBe(state === 'paid' || state === 'surplus')
})

it('lets every live attempt be closed, and nothing that has ended come alive again', () => {
  for (const state of STATES) {
    expect(nextAttemptState(state, 'closed_there') !== null).toBe(isLive(state))
    if (!isLive(state)) expect(Object.values(ATTEMPT_MOVES[state]).filter(isLive)).toEqual([])
  }
})
