import { expect, it } from 'vitest'
import { BATCH_MOVES, type BatchEvent, type BatchState, nextBatchState } from './batch-states.js'
import { mayMove, PARTICIPATION_MOVES, type PartEvent, type PartState, statesThatMay } from './states.js'

const STATES = Object.keys(PARTICIPATION_MOVES) as PartState[]

const TABLE = `
               invite   accept           agree      complete  decline   expire   take_back  pause   resume           suspend    restore
  not_invited  invited  active+accepted  .          .         .         .        .          paused  .                suspended  .
  invited      .        active+accepted  .          .         declined  expired  expired    paused  .                suspended  .
  accepted     .        .                accepted   active    .         .        .          paused  .                suspended  .
  active       .        .                active     .         .         .        .          paused  .                suspended  .
  declined     invited  active+accepted  .          .         .         .        .          .       .                suspended  .
  expired      invited  active+accepted  .          .         .         .        .          paused  .                suspended  .
  paused       .        .                paused     .         .         .        .          .       active+accepted+invited+expired  suspended  .
  suspended    .        .                suspended  .         .         .        .          .       .                .          not_invited+invited+accepted+active+declined+expired+paused
`
const [HEAD = [], ...ROWS] = TABLE.trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/))
const EVENTS = HEAD as PartEvent[]

it('moves as the table says, and in no other way', () => {
  expect(ROWS.map(([state]) => state)).toEqual(STATES)
  for (const [state, ...cells] of ROWS)
    for (const [column, event] of EVENTS.entries())
      for (const to of STATES)
        expect([state, event, to, mayMove(state as PartState, event, to)]).toEqual([
          state,
          event,
          to,
          cells[column]?.split('+').includes(to),
        ])
})

it('is left by no merchant for ever, and only the platform undoes what the platform did', () => {
  for (const state of STATES) expect(Object.keys(PARTICIPATION_MOVES[state]).length).toBeGreaterThan(0)
  expect(Object.keys(PARTICIPATION_MOVES.suspended).sort()).toEqual(['agree', 'restore'])
})

it('says for statements over many where an event may come from', () => {
  expect(statesThatMay('invite')).toEqual(['declined', 'expired'])
  expect(statesThatMay('expire')).toEqual(['invited'])
})

const BATCHES = `
             start     chosen   pause   resume   sent_all  cancel
  draft      choosing  .        .       .        .         cancelled
  choosing   .         running  .       .        .         cancelled
  running    .         .        paused  .        finished  cancelled
  paused     .         .        .       running  .         cancelled
  finished   .         .        .       .        .         cancelled
  cancelled  .         .        .       .        .         .
`

it('moves batches as their table says', () => {
  const [events = [], ...rows] = BATCHES.trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
  expect(rows.map(([state]) => state)).toEqual(Object.keys(BATCH_MOVES))
  for (const [state, ...cells] of rows)
    for (const [column, event] of events.entries())
      expect([state, event, nextBatchState(state as BatchState, event as BatchEvent) ?? '.']).toEqual([
        state,
        event,
        cells[column],
      ])
})
