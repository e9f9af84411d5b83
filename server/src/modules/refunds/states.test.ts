import { expect, it } from 'vitest'
import { nextRefundState, REFUND_MOVES, type RefundEvent, type RefundState } from './states.js'

const STATES = Object.keys(REFUND_MOVES) as RefundState[]
const EVENTS: readonly RefundEvent[] = ['line_broke', 'accepted', 'refunded', 'stuck', 'failed_for_good']

const TABLE = `
              line_broke  accepted    refunded   stuck     failed_for_good
  created     unknown     processing  succeeded  abnormal  failed
  unknown     .           processing  succeeded  abnormal  failed
  processing  .           .           succeeded  abnormal  failed
  abnormal    .           processing  succeeded  .         failed
  succeeded   .           .           .          .         .
  failed      .           .           .          .         .
`

it('moves as the table says, and in no other way', () => {
  const [, ...rows] = TABLE.trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
  expect(rows.map(([state]) => state)).toEqual(STATES)
  for (const [state, ...cells] of rows)
    for (const [column, event] of EVENTS.entries())
      expect([state, event, nextRefundState(state as RefundState, event) ?? '.']).toEqual([
        state,
        event,
        cells[column],
      ])
})

it('reaches every state from created, and an end from every state', () => {
  const reachedFrom = (first: RefundState) => {
    const reached = new Set<RefundState>([first])
    for (const state of reached) for (const next of Object.values(REFUND_MOVES[state])) reached.add(next)
    return reached
  }
  expect([...reachedFrom('created')].sort()).toEqual([...STATES].sort())
  for (const state of STATES) {
    const ends = [...reachedFrom(state)].filter((one) => Object.keys(REFUND_MOVES[one]).length === 0)
    expect(ends.length).toBeGreaterThan(0)
  }
})
