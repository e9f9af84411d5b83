import type { PeriodRule } from './agreements.js'
import { beijingTime, readBeijingTime } from './beijing-time.js'
import {
  complaintAbout,
  type FieldRules,
  type JsonObject,
  object,
  price,
  required,
  text,
  textOf,
  whole,
} from './fields.js'
import { fenFromYuan } from './price.js'

const DAY_MS = 86_400_000
/** A deduction may come so many days before its date; public texts say 3 and 5. */
const LEAD_DAYS = 5

const PERIOD_FIELDS: FieldRules = {
  period_type: required(text(8, { oneOf: ['DAY', 'MONTH'] })),
  period: required(whole(4)),
  execute_time: required(text(10)),
  single_amount: required(price),
  total_amount: price,
  total_payments: whole(6),
  scene_rule_params: object({}),
}

/** The rule, or what is wrong with it. */
export function readPeriodRule(rule: JsonObject): PeriodRule | string {
  const complaint = complaintAbout(rule, PERIOD_FIELDS, 'period_rule_params.')
  if (complaint !== null) return complaint
  const type = textOf(rule, 'period_type') === 'DAY' ? 'DAY' : 'MONTH'
  const every = Number(textOf(rule, 'period'))
  const nextDate = textOf(rule, 'execute_time') ?? ''
  if (dayMs(nextDate) === null) return 'execute_time格式应为yyyy-MM-dd'
  if (type === 'MONTH' && Number(nextDate.slice(8)) > 28) return '按月扣款时execute_time不能晚于28日'
  // That a period of days has at least seven is unverified.
  if (every < (type === 'DAY' ? 7 : 1)) return 'period取值过小'
  const singleFen = fenFromYuan(textOf(rule, 'single_amount') ?? '') ?? 0
  if (singleFen < 1) return 'single_amount不能小于0.01'
  const total = textOf(rule, 'total_amount')
  const payments = textOf(rule, 'total_payments')
  return {
    type,
    every,
    singleFen,
    totalFen: total === undefined ? null : fenFromYuan(total),
    totalPayments: payments === undefined ? null : Number(payments),
    nextDate,
  }
}

/** From then on the next deduction is allowed. */
export function deductibleFromMs(rule: PeriodRule): number {
  return (dayMs(rule.nextDate) ?? 0) - LEAD_DAYS * DAY_MS
}

/** The date after the next one. */
export function oneLater(rule: PeriodRule): string {
  if (rule.type === 'DAY') return beijingTime((dayMs(rule.nextDate) ?? 0) + rule.every * DAY_MS).slice(0, 10)
  const [year = 0, month = 1, day = 1] = rule.nextDate.split('-').map(Number)
  // Days stop at 28, so that every month has them.
  return new Date(Date.UTC(year, month - 1 + rule.every, day)).toISOString().slice(0, 10)
}

export function dayMs(date: string): number | null {
  return readBeijingTime(`${date} 00:00:00`)
}
