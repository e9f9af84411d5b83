import { expect, it } from 'vitest'
import { beijingTime, nextBeijingMidnight, readBeijingTime } from './beijing-time.js'
import { fenFromYuan, yuanFromFen } from './price.js'
import { next, TRADE_MOVES, type TradeEvent, type TradeState } from './states.js'

const EVENTS: TradeEvent[] = [
  'paid',
  'closed',
  'cancelled',
  'expired',
  'refunded',
  'refunded_in_full',
  'window_ended',
]

it('moves as documented, state by event, and nowhere else', () => {
  const walked = Object.keys(TRADE_MOVES).map((from) =>
    [from, ...EVENTS.map((event) => next(from as TradeState, event)?.replace('TRADE_', '') ?? '-')].join(' '),
  )
  expect(walked).toEqual([
    'WAIT_BUYER_PAY SUCCESS CLOSED CLOSED CLOSED - - -',
    'TRADE_SUCCESS - - - - SUCCESS CLOSED FINISHED',
    'TRADE_CLOSED - - - - - - -',
    'TRADE_FINISHED - - - - - - -',
  ])
})

it('reads and writes times in Beijing', () => {
  expect(beijingTime(Date.UTC(2026, 10, 22, 16, 0, 0))).toBe('2026-11-23 00:00:00')
  expect(readBeijingTime('2026-11-23 00:00:00')).toBe(Date.UTC(2026, 10, 22, 16))
  expect(readBeijingTime('2026-02-29 00:00:00')).toBeNull()
  const midnight = Date.UTC(2026, 10, 22, 16)
  expect(nextBeijingMidnight(midnight - 1)).toBe(midnight)
  expect(nextBeijingMidnight(midnight)).toBe(midnight + 86_400_000)
})

it.each([
  ['1', 100],
  ['0.01', 1],
  ['88.8', 8880],
  ['100000000.00', 10_000_000_000],
  ['1.001', null],
  ['-1', null],
  ['1e2', null],
  ['', null],
  [' 1', null],
])('reads %j as %j fen', (text, fen) => {
  expect(fenFromYuan(text)).toBe(fen)
  if (fen !== null) expect(fenFromYuan(yuanFromFen(fen))).toBe(fen)
})
