import type { Random } from '../core/random.js'
import { beijingDay, beijingStamp } from './beijing-time.js'
import type { AccountType } from './order-book.js'

/** Its last 14 digits are the log number, the key of the bank's reconciliation. */
export function newTradeNo(random: Random, nowMs: number): string {
  return `${beijingDay(nowMs)}11${random.digits(16)}`
}

export function logNoOf(tradeNo: string): string {
  return tradeNo.slice(-14)
}

export function newPayOrderNo(random: Random, nowMs: number): string {
  return `${beijingStamp(nowMs).slice(2)}${random.digits(16)}`
}

/** The wallet's number, in the wallet's own shape. */
export function newAccTradeNo(random: Random, nowMs: number, accountType: AccountType): string {
  return accountType === 'WECHAT'
    ? `4200${random.digits(6)}${beijingDay(nowMs)}${random.digits(10)}`
    : `${beijingDay(nowMs)}22001${random.digits(15)}`
}

/** In basis points of what was paid; the rest of a fen is rounded half up. */
const FEE_BPS = 38

export function feeOf(amountMinor: number): number {
  return Math.floor((amountMinor * FEE_BPS + 5_000) / 10_000)
}
