import { type Answer, ok } from '../answers.js'
import type { Call } from '../call.js'
import { fieldError } from '../fields.js'
import type { AccountType } from '../funds/funds-book.js'
import { requireSubMerchant } from '../merchants/partner.js'
import { invalid, required, requirePlatform } from './platform-gate.js'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const BEIJING_MS = 8 * HOUR_MS
const MOST_DAYS_BACK = 90
const SELLER_ACCOUNTS = ['BASIC', 'FEES', 'OPERATION', 'DEPOSIT'] as const
const SELLER_DAY_END_ACCOUNTS = ['BASIC', 'DEPOSIT'] as const
const PLATFORM_ACCOUNTS = ['BASIC', 'OPERATION', 'FEES'] as const

export function sellerBalance(call: Call): Answer {
  const { mchid, account } = sellerAccount(call, SELLER_ACCOUNTS)
  return ok({ sub_mchid: mchid, ...now(call, mchid, account), account_type: account })
}

export function sellerDayEndBalance(call: Call): Answer {
  const { mchid, account } = sellerAccount(call, SELLER_DAY_END_ACCOUNTS)
  return ok({ sub_mchid: mchid, ...atDayEnd(call, mchid, account), account_type: account })
}

export function platformBalance(call: Call): Answer {
  return ok(now(call, call.merchant.mchid, platformAccount(call)))
}

export function platformDayEndBalance(call: Call): Answer {
  return ok(atDayEnd(call, call.merchant.mchid, platformAccount(call)))
}

type Account = AccountType | 'DEPOSIT'

function sellerAccount(call: Call, allowed: readonly Account[]): { mchid: string; account: Account } {
  requirePlatform(call)
  const { mchid } = requireSubMerchant(call, call.params.sub_mchid ?? '')
  const named = call.query.get('account_type') ?? 'BASIC'
  const account = allowed.find((one) => one === named)
  if (account) return { mchid, account }
  throw fieldError('account_type', named.slice(0, 64), '不是可选值之一', `must be one of ${allowed}`, 'query')
}

function platformAccount(call: Call): AccountType {
  requirePlatform(call)
  const named = call.params.account_type ?? ''
  const account = PLATFORM_ACCOUNTS.find((one) => one === named)
  if (account) return account
  throw fieldError(
    'account_type',
    named.slice(0, 64),
    '不是可选值之一',
    `must be one of ${PLATFORM_ACCOUNTS}`,
    'url',
  )
}

/** Money that waits to be shared is pending. Nobody has a deposit here. */
function now({ platform, nowMs }: Call, mchid: string, account: Account): object {
  if (account === 'DEPOSIT') return { available_amount: 0, pending_amount: 0 }
  const pending = account === 'BASIC' ? platform.sharing.frozenMinor(mchid, nowMs) : 0
  const balance = platform.funds.balanceMinor(mchid, account)
  return { available_amount: Math.max(0, balance - pending), pending_amount: pending }
}

/** What stood on the account when the day ended. How much of it was frozen then is not kept: pending is left out. */
function atDayEnd(call: Call, mchid: string, account: Account): object {
  const end = dayEndMs(call)
  if (account === 'DEPOSIT') return { available_amount: 0 }
  const { funds } = call.platform
  const last = funds.flows(mchid, account, 0, end).at(-1)
  if (last) return { available_amount: last.balanceMinor }
  const next = funds.flows(mchid, account, end, Number.POSITIVE_INFINITY)[0]
  const balance = next ? next.balanceMinor - next.amountMinor : funds.balanceMinor(mchid, account)
  return { available_amount: balance }
}

/** The end of `?date=`; known from ten in the morning after, for ninety days. */
function dayEndMs(call: Call): number {
  const date = required(call, 'date', 10)
  const startMs = Date.parse(`${date}T00:00:00+08:00`)
  const isDay =
    /^\d{4}-\d{2}-\d{2}$/.test(date) &&
    !Number.isNaN(startMs) &&
    new Date(startMs + BEIJING_MS).toISOString().startsWith(date)
  if (!isDay) throw fieldError('date', date, '应为yyyy-MM-dd', 'must be a day, yyyy-MM-dd', 'query')
  const endMs = startMs + DAY_MS
  if (call.nowMs < endMs + 10 * HOUR_MS) {
    throw invalid('日终余额在次日10点后可查', 'The day-end balance is known from ten o’clock on the next day')
  }
  if (call.nowMs > endMs + MOST_DAYS_BACK * DAY_MS) {
    throw invalid('仅支持查询90天内的日终余额', 'Only the last ninety days can be asked for')
  }
  return endMs
}
