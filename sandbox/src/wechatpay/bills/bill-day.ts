import { Refused } from '../answers.js'
import { beijingTime } from '../beijing-time.js'
import type { Call } from '../call.js'
import { fieldError } from '../fields.js'

/** A day on Beijing's calendar. */
export interface Day {
  date: string
  fromMs: number
  toMs: number
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const DATE = /^\d{4}-\d{2}-\d{2}$/
/** Files can be fetched from ten o'clock of the next day, and for three months (17-bills §1). */
const READY_AFTER_MS = 10 * HOUR_MS
const KEPT_FOR_MS = 92 * DAY_MS

export function dayOf(date: string): Day | null {
  const fromMs = Date.parse(`${date}T00:00:00+08:00`)
  if (!DATE.test(date) || Number.isNaN(fromMs) || beijingTime(fromMs).slice(0, 10) !== date) return null
  return { date, fromMs, toMs: fromMs + DAY_MS }
}

/** `?bill_date=`: a day that is over and not too old. */
export function billDay(call: Call): Day {
  const date = call.query.get('bill_date')
  if (!date) throw fieldError('bill_date', undefined, '缺少必填参数', 'is required and missing', 'query')
  const day = dayOf(date)
  if (!day)
    throw fieldError('bill_date', date.slice(0, 32), '日期格式错误', 'must be a day, yyyy-MM-dd', 'query')
  if (call.nowMs < day.toMs) {
    throw fieldError('bill_date', date, '只能查询今天以前的账单', 'must be before today', 'query')
  }
  if (call.nowMs > day.toMs + KEPT_FOR_MS) {
    throw fieldError(
      'bill_date',
      date,
      '只能查询三个月内的账单',
      'must be within the last three months',
      'query',
    )
  }
  if (call.nowMs < day.toMs + READY_AFTER_MS) {
    throw new Refused('STATEMENT_CREATING', {
      zh: '账单生成中，请在次日10点后再试',
      en: 'The bill is being made; try again after 10:00',
    })
  }
  return day
}

export function oneOfQuery<T extends string>(call: Call, name: string, values: readonly T[], first: T): T {
  const given = call.query.get(name)
  if (given === null || given === '') return first
  const known = values.find((value) => value === given)
  if (known) return known
  const said = values.filter((value) => value !== '').join(', ')
  throw fieldError(name, given.slice(0, 32), '不是可选值之一', `must be one of ${said}`, 'query')
}

export function noStatement(): Refused {
  return new Refused('NO_STATEMENT_EXIST', {
    zh: '账单不存在',
    en: 'There is nothing to tell about that day',
  })
}
