import type { ConnectorEntry } from '../../connectors/book.js'
import type { MethodName, Scene } from '../../connectors/contract.js'
import { later } from '../../platform/clock/index.js'
import { isRefusal, type Refusal, refuse } from '../../platform/refusal/index.js'
import {
  type AttemptView,
  attemptIdOf,
  type HeldCheckout,
  holdCheckout,
  outTradeNoOf,
  takeAttemptSeq,
} from '../checkouts/index.js'
import { collectCalls, tell } from '../story/index.js'
import type { AttemptsDeps } from './deps.js'
import { placeOrder } from './place-order.js'
import { type Attempt, selectLiveAttempt } from './queries.js'
import { readAttempt } from './read-attempt.js'
import { FIRST_LOOK_MS } from './schedule.js'
import { settleRival } from './settle-rival.js'

export interface NewAttempt {
  readonly checkoutId: string
  readonly method: MethodName
  readonly scene: Scene
  readonly payerIp: string
  /** Where the wallet sends the payer's browser; the cashier when absent. */
  readonly returnUrl: string | null
}

export type StartRefusal =
  | 'checkout_not_found'
  | 'checkout_not_open'
  | 'checkout_locked_to_institution'
  | 'method_not_offered'
  | 'method_not_in_scene'
  | 'method_not_available'
  | 'rival_still_open'
  | 'rival_was_paid'
  | 'institution_declined'

/**
 * One try to pay. Rivals are settled at their institution first; then the intent is committed, the institution is
 * called outside any transaction, and its answer is committed.
 */
export async function startAttempt(
  deps: AttemptsDeps,
  wish: NewAttempt,
): Promise<AttemptView | Refusal<StartRefusal>> {
  const choice = deps.book.offer(wish.method)
  if (choice === null) return refuse('method_not_offered', { method: wish.method })
  if (!choice.offer.scenes.includes(wish.scene)) {
    return refuse('method_not_in_scene', { method: wish.method, scene: wish.scene })
  }

  const [live, notAllowed] = await Promise.all([
    selectLiveAttempt(deps.db, wish.checkoutId),
    deps.allowStart(wish.checkoutId, wish.method, wish.scene),
  ])
  if (live !== null) {
    // What is under way goes on, also when its method has been taken off meanwhile.
    const standing = await useStanding(deps, choice.entry, wish, live)
    if (standing !== null) return standing
  }
  if (notAllowed !== null) return notAllowed
  if (live !== null) {
    const refused = await mayReplace(deps, wish, choice.entry)
    if (refused !== null) return refused
    const settled = await settleRival(deps, live)
    if (settled !== 'settled') return refuse(settled)
  }

  const stored = await storeIntent(deps, wish, choice.entry)
  if (isRefusal(stored)) return stored
  const outcome = await placeOrder(deps, choice.entry, stored, collectCalls(deps.clock))
  const view = await readAttempt(deps, stored.checkoutId, stored.id)
  if (isRefusal(view)) throw new Error(`attempt ${stored.id} is gone`)
  if (outcome === 'declined') {
    return refuse('institution_declined', { attemptId: view.id, code: view.failure?.code ?? '' })
  }
  return view
}

/** The same method again: the same code while it lives, a fresh one for the same order after it ran out. */
async function useStanding(
  deps: AttemptsDeps,
  entry: ConnectorEntry,
  wish: NewAttempt,
  live: Attempt,
): Promise<AttemptView | null> {
  const now = deps.clock.now()
  if (live.method !== wish.method || live.scene !== wish.scene) return null
  if (live.state === 'closing' || live.expiresAt <= now) return null
  const ranOut = live.action !== null && new Date(live.action.expiresAt) <= now
  if (live.state === 'pending' && ranOut) await placeOrder(deps, entry, live, collectCalls(deps.clock))
  const view = await readAttempt(deps, live.checkoutId, live.id)
  return isRefusal(view) ? null : view
}

async function mayReplace(
  deps: AttemptsDeps,
  wish: NewAttempt,
  entry: ConnectorEntry,
): Promise<Refusal<StartRefusal> | null> {
  return deps.db.tx(async (tx) => {
    const checkout = await holdCheckout(tx, wish.checkoutId)
    return checkRules(checkout, entry, deps.clock.now())
  })
}

function checkRules(
  checkout: HeldCheckout | null,
  entry: ConnectorEntry,
  now: Date,
): Refusal<StartRefusal> | null {
  if (checkout === null) return refuse('checkout_not_found')
  if (checkout.state !== 'open' || checkout.deadlineAt <= now) {
    return refuse('checkout_not_open', { state: checkout.state })
  }
  const { lockedTo } = checkout
  if (lockedTo !== null && lockedTo !== entry.connector.institution) {
    return refuse('checkout_locked_to_institution', { lockedTo })
  }
  return null
}

async function storeIntent(
  deps: AttemptsDeps,
  wish: NewAttempt,
  entry: ConnectorEntry,
): Promise<Attempt | Refusal<StartRefusal>> {
  const stored = await deps.db.tx(async (tx): Promise<Attempt | Refusal<StartRefusal>> => {
    const now = deps.clock.now()
    const checkout = await holdCheckout(tx, wish.checkoutId)
    const refused = checkRules(checkout, entry, now)
    if (refused !== null || checkout === null) return refused ?? refuse('checkout_not_found')
    // Another request came first and its try is out: the shopper may have it in hand.
    if ((await selectLiveAttempt(tx, checkout.id)) !== null) return refuse('rival_still_open')

    const seq = await takeAttemptSeq(tx, checkout.id)
    const id = attemptIdOf(checkout.id, seq)
    // The order's own life; what is shown may run out sooner and is then made anew for the same order.
    const livesUntilMs = now.getTime() + deps.policy.livesMs[wish.method]
    const expiresAt = new Date(Math.min(livesUntilMs, checkout.deadlineAt.getTime()))
    const cashier = `${deps.publicUrl()}/cashier/${checkout.id}?k=${deps.tokens.tokenOf(checkout.id)}`
    const [attempt] = await tx.sql<Attempt>`
      insert into attempts (checkout_id, id, method, scene, institution, account_id, out_trade_no, state,
        amount_minor, currency, description, payer_ip, return_url, expires_at, due_at, created_at, moved_at)
      values (${checkout.id}, ${id}, ${wish.method}, ${wish.scene}, ${entry.connector.institution},
        ${entry.accountId}, ${outTradeNoOf(checkout.id, seq)}, 'created', ${checkout.amountMinor},
        ${checkout.currency}, ${checkout.description}, ${wish.payerIp}, ${wish.returnUrl ?? cashier},
        ${expiresAt}, ${later(now, FIRST_LOOK_MS)}, ${now}, ${now})
      returning checkout_id as "checkoutId", id, method, scene, institution, account_id as "accountId",
        out_trade_no as "outTradeNo", state, amount_minor as "amountMinor", currency, description,
        payer_ip as "payerIp", return_url as "returnUrl", action, institution_ref as "institutionRef",
        expires_at as "expiresAt", tries, created_at as "createdAt"`
    if (attempt === undefined) throw new Error(`attempt ${id} was not written`)
    tell(tx, {
      checkoutId: checkout.id,
      at: now,
      kind: 'attempt.created',
      subject: id,
      data: { method: wish.method, scene: wish.scene, institution: entry.connector.institution },
    })
    return attempt
  })
  if (!isRefusal(stored)) deps.changes.announce(wish.checkoutId)
  return stored
}
