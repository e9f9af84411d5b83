import { expect, it } from 'vitest'
import { placeOf } from './attention-place.js'

it.each([
  ['refund.abnormal', 'co_1', '#/checkouts/co_1'],
  ['money.mismatch', 'co_1', '#/checkouts/co_1'],
  ['webhook.failed', 'co_1', '#/webhooks?state=failed'],
  ['webhook.endpoint_disabled', null, '#/webhooks?state=failed'],
  ['notice.refused', null, '#/notices?verdict=refused'],
  ['refund.failed', null, '#/refunds'],
])('%s about %s leads to %s', (kind, checkoutId, href) => {
  expect(placeOf({ kind, checkoutId })?.href).toBe(href)
})

it('leads nowhere when it does not know where', () => {
  expect(placeOf({ kind: 'disk.full', checkoutId: null })).toBeNull()
})
