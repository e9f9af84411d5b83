import { isRefusal, type Refusal } from '../../platform/refusal/index.js'
import { type AttemptsDeps, type MethodChoice, readMethods } from '../attempts/index.js'
import { type AttemptView, type CheckoutView, type RefundView, readCheckout } from '../checkouts/index.js'
import type { StartAttempt } from './routes.js'

/** What whoever holds the link may see: enough to pay and to know where the money is. */
export interface CashierView {
  readonly checkout: Omit<CheckoutView, 'metadata' | 'refunds'> & {
    readonly refunds: readonly CashierRefund[]
  }
  readonly methods: readonly MethodChoice[]
  /** The one attempt that may still be paid. */
  readonly activeAttempt: AttemptView | null
  readonly serverTime: string
}

type CashierRefund = Pick<
  RefundView,
  'id' | 'attemptId' | 'kind' | 'amountMinor' | 'currency' | 'state' | 'createdAt' | 'finishedAt'
>

export async function readCashierView(
  deps: AttemptsDeps,
  checkoutId: string,
  scene: StartAttempt['scene'],
): Promise<CashierView | Refusal> {
  const [checkout, methods] = await Promise.all([
    readCheckout(deps, checkoutId),
    readMethods(deps, checkoutId, scene),
  ])
  if (isRefusal(checkout)) return checkout
  if (isRefusal(methods)) return methods
  // The marketplace's own notes and the reasons of refunds are not for whoever was sent the link.
  const { metadata: _metadata, refunds, ...rest } = checkout
  return {
    checkout: { ...rest, refunds: refunds.map(toCashierRefund) },
    methods,
    activeAttempt: checkout.attempts.findLast(({ state }) => LIVE.has(state)) ?? null,
    serverTime: deps.clock.now().toISOString(),
  }
}

const LIVE = new Set<AttemptView['state']>(['created', 'unknown', 'pending', 'closing'])

function toCashierRefund(refund: RefundView): CashierRefund {
  const { id, attemptId, kind, amountMinor, currency, state, createdAt, finishedAt } = refund
  return { id, attemptId, kind, amountMinor, currency, state, createdAt, finishedAt }
}
