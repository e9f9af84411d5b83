import type { Attempt, CashierView, Checkout, MethodChoice } from './cashier-view.js'

/** Money that came a second time, or too late: where it is now. */
export type Surplus = { amountMinor: number; state: 'on_its_way' | 'given_back' | 'needs_help' }

export type CashierState =
  | { kind: 'loading' }
  | { kind: 'wrong_link' }
  | { kind: 'unreachable' }
  | { kind: 'choose'; failed: Attempt | null; canGoBack: boolean }
  | { kind: 'scan'; attempt: Attempt; content: string; validUntil: string; worn: boolean }
  | { kind: 'jumping'; attempt: Attempt; url: string }
  | { kind: 'in_wallet'; attempt: Attempt; url: string; worn: boolean }
  | { kind: 'asking'; about: 'payment' | 'closing' | 'deadline'; attempt: Attempt | null }
  | { kind: 'paid'; surplus: Surplus | null }
  | { kind: 'refunded'; extent: 'part' | 'full'; surplus: Surplus | null }
  | { kind: 'expired'; surplus: Surplus | null }
  | { kind: 'closed'; surplus: Surplus | null }

/** What only this page knows. */
export interface PageFacts {
  link: 'loading' | 'up' | 'lost' | 'wrong'
  /** The shopper asked for the list of methods while an attempt is under way. */
  choosing: boolean
  /** The browser is on its way to a wallet. */
  leaving: boolean
  /** A payment was asked for and its answer is not here yet. */
  starting: boolean
  /** The platform's clock, from this page's clock and the last view. */
  nowMs: number
}

/** Decides what the shopper sees. The order of the returns is the policy: money facts first, then what can still be done. */
export function decideState(view: CashierView | null, page: PageFacts): CashierState {
  if (page.link === 'wrong') return { kind: 'wrong_link' }
  if (!view) return page.link === 'lost' ? { kind: 'unreachable' } : { kind: 'loading' }

  const { checkout, activeAttempt: attempt } = view
  const surplus = findSurplus(checkout)
  if (checkout.state === 'paid') {
    return checkout.refundState === 'none'
      ? { kind: 'paid', surplus }
      : { kind: 'refunded', extent: checkout.refundState, surplus }
  }
  if (checkout.state === 'closed') {
    return checkout.closeReason === 'expired' ? { kind: 'expired', surplus } : { kind: 'closed', surplus }
  }
  if (checkout.state === 'closing') return { kind: 'asking', about: 'closing', attempt }

  if (!attempt) return afterNoAttempt(view, page)
  // The answer to a POST may hold an attempt that is over already; the next view has none that is active.
  if (attempt.state === 'closed') return { kind: 'choose', failed: null, canGoBack: false }
  if (attempt.state === 'failed') return { kind: 'choose', failed: attempt, canGoBack: false }
  // Its own beginning, told by the event stream before the answer: the button that was pressed says that it is being done.
  if (attempt.state === 'created' && page.starting) return { kind: 'choose', failed: null, canGoBack: false }
  if (attempt.state === 'paid' || attempt.state === 'surplus')
    return { kind: 'asking', about: 'payment', attempt }
  if (page.choosing) return { kind: 'choose', failed: null, canGoBack: true }
  return duringAttempt(attempt, Date.parse(checkout.deadlineAt), page)
}

function afterNoAttempt({ checkout }: CashierView, page: PageFacts): CashierState {
  // The platform closes a checkout only after asking the institutions: between the deadline and its word, nothing may be started.
  if (page.nowMs >= Date.parse(checkout.deadlineAt))
    return { kind: 'asking', about: 'deadline', attempt: null }
  const last = checkout.attempts.at(-1)
  return { kind: 'choose', failed: last?.state === 'failed' ? last : null, canGoBack: false }
}

function duringAttempt(attempt: Attempt, deadlineMs: number, page: PageFacts): CashierState {
  const { action } = attempt
  if (attempt.state !== 'pending' || !action || action.type === 'wait') {
    return { kind: 'asking', about: 'payment', attempt }
  }
  const worn = page.nowMs >= Date.parse(action.expiresAt)
  // A worn code is replaced by a new one, but not when the time for the whole checkout is over too.
  if (worn && page.nowMs >= deadlineMs) return { kind: 'asking', about: 'deadline', attempt }
  if (action.type === 'show_qr') {
    return { kind: 'scan', attempt, content: action.content, validUntil: action.expiresAt, worn }
  }
  if (page.leaving) return { kind: 'jumping', attempt, url: action.url }
  return { kind: 'in_wallet', attempt, url: action.url, worn }
}

function findSurplus(checkout: Checkout): Surplus | null {
  const extra = checkout.attempts.filter(({ state }) => state === 'surplus')
  if (extra.length === 0) return null
  const amountMinor = extra.reduce((sum, attempt) => sum + attempt.amountMinor, 0)
  const refunds = (checkout.refunds ?? []).filter(({ kind }) => kind === 'surplus')
  if (refunds.some(({ state }) => state === 'abnormal' || state === 'failed')) {
    return { amountMinor, state: 'needs_help' }
  }
  const back = refunds.filter(({ state }) => state === 'succeeded').length
  return { amountMinor, state: back >= extra.length ? 'given_back' : 'on_its_way' }
}

/** A state that nothing but a refund can change: the page need not ask often. */
export function isSettled(view: CashierView | null): boolean {
  if (!view) return false
  return view.checkout.state === 'paid' || view.checkout.state === 'closed'
}

/** An answer that was overtaken by a newer one on another connection must not bring the past back. */
export function newerView(known: CashierView | null, arrived: CashierView): CashierView {
  if (!known) return arrived
  const older = Date.parse(arrived.serverTime) < Date.parse(known.serverTime)
  return older || goesBack(known, arrived) ? known : arrived
}

/** A view may be read before a commit and stamped after it; what never happens in a checkout's life gives it away. */
function goesBack(known: CashierView, arrived: CashierView): boolean {
  if (isSettled(known) && !isSettled(arrived)) return true
  if (arrived.checkout.attempts.length < known.checkout.attempts.length) return true
  const before = known.activeAttempt
  const after = arrived.checkout.attempts.find(({ id }) => id === before?.id)
  return before !== null && before.state !== 'created' && after?.state === 'created'
}

/** The view with an attempt that was just answered, unless the view knows of it or is past it already. */
export function withAttempt(view: CashierView | null, attempt: Attempt): CashierView | null {
  if (view?.checkout.state !== 'open') return view
  if (view.checkout.attempts.some(({ id }) => id === attempt.id)) return view
  return { ...view, activeAttempt: attempt }
}

/** The methods the shopper may turn to while this attempt is under way. */
export function otherMethods(view: CashierView, attempt: Attempt): MethodChoice[] {
  return view.methods.filter(({ shown, method }) => shown && method !== attempt.method)
}
