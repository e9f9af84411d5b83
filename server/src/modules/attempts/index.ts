export { closeCheckout, closeDueCheckouts } from './close-checkout.js'
export {
  type AttemptPolicy,
  type AttemptsDeps,
  DEFAULT_ATTEMPT_POLICY,
  type GivenBack,
  type Surplus,
} from './deps.js'
export { pursueDueAttempts } from './pursue-due.js'
export { drawQrPng, drawQrSvg, QR_REFUSALS, readQrContent } from './qr-code.js'
export { type Attempt, hurryLiveAttempt, selectAttempt, selectAttemptByNumber } from './queries.js'
export { readAttempt } from './read-attempt.js'
export { recheckAttempt } from './recheck-attempt.js'
export { recordSuccess, type SuccessOutcome } from './record-success.js'
export { ATTEMPTS_REFUSALS } from './refusals.js'
export { registerAttemptsRoutes } from './routes.js'
export { type NewAttempt, type StartRefusal, startAttempt } from './start-attempt.js'
export { ATTEMPT_MOVES, type AttemptEvent, type AttemptState, nextAttemptState } from './states.js'
