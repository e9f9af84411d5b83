import { randomBytes } from 'node:crypto'

/**
 * A checkout's id is ten letters of time and ten of chance; every child's id and every number that an institution
 * gets contains it, so whatever comes back finds its checkout (and its shard) without a lookup table.
 */
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz'
const BODY = '[0-9a-hjkmnp-tv-z]{20}'

export function newCheckoutId(now: Date): string {
  let time = now.getTime()
  let body = ''
  for (let place = 0; place < 10; place += 1) {
    body = LETTERS[time % 32] + body
    time = Math.floor(time / 32)
  }
  for (const byte of randomBytes(10)) body += LETTERS[byte % 32]
  return `co_${body}`
}

const bodyOf = (checkoutId: string): string => checkoutId.slice('co_'.length)

export const orderIdOf = (checkoutId: string, seq: number): string => `or_${bodyOf(checkoutId)}_${seq}`
export const itemIdOf = (checkoutId: string, orderSeq: number, seq: number): string =>
  `it_${bodyOf(checkoutId)}_${orderSeq}_${seq}`
export const attemptIdOf = (checkoutId: string, seq: number): string => `at_${bodyOf(checkoutId)}_${seq}`
export const refundIdOf = (checkoutId: string, seq: number): string => `re_${bodyOf(checkoutId)}_${seq}`

/** Letters and digits only and at most 32 of them: the narrowest rule among the institutions. */
export const outTradeNoOf = (checkoutId: string, attemptSeq: number): string =>
  `${bodyOf(checkoutId)}a${attemptSeq}`
export const outRefundNoOf = (checkoutId: string, refundSeq: number): string =>
  `${bodyOf(checkoutId)}r${refundSeq}`

const CHECKOUT_ID = new RegExp(`^co_${BODY}$`)
const CHILD = new RegExp(`^(?:or|it|at|re)_(${BODY})_\\d+(?:_\\d+)?$`)
const NUMBER = new RegExp(`^(${BODY})[ar]\\d+$`)

export const isCheckoutId = (text: string): boolean => CHECKOUT_ID.test(text)

/** The checkout that an id or a number of ours belongs to; null for anything that we did not make. */
export function checkoutIdIn(text: string): string | null {
  if (CHECKOUT_ID.test(text)) return text
  const body = CHILD.exec(text)?.[1] ?? NUMBER.exec(text)?.[1]
  return body === undefined ? null : `co_${body}`
}
