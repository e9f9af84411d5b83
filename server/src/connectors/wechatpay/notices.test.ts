import { generateKeyPairSync } from 'node:crypto'
import { createNonce, responseMessage, sealAead, signMessage } from '@hutong/wechatpay'
import { describe, expect, it } from 'vitest'
import { createManualClock } from '../../platform/clock/index.js'
import { createWechatpayConnector } from './connector.js'

const NOW = new Date('2027-01-15T16:10:00Z')
const institution = generateKeyPairSync('rsa', { modulusLength: 2048 })
const merchant = generateKeyPairSync('rsa', { modulusLength: 2048 })
const account = {
  baseUrl: 'http://127.0.0.1:1',
  mchid: '1900000001',
  appid: 'wx0000000000000001',
  merchantSerial: '4A1B',
  merchantPrivateKey: merchant.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  apiV3Key: '0123456789abcdef0123456789ABCDEF',
  publicKeyId: 'PUB_KEY_ID_0119',
  publicKey: institution.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  timeoutMs: 1000,
}
const connector = createWechatpayConnector(account, { clock: createManualClock(NOW) })

const payment = {
  mchid: account.mchid,
  appid: account.appid,
  out_trade_no: 'T0001',
  transaction_id: '4200000001202701150000000001',
  trade_type: 'NATIVE',
  trade_state: 'SUCCESS',
  trade_state_desc: '支付成功',
  bank_type: 'OTHERS',
  success_time: '2027-01-16T00:09:58+08:00',
  payer: { openid: 'oPayer' },
  amount: { total: 100, payer_total: 100, currency: 'CNY', payer_currency: 'CNY' },
}
const refund = {
  mchid: account.mchid,
  out_trade_no: 'T0001',
  transaction_id: payment.transaction_id,
  out_refund_no: 'R0001',
  refund_id: '50300001',
  refund_status: 'SUCCESS',
  success_time: '2027-01-16T00:09:59+08:00',
  user_received_account: '支付用户零钱',
  amount: { total: 100, refund: 40, payer_total: 100, payer_refund: 40 },
}

interface Delivery {
  eventType?: string
  originalType?: string
  content: object
  serial?: string
  signedAtMs?: number
  forge?: boolean
}

async function read(delivery: Delivery) {
  const { eventType = 'TRANSACTION.SUCCESS', originalType = 'transaction', content } = delivery
  const nonce = 'ba9876543210'
  const resource = {
    algorithm: 'AEAD_AES_256_GCM',
    ciphertext: sealAead(JSON.stringify(content), account.apiV3Key, nonce, originalType),
    nonce,
    associated_data: originalType,
    original_type: originalType,
  }
  const body = JSON.stringify({ id: 'event-1', event_type: eventType, resource })
  const timestampSeconds = Math.floor((delivery.signedAtMs ?? NOW.getTime()) / 1000)
  const signedNonce = createNonce()
  const message = responseMessage({ timestampSeconds, nonce: signedNonce, body })
  const signature = await signMessage(message, institution.privateKey)
  const headers = {
    'wechatpay-serial': delivery.serial ?? account.publicKeyId,
    'wechatpay-timestamp': String(timestampSeconds),
    'wechatpay-nonce': signedNonce,
    'wechatpay-signature': delivery.forge ? `WECHATPAY/SIGNTEST/${signature.slice(19)}` : signature,
  }
  return connector.readNotice({ headers, body: Buffer.from(body), receivedAt: NOW })
}

const asRefund = { eventType: 'REFUND.SUCCESS', originalType: 'refund' }

describe('a verified notice', () => {
  it('of a payment', async () => {
    expect(await read({ content: payment })).toEqual({
      ok: true,
      notice: {
        kind: 'payment',
        eventId: 'event-1',
        outTradeNo: 'T0001',
        facts: {
          institutionRef: payment.transaction_id,
          amountMinor: 100n,
          currency: 'CNY',
          payer: 'oPayer',
          paidAt: new Date('2027-01-15T16:09:58Z'),
          refundedMinor: 0n,
        },
      },
    })
  })

  it('of a refund', async () => {
    expect(await read({ ...asRefund, content: refund })).toEqual({
      ok: true,
      notice: {
        kind: 'refund',
        eventId: 'event-1',
        outTradeNo: 'T0001',
        outRefundNo: 'R0001',
        answer: {
          outcome: 'refunded',
          facts: {
            institutionRef: '50300001',
            refundMinor: 40n,
            currency: 'CNY',
            refundedAt: new Date('2027-01-15T16:09:59Z'),
          },
        },
      },
    })
  })

  it.each([
    ['REFUND.ABNORMAL', 'ABNORMAL', 'abnormal'],
    ['REFUND.CLOSED', 'CLOSE', 'failed'],
  ])('of a refund with %s', async (eventType, refund_status, outcome) => {
    const { success_time: _, ...timeless } = refund
    const content = { ...timeless, refund_status }
    const reading = await read({ eventType, originalType: 'refund', content })
    expect(reading).toMatchObject({ ok: true, notice: { kind: 'refund', answer: { outcome } } })
  })

  it('that does not prove a payment is only a reason to ask', async () => {
    const reading = await read({ content: { ...payment, trade_state: 'NOTPAY' } })
    expect(reading).toEqual({ ok: true, notice: { kind: 'hint', eventId: 'event-1', outTradeNo: 'T0001' } })
    const processing = await read({ ...asRefund, content: { ...refund, refund_status: 'PROCESSING' } })
    expect(processing).toMatchObject({ ok: true, notice: { kind: 'hint' } })
  })

  it('of a kind without money here is recorded', async () => {
    const reading = await read({
      eventType: 'COUPON.USE',
      originalType: 'coupon',
      content: { coupon_id: '1' },
    })
    expect(reading).toMatchObject({ ok: false, because: 'not_handled' })
  })

  it.each([
    ['merchant', { content: { ...payment, mchid: '1900000002' } }],
    ['app', { content: { ...payment, appid: 'wx0000000000000002' } }],
    ['merchant of a refund', { ...asRefund, content: { ...refund, mchid: '1900000002' } }],
  ])('for another %s is not ours', async (_name, delivery) => {
    expect(await read(delivery)).toMatchObject({ ok: false, because: 'another_merchant' })
  })

  it('reports another amount and currency as they are: comparing is not the connector’s', async () => {
    const content = { ...payment, amount: { ...payment.amount, total: 1, currency: 'USD' } }
    expect(await read({ content })).toMatchObject({ notice: { facts: { amountMinor: 1n, currency: 'USD' } } })
  })
})

describe('a notice that is not believed', () => {
  it.each([
    ['a probe', { forge: true }, 'bad_signature'],
    ['an old one', { signedAtMs: NOW.getTime() - 3_600_000 }, 'stale'],
    ['one by an unknown key', { serial: 'PUB_KEY_ID_0000' }, 'unknown_key'],
  ])('%s says why, and which order support should look at', async (_name, change, because) => {
    const reading = await read({ content: payment, ...change })
    expect(reading).toMatchObject({ ok: false, because, hintOutTradeNo: 'T0001' })
  })

  it('without headers or content gives no hint', async () => {
    const reading = await connector.readNotice({ headers: {}, body: Buffer.from('{}'), receivedAt: NOW })
    expect(reading).toMatchObject({ ok: false, because: 'missing_headers' })
    expect(reading).not.toHaveProperty('hintOutTradeNo')
  })
})

describe('replies', () => {
  it('end the deliveries only when the notice was taken', () => {
    expect(connector.acknowledge()).toMatchObject({
      status: 200,
      body: '{"code":"SUCCESS","message":"成功"}',
    })
    const reply = connector.refuse('茶'.repeat(300))
    expect(reply.status).toBeGreaterThanOrEqual(400)
    expect(JSON.parse(reply.body)).toEqual({ code: 'FAIL', message: '茶'.repeat(256) })
  })
})
