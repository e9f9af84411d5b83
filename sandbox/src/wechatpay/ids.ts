import type { Random } from '../core/random.js'
import { beijingDigits } from './beijing-time.js'

// Shapes as seen on the wire (10-payments §9).

export function newTransactionId(random: Random, nowMs: number): string {
  return `4200${random.digits(6)}${beijingDigits(nowMs).slice(0, 8)}${random.digits(10)}`
}

export function newRefundId(random: Random, nowMs: number): string {
  return `5030${random.digits(7)}${beijingDigits(nowMs).slice(0, 8)}${random.digits(10)}`
}

/** Splits, their details and returns (13-profit-sharing; the shape is unverified). */
export function newSharingId(random: Random, nowMs: number): string {
  return `3008${random.digits(6)}${beijingDigits(nowMs).slice(0, 8)}${random.digits(10)}`
}

export function newPrepayId(random: Random, nowMs: number): string {
  return `wx${beijingDigits(nowMs)}${random.hex(18)}00`
}

export function newCodeToken(random: Random): string {
  return `${random.alphanumeric(9)}zz`
}
