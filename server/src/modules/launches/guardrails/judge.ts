import type { Guardrail, GuardrailMetric } from '../rules-schema.js'
import type { Outcomes } from './count-outcomes.js'

/** What a guardrail sees at one method: rates in steps of 0.01 %, times in milliseconds. */
export interface Judgement {
  readonly value: number | null
  readonly samples: number
  /** The figure that it is held against; null when there is none, or too little of it. */
  readonly heldAgainst: number | null
  /** How far it may go. */
  readonly allowed: number | null
  readonly breached: boolean
}

interface Figure {
  readonly value: number | null
  readonly samples: number
  /** How many refunds or complaints it is made of. */
  readonly events: number
}

/** Against other figures one or two refunds are chance, however few were paid. */
export const LEAST_EVENTS = 3

/** Whether the method does worse than it may. Without enough samples, here or there, it says nothing. */
export function judge(guardrail: Guardrail, own: Outcomes, reference: Outcomes | null): Judgement {
  const { metric, against, leastSamples } = guardrail
  const { value, samples, events } = figureOf(metric, own)
  const heldAgainst = against === 'limit' ? guardrail.toleranceBp : heldAgainstOf(guardrail, reference)
  const allowed = heldAgainst === null ? null : allowedOf(guardrail, heldAgainst)
  const enough =
    samples >= leastSamples && (against === 'limit' || !isCounted(metric) || events >= LEAST_EVENTS)
  const breached =
    enough &&
    value !== null &&
    allowed !== null &&
    (metric === 'success_rate' ? value < allowed : value > allowed)
  return { value, samples, heldAgainst, allowed, breached }
}

function heldAgainstOf({ metric, leastSamples }: Guardrail, reference: Outcomes | null): number | null {
  if (reference === null) return null
  const { value, samples, events } = figureOf(metric, reference)
  if (samples < leastSamples) return null
  // None so far does not mean never: one is taken as if it had just come.
  return isCounted(metric) ? rate(Math.max(events, 1), samples) : value
}

function allowedOf({ metric, against, toleranceBp }: Guardrail, heldAgainst: number): number {
  if (against === 'limit') return heldAgainst
  return heldAgainst * (metric === 'success_rate' ? 1 - toleranceBp / 10_000 : 1 + toleranceBp / 10_000)
}

export function figureOf(metric: GuardrailMetric, outcomes: Outcomes): Figure {
  const { paid, failed, closed, unanswered, refunded, complained, bins } = outcomes
  switch (metric) {
    case 'success_rate': {
      const samples = paid + failed + closed + unanswered
      return { value: rate(paid, samples), samples, events: paid }
    }
    case 'time_to_paid':
      return { value: medianMs(bins), samples: paid, events: paid }
    case 'refund_rate':
      return { value: rate(refunded, paid), samples: paid, events: refunded }
    case 'complaint_rate':
      return { value: rate(complained, paid), samples: paid, events: complained }
  }
}

const isCounted = (metric: GuardrailMetric): boolean =>
  metric === 'refund_rate' || metric === 'complaint_rate'

const rate = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 10_000)

/** The median by the scale on which each step is a tenth longer than the one before, from 0.1 s on. */
export function medianMs(bins: ReadonlyMap<number, number>): number | null {
  const inOrder = [...bins].sort(([one], [other]) => one - other)
  const half = inOrder.reduce((sum, [, count]) => sum + count, 0) / 2
  let before = 0
  for (const [bin, count] of inOrder) {
    if (before + count >= half) return Math.round(100 * 1.1 ** (bin + (half - before) / count))
    before += count
  }
  return null
}
