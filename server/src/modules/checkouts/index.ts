export { type Changes, createChanges } from './announce-changes.js'
export { Action, Attempt, Failure, Institution, Method, Scene } from './attempt-schema.js'
export { type CheckoutTokens, createCheckoutTokens } from './checkout-token.js'
export { claimDueCheckouts } from './claim-due.js'
export {
  attemptIdOf,
  checkoutIdIn,
  isCheckoutId,
  outRefundNoOf,
  outTradeNoOf,
  refundIdOf,
} from './ids.js'
export { lockCheckoutTo, takeAttemptSeq, takeRefundSeq } from './lock-checkout.js'
export { type HeldCheckout, holdCheckout, moveCheckout } from './move-checkout.js'
export { type OutboxType, queueForMarketplace } from './outbox.js'
export { type NewCheckout, type NewItem, type NewOrder, placeCheckout } from './place-checkout.js'
export {
  type AttemptRow,
  type CheckoutFilter,
  type RefundPartRow,
  type RefundRow,
  readAttemptRow,
  selectRefundParts,
  selectRefunds,
} from './queries.js'
export { listCheckouts, type Page, readCheckout, readCheckouts, type ViewDeps } from './read-checkout.js'
export { Refund, RefundFailure, RefundPart } from './refund-schema.js'
export { CHECKOUTS_REFUSALS } from './refusals.js'
export { type CheckoutsRoutesDeps, registerCheckoutsRoutes } from './routes.js'
export { CheckoutParams } from './schema.js'
export { CHECKOUT_MOVES, type CheckoutEvent, type CheckoutState, nextCheckoutState } from './states.js'
export { entitle } from './story-titles.js'
export { streamCheckout } from './stream-checkout.js'
export type { ActionView, AttemptView, CheckoutView, ItemView, OrderView, RefundView } from './view.js'
export { viewAttempt, viewRefund } from './view-parts.js'
