import { expect, it } from 'vitest'
import { CHECKOUT_MOVES, type CheckoutEvent, type CheckoutState, nextCheckoutState } from './states.js'

const STATES = Object.keys(CHECKOUT_MOVES) as CheckoutState[]
const EVENTS: readonly CheckoutEvent[] = [
  'close_asked',
  'attempts_closed',
  'succeeded',
  'late_success_honoured',
]

const TABLE = `
           close_asked  attempts_closed  succeeded  late_success_honoured
  open     closing      .                paid       .
  closing  .            closed           paid       .
  paid     .            .                .          .
  closed   .            .                .          paid
`

it('moves as the table says, and in no other way', () => {
  const [, ...rows] = TABLE.trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
  expect(rows.map(([state]) => state)).toEqual(STATES)
  for (const [state, ...cells] of rows)
    for (const [column, event] of EVENTS.entries())
      expect([state, event, nextCheckoutState(state as CheckoutState, event) ?? '.']).toEqual([
        state,
        event,
        cells[column],
      ])
})

it('is closed only by way of closing, so that institutions are asked first', () => {
  const before = STATES.filter((state) =>
    (Object.values(CHECKOUT_MOVES[state]) as string[]).includes('closed'),
  )
  expect(before).toEqual(['closing'])
})
