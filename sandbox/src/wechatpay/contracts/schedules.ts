import { type Answer, NO_CONTENT, ok, Refused } from '../answers.js'
import { beijingTime } from '../beijing-time.js'
import { type Call, readBody } from '../call.js'
import { checkFields, type FieldRules, type JsonObject } from '../fields.js'
import { type Contract, type Schedule, scheduleState } from './contract-book.js'
import {
  type AnnounceBody,
  announceFields,
  type ContractSide,
  type Parties,
  remindFields,
  SCHEDULE_FIELDS,
} from './contract-fields.js'
import { scheduleJson } from './contract-json.js'
import { seatOf } from './contract-seat.js'
import { requireContract, requireSeller } from './contracts.js'

const DAY_MS = 24 * 3_600_000
/** Announced today, the next day is the user's to object, then it may be deducted (16-papay §2). */
const WAIT_MS = 2 * DAY_MS
const MOST_DAYS = 3

export const today = (nowMs: number): string => beijingTime(nowMs).slice(0, 10)

export function setSchedule(call: Call): Answer {
  const { contract, body } = read(call, SCHEDULE_FIELDS)
  const amount = body.schedule_amount as { total: number }
  announce(call, contract, amount.total, MOST_DAYS)
  return ok(scheduleJson(contract, today(call.nowMs)))
}

export function querySchedule(call: Call): Answer {
  return ok(scheduleJson(inPath(call), today(call.nowMs)))
}

/** The message before a deduction: what will be taken, and on which days. */
export const announceDeduction =
  (side: ContractSide) =>
  (call: Call): Answer => {
    const { contract, body } = read(call, announceFields(side))
    // The fields are exactly the members of AnnounceBody, and those that say whose it is.
    const { estimated_amount: amount, deduct_duration: duration } = body as unknown as AnnounceBody
    announce(call, contract, amount.amount, duration?.count ?? 1)
    return NO_CONTENT
  }

/** Only after a deduction failed is there something to remind of. */
export const remindOfFailure =
  (side: ContractSide) =>
  (call: Call): Answer => {
    const { contract } = read(call, remindFields(side))
    if (!contract.failed) {
      throw new Refused('INVALID_REQUEST', { zh: '没有失败的扣费', en: 'No deduction of it has failed' })
    }
    return NO_CONTENT
  }

function announce(call: Call, contract: Contract, amountMinor: number, days: number): void {
  const standing = scheduleState(contract.schedule, today(call.nowMs)) === 'SCHEDULED'
  if (standing && contract.schedule?.amountMinor === amountMinor) return
  if (standing) {
    throw new Refused('INVALID_REQUEST', {
      zh: '已有未完成的扣费计划',
      en: 'Another deduction is scheduled already',
    })
  }
  const startsAtMs = call.nowMs + WAIT_MS
  const schedule: Schedule = {
    amountMinor,
    description: null,
    startDate: today(startsAtMs),
    endDate: today(startsAtMs + (days - 1) * DAY_MS),
    deducted: null,
  }
  contract.schedule = schedule
  call.platform.contracts.kept.put(contract)
}

function read(call: Call, fields: FieldRules): { contract: Contract; body: JsonObject } {
  const body = readBody(call)
  checkFields(body, fields)
  // The fields have been checked: what names the parties is text.
  const seat = seatOf(call, body as Parties)
  const contract = inPath(call)
  requireSeller(contract, seat)
  requireAlive(contract)
  return { contract, body }
}

export function requireAlive(contract: Contract): void {
  if (!contract.terminated) return
  throw new Refused('INVALID_REQUEST', { zh: '签约协议已解约', en: 'The contract was terminated' })
}

function inPath(call: Call): Contract {
  return requireContract(
    call.platform.contracts.byContractId(call.merchant.mchid, call.params.contract_id ?? ''),
  )
}
