import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { verifyWebhook, WebhookRejected } from './verify-webhook.js'

const SECRET = `whsec_${Buffer.from('a secret of twenty-four!').toString('base64')}`
const OTHER = `whsec_${Buffer.from('another of twenty-four!!').toString('base64')}`
const BODY = JSON.stringify({
  type: 'checkout.paid',
  timestamp: '2026-11-22T06:00:00Z',
  data: { checkout: { id: 'co_1' } },
})

function signed(body = BODY, at = new Date(), secret = SECRET) {
  return {
    'webhook-id': 'msg_1',
    'webhook-timestamp': Math.floor(at.getTime() / 1000).toString(),
    'webhook-signature': new Webhook(secret).sign('msg_1', at, body),
  }
}

test('what Hutong signed is believed, as text or bytes, from plain headers or Headers', () => {
  for (const headers of [signed(), new Headers(signed())]) {
    for (const body of [BODY, new TextEncoder().encode(BODY)]) {
      const { id, event } = verifyWebhook(headers, body, SECRET)
      expect([id, event.type, event.data.checkout.id]).toEqual(['msg_1', 'checkout.paid', 'co_1'])
    }
  }
})

test('during a rotation either secret will do', () => {
  expect(verifyWebhook(signed(), BODY, [OTHER, SECRET]).id).toBe('msg_1')
  expect(verifyWebhook(signed(BODY, new Date(), OTHER), BODY, [OTHER, SECRET]).id).toBe('msg_1')
})

test.each([
  ['one character of the body changed', signed(), BODY.replace('co_1', 'co_2'), [SECRET]],
  ['another secret', signed(BODY, new Date(), OTHER), BODY, [SECRET]],
  ['another message id', { ...signed(), 'webhook-id': 'msg_2' }, BODY, [SECRET]],
  ['six minutes old', signed(BODY, new Date(Date.now() - 360_000)), BODY, [SECRET]],
  ['no headers', {}, BODY, [SECRET]],
  ['no secret at hand', signed(), BODY, []],
])('rejected: %s', (_, headers, body, secrets) => {
  expect(() => verifyWebhook(headers, body, secrets)).toThrow(WebhookRejected)
})
