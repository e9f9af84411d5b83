import { createHmac, timingSafeEqual } from 'node:crypto'

/** What lets a shopper's browser see and pay one checkout, and nothing else. Derived, so it is stored nowhere. */
export interface CheckoutTokens {
  tokenOf(checkoutId: string): string
  check(checkoutId: string, token: string): boolean
}

export function createCheckoutTokens(key: Buffer): CheckoutTokens {
  const tokenOf = (checkoutId: string): string =>
    createHmac('sha256', key).update(`checkout:${checkoutId}`).digest('base64url').slice(0, 27)
  return {
    tokenOf,
    check(checkoutId, token) {
      const expected = Buffer.from(tokenOf(checkoutId))
      const given = Buffer.from(token)
      return expected.length === given.length && timingSafeEqual(expected, given)
    },
  }
}
