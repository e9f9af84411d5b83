import { isRefusal, type Refusal } from '../../platform/refusal/index.js'
import type { AttemptsDeps } from '../attempts/index.js'
import { type AttemptView, type CheckoutView, type RefundView, readCheckout } from '../checkouts/index.js'
import { type LaunchesDeps, type MethodChoice, readMethods, viewMethod } from '../launches/index.js'
import type { StartAttempt } from './routes.js'

export type CashierDeps = AttemptsDeps & Pick<LaunchesDeps, 'rulebooks'>

/** What whoever holds the link may see: enough to pay and to know where the money is. */
export interface CashierView {
  readonly checkout: Omit<CheckoutView, 'metadata' | 'refunds'> & {
    readonly refunds: readonly CashierRefund[]
  }
  readonly methods: readonly CashierMethod[]
  /** The one attempt that may still be paid. */
  readonly activeAttempt: AttemptView | null
  readonly serverTime: string
}

type CashierMethod = Pick<
  MethodChoice,
  'method' | 'institution' | 'name' | 'nameEn' | 'shown' | 'preselected' | 'reasons'
>

type CashierRefund = Pick<
  RefundView,
  'id' | 'attemptId' | 'kind' | 'amountMinor' | 'currency' | 'state' | 'createdAt' | 'finishedAt'
>

export async function readCashierView(
  deps: CashierDeps,
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
    methods: methods.map((method) => toCashierMethod(viewMethod(method))),
    activeAttempt: checkout.attempts.findLast(({ state }) => LIVE.has(state)) ?? null,
    serverTime: deps.clock.now().toISOString(),
  }
}

const LIVE = new Set<AttemptView['state']>(['created', 'unknown', 'pending', 'closing'])

function toCashierRefund(refund: RefundView): CashierRefund {
  const { id, attemptId, kind, amountMinor, currency, state, createdAt, finishedAt } = refund
  return { id, attemptId, kind, amountMinor, currency, state, createdAt, finishedAt }
}

/** Reasons that are about this checkout; that a seller has not accepted, or which share a shopper is in, is not told. */
const FOR_EVERYONE: ReadonlySet<string> = new Set([
  'checkout_not_open',
  'locked_to_other_institution',
  'not_in_this_scene',
])

function toCashierMethod(choice: MethodChoice): CashierMethod {
  const { method, institution, name, nameEn, shown, preselected, reasons } = choice
  const told = reasons.every(({ code }) => FOR_EVERYONE.has(code)) ? reasons : []
  return { method, institution, name, nameEn, shown, preselected, reasons: told }
}
