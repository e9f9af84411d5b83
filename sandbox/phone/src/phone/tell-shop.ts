import type { Payment } from './use-payment.js'

const OUTCOMES: Partial<Record<Payment['kind'], 'paid' | 'cancelled' | 'refused'>> = {
  paid: 'paid',
  cancelled: 'cancelled',
  ended: 'refused',
  refused: 'refused',
}

/** A page that laid the phone over itself hears how the payment ended, as it would from the real wallet. */
export function tellOutcome(payment: Payment): void {
  const outcome = OUTCOMES[payment.kind]
  // While money may have moved nothing is told; whoever leaves then has cancelled, and asks as after any cancel.
  if (outcome === undefined) return
  tell({ kind: 'outcome', outcome, ...(payment.kind === 'refused' ? { words: payment.refusal.zh } : {}) })
}

export const tellLeft = (): void => tell({ kind: 'left' })

/** Any page may know: it carries neither money nor names. */
function tell(message: object): void {
  if (window.parent !== window) window.parent.postMessage({ from: 'hutong-phone', ...message }, '*')
}
