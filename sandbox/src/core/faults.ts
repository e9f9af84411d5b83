import type { InstitutionName } from './institution.js'
import type { Random } from './random.js'
import type { Collection, Store } from './store.js'

/** What may go wrong with a call, before or instead of its own answer. */
export const CALL_EFFECTS = [
  'timeout_before',
  'timeout_after',
  'drop_before',
  'drop_after',
  'fail',
  'delay',
  'forge_answer',
  'not_enough',
] as const
/** How an accepted refund goes on. */
export const REFUND_EFFECTS = ['refund_processing', 'refund_abnormal', 'refund_closed'] as const
/** What may go wrong with a notice as a whole; taken once, when it is born. */
export const NOTICE_FATES = ['lose', 'hold', 'double', 'delay'] as const
/** What may be wrong with one delivery; taken for each try, so that a retry can be good again. */
export const NOTICE_ALTERATIONS = [
  'forge',
  'unknown_serial',
  'stale',
  'corrupt',
  'wrong_amount',
  'wrong_currency',
  'other_merchant',
  'unknown_order',
] as const

export type CallEffect = (typeof CALL_EFFECTS)[number]
export type RefundEffect = (typeof REFUND_EFFECTS)[number]
export type NoticeFate = (typeof NOTICE_FATES)[number]
export type NoticeAlteration = (typeof NOTICE_ALTERATIONS)[number]
export type FaultEffect = CallEffect | RefundEffect | NoticeFate | NoticeAlteration
export const FAULT_EFFECTS: readonly FaultEffect[] = [
  ...new Set<FaultEffect>([...CALL_EFFECTS, ...REFUND_EFFECTS, ...NOTICE_FATES, ...NOTICE_ALTERATIONS]),
]

export interface FaultParams {
  /** fail: the HTTP status to answer (WeChat Pay). */
  status?: number
  /** fail: the institution's code (WeChat Pay `code`; Alipay `sub_code`, or `20000` for an unavailable service). */
  code?: string
  message?: string
  /** delay, and any call effect that should also take its time. */
  delayMs?: number
  /** double: how many deliveries altogether (default 2), and how many of them at the same moment (default all). */
  copies?: number
  atOnce?: number
}

export interface FaultRule {
  id: string
  institution: InstitutionName | '*'
  /** An operation of the institution, e.g. `native` or `notice.payment`; `*` is any. */
  operation: string
  /** Only this order; null is any. */
  outTradeNo: string | null
  effect: FaultEffect
  /** How many more times it strikes; null is for ever. */
  times: number | null
  /** Chance for each occasion, 0 to 1. */
  rate: number
  params: FaultParams
  struck: number
}

export interface NewFault {
  institution?: InstitutionName | '*'
  operation?: string
  outTradeNo?: string | null
  effect: FaultEffect
  times?: number | null
  rate?: number
  params?: FaultParams
}

export interface FaultPoint {
  institution: InstitutionName
  operation: string
  outTradeNo: string | null
}

export interface Faults {
  add(fault: NewFault): FaultRule
  list(): FaultRule[]
  remove(id: string): boolean
  clear(): void
  /** The first rule that strikes here with one of these effects, oldest rule first; it counts as used. */
  take<E extends FaultEffect>(point: FaultPoint, effects: readonly E[]): (FaultRule & { effect: E }) | null
}

export function createFaults(store: Store, random: Random): Faults {
  const rules: Collection<FaultRule> = store.collection('faults')
  const matches = (rule: FaultRule, point: FaultPoint): boolean =>
    (rule.institution === '*' || rule.institution === point.institution) &&
    (rule.operation === '*' || rule.operation === point.operation) &&
    (rule.outTradeNo === null || rule.outTradeNo === point.outTradeNo)
  return {
    add(fault) {
      const rule: FaultRule = {
        id: `fault_${random.alphanumeric(12)}`,
        institution: fault.institution ?? '*',
        operation: fault.operation ?? '*',
        outTradeNo: fault.outTradeNo ?? null,
        effect: fault.effect,
        times: fault.times ?? null,
        rate: fault.rate ?? 1,
        params: fault.params ?? {},
        struck: 0,
      }
      rules.put(rule)
      return rule
    },
    list: () => [...rules.values()],
    remove(id) {
      const known = rules.get(id) !== undefined
      rules.delete(id)
      return known
    },
    clear() {
      for (const rule of [...rules.values()]) rules.delete(rule.id)
    },
    take<E extends FaultEffect>(point: FaultPoint, effects: readonly E[]) {
      if (rules.size === 0) return null
      for (const rule of rules.values()) {
        if (rule.times !== null && rule.struck >= rule.times) continue
        // `delay` belongs to calls and to notices; the operation's name says which is meant.
        if (!isOneOf(rule, effects) || !matches(rule, point)) continue
        if (!random.chance(rule.rate)) continue
        rule.struck += 1
        rules.put(rule)
        return rule
      }
      return null
    },
  }
}

function isOneOf<E extends FaultEffect>(
  rule: FaultRule,
  effects: readonly E[],
): rule is FaultRule & { effect: E } {
  return (effects as readonly FaultEffect[]).includes(rule.effect)
}
