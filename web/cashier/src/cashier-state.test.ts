import { describe, expect, test } from 'vitest'
import {
  decideState,
  isSettled,
  newerView,
  otherMethods,
  type PageFacts,
  withAttempt,
} from './cashier-state.js'
import type { Attempt, CashierView, Checkout } from './cashier-view.js'

const NOW = '2026-11-22T06:00:00.000Z'
const LATER = '2026-11-22T06:30:00.000Z'

const checkout: Checkout = {
  id: 'co_1',
  reference: 'A1',
  state: 'open',
  closeReason: null,
  amountMinor: 1000,
  currency: 'CNY',
  refundedMinor: 0,
  refundState: 'none',
  description: '一单',
  returnUrl: null,
  lockedTo: null,
  orders: [],
  attempts: [],
  paidAttemptId: null,
  deadlineAt: LATER,
  paidAt: null,
}

const attempt: Attempt = {
  id: 'at_1',
  method: 'alipay_scan',
  institution: 'alipay',
  state: 'pending',
  amountMinor: 1000,
  action: { type: 'show_qr', content: 'https://qr.example/1', expiresAt: LATER },
  failure: null,
  expiresAt: LATER,
  paidAt: null,
}

const redirected: Attempt = {
  ...attempt,
  method: 'alipay_jump',
  action: { type: 'redirect', url: 'https://wallet.example/1', expiresAt: LATER },
}

function viewOf(changes: Partial<Checkout>, activeAttempt: Attempt | null = null): CashierView {
  return { checkout: { ...checkout, ...changes }, methods: [], activeAttempt, serverTime: NOW }
}

function kindOf(view: CashierView | null, page: Partial<PageFacts> = {}) {
  return decideState(view, {
    link: 'up',
    choosing: false,
    leaving: false,
    starting: false,
    nowMs: Date.parse(NOW),
    ...page,
  })
}

describe('decideState', () => {
  test('without a view, the line decides', () => {
    expect(kindOf(null, { link: 'loading' }).kind).toBe('loading')
    expect(kindOf(null, { link: 'lost' }).kind).toBe('unreachable')
    expect(kindOf(null, { link: 'wrong' }).kind).toBe('wrong_link')
  })

  test('a lost line does not hide what is known', () => {
    expect(kindOf(viewOf({}, attempt), { link: 'lost' }).kind).toBe('scan')
  })

  test.each([
    ['pending', 'scan'],
    ['created', 'asking'],
    ['unknown', 'asking'],
    ['closing', 'asking'],
    ['paid', 'asking'],
    ['surplus', 'asking'],
    ['closed', 'choose'],
    ['failed', 'choose'],
  ] as const)('an attempt that is %s while the checkout is open: %s', (state, kind) => {
    expect(kindOf(viewOf({}, { ...attempt, state })).kind).toBe(kind)
  })

  test('money facts come before what the shopper was doing', () => {
    const page = { choosing: true, leaving: true }
    expect(kindOf(viewOf({ state: 'paid' }, attempt), page).kind).toBe('paid')
    expect(kindOf(viewOf({ state: 'closing' }, attempt), page)).toMatchObject({
      kind: 'asking',
      about: 'closing',
    })
  })

  test('while a payment is being started its own first step is not shown as a question to the institution', () => {
    const created: Attempt = { ...attempt, state: 'created', action: null }
    expect(kindOf(viewOf({}, created), { starting: true }).kind).toBe('choose')
    expect(kindOf(viewOf({}, created)).kind).toBe('asking')
    expect(kindOf(viewOf({}, attempt), { starting: true }).kind).toBe('scan')
  })

  test('the list of methods can be opened beside an attempt that goes on, and left again', () => {
    expect(kindOf(viewOf({}, attempt), { choosing: true })).toEqual({
      kind: 'choose',
      failed: null,
      canGoBack: true,
    })
  })

  test('a code past its time is worn, to the millisecond', () => {
    const view = viewOf({ deadlineAt: '2026-11-22T07:00:00.000Z' }, attempt)
    expect(kindOf(view, { nowMs: Date.parse(LATER) - 1 })).toMatchObject({ worn: false })
    expect(kindOf(view, { nowMs: Date.parse(LATER) })).toMatchObject({ kind: 'scan', worn: true })
  })

  test('past the deadline a worn code or link is not offered anew', () => {
    const over = { kind: 'asking', about: 'deadline' }
    expect(kindOf(viewOf({}, attempt), { nowMs: Date.parse(LATER) })).toMatchObject(over)
    expect(kindOf(viewOf({}, redirected), { nowMs: Date.parse(LATER) })).toMatchObject(over)
  })

  test('a jump is under way only while this page leaves; afterwards the shopper decides', () => {
    expect(kindOf(viewOf({}, redirected), { leaving: true }).kind).toBe('jumping')
    expect(kindOf(viewOf({}, redirected)).kind).toBe('in_wallet')
  })

  test('a try that failed is told above the methods, unless a later one went further', () => {
    const failed: Attempt = { ...attempt, state: 'failed' }
    const stateOf = (...attempts: Attempt[]) => kindOf(viewOf({ attempts }))
    expect(stateOf(failed)).toMatchObject({ kind: 'choose', failed })
    expect(stateOf(failed, { ...attempt, state: 'closed' })).toMatchObject({ kind: 'choose', failed: null })
  })

  test('past the deadline nothing can be started until the platform has its word', () => {
    expect(kindOf(viewOf({}), { nowMs: Date.parse(LATER) })).toMatchObject({
      kind: 'asking',
      about: 'deadline',
    })
  })

  test('a second payment is told, and where its money is', () => {
    const surplus: Attempt = { ...attempt, id: 'at_2', state: 'surplus' }
    const refund = { id: 're_1', attemptId: 'at_2', kind: 'surplus', amountMinor: 1000 } as const
    const paid = { state: 'paid', attempts: [{ ...attempt, state: 'paid' }, surplus] } as const
    const stateOf = (refunds: Checkout['refunds']) =>
      kindOf(viewOf({ ...paid, attempts: [...paid.attempts], refunds: refunds ?? [] }))
    expect(stateOf([])).toEqual({ kind: 'paid', surplus: { amountMinor: 1000, state: 'on_its_way' } })
    expect(stateOf([{ ...refund, state: 'processing' }])).toMatchObject({ surplus: { state: 'on_its_way' } })
    expect(stateOf([{ ...refund, state: 'succeeded' }])).toMatchObject({ surplus: { state: 'given_back' } })
    expect(stateOf([{ ...refund, state: 'abnormal' }])).toMatchObject({ surplus: { state: 'needs_help' } })
  })

  test('two surplus payments with one given back are still on their way', () => {
    const surplus: Attempt = { ...attempt, state: 'surplus' }
    const refunds: Checkout['refunds'] = [
      { id: 're_1', attemptId: 'at_1', kind: 'surplus', amountMinor: 1000, state: 'succeeded' },
    ]
    const attempts = [surplus, { ...surplus, id: 'at_2' }]
    expect(kindOf(viewOf({ state: 'closed', closeReason: 'expired', attempts, refunds }))).toEqual({
      kind: 'expired',
      surplus: { amountMinor: 2000, state: 'on_its_way' },
    })
  })

  test('refunds and closings have their own faces', () => {
    expect(kindOf(viewOf({ state: 'paid', refundState: 'part' }))).toMatchObject({
      kind: 'refunded',
      extent: 'part',
    })
    expect(kindOf(viewOf({ state: 'paid', refundState: 'full' }))).toMatchObject({
      kind: 'refunded',
      extent: 'full',
    })
    expect(kindOf(viewOf({ state: 'closed', closeReason: 'expired' })).kind).toBe('expired')
    expect(kindOf(viewOf({ state: 'closed', closeReason: 'requested' })).kind).toBe('closed')
  })
})

test('an older answer never replaces a newer one', () => {
  const older = viewOf({})
  const newer = { ...viewOf({ state: 'paid' }), serverTime: LATER }
  expect(newerView(newer, older)).toBe(newer)
  expect(newerView(older, newer)).toBe(newer)
  expect(newerView(null, older)).toBe(older)
})

test('a view that was read too early does not bring the past back, whatever its stamp says', () => {
  const later = (view: CashierView) => ({ ...view, serverTime: LATER })
  const pending = viewOf({ attempts: [attempt] }, attempt)
  const created: Attempt = { ...attempt, state: 'created', action: null }
  expect(newerView(pending, later(viewOf({ attempts: [created] }, created)))).toBe(pending)
  expect(newerView(pending, later(viewOf({})))).toBe(pending)
  const paid = viewOf({ state: 'paid', attempts: [attempt] })
  expect(newerView(paid, later(pending))).toBe(paid)
  const unknown: Attempt = { ...attempt, state: 'unknown' }
  const asking = later(viewOf({ attempts: [unknown] }, unknown))
  expect(newerView(pending, asking)).toBe(asking)
})

test('only paid and closed are settled', () => {
  expect([null, viewOf({}), viewOf({ state: 'closing' })].map(isSettled)).toEqual([false, false, false])
  expect([viewOf({ state: 'paid' }), viewOf({ state: 'closed' })].map(isSettled)).toEqual([true, true])
})

test('other methods are the shown ones that are not under way', () => {
  const choice = {
    institution: 'alipay',
    name: '支付宝',
    nameEn: 'Alipay',
    shown: true,
    preselected: false,
    reasons: [],
  } as const
  const view: CashierView = {
    ...viewOf({}, attempt),
    methods: [
      { ...choice, method: 'alipay_scan', reasons: [] },
      { ...choice, method: 'alipay_jump', reasons: [] },
      { ...choice, method: 'wechatpay_jump', institution: 'wechatpay', shown: false, reasons: [] },
    ],
  }
  expect(otherMethods(view, attempt).map(({ method }) => method)).toEqual(['alipay_jump'])
})

test('an answered attempt joins a view that does not know it, and never changes one that does', () => {
  const before = viewOf({})
  expect(withAttempt(before, attempt)).toEqual({ ...before, activeAttempt: attempt })
  const knowing = viewOf({ attempts: [{ ...attempt, state: 'closed' }] })
  expect(withAttempt(knowing, attempt)).toBe(knowing)
  const paid = viewOf({ state: 'paid' })
  expect(withAttempt(paid, attempt)).toBe(paid)
  expect(withAttempt(null, attempt)).toBeNull()
})
