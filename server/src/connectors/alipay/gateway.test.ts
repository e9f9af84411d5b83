import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CallRecord, OrderToAsk } from '../contract.js'
import { createAlipayConnector } from './connector.js'
import { readAnswer } from './wire.js'

const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 })
const app = pair()
const alipay = pair()
const pem = (key: KeyObject) =>
  key.export({ type: key.type === 'private' ? 'pkcs8' : 'spki', format: 'pem' }).toString()
const signed = (node: string, name = 'alipay_trade_query_response', key = alipay.privateKey) =>
  `{"${name}":${node},"sign":"${sign('RSA-SHA256', Buffer.from(node), key).toString('base64')}"}`

const asked: OrderToAsk = { method: 'alipay_scan', outTradeNo: 'o1', amountMinor: 100n, currency: 'CNY' }
let respond: (response: ServerResponse) => void = () => {}
const server = createServer((request, response) => {
  request.resume().on('end', () => respond(response))
})
beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

function ask(answer: (response: ServerResponse) => void, records: CallRecord[] = []) {
  respond = answer
  const connector = createAlipayConnector(
    {
      gateway: `http://127.0.0.1:${(server.address() as AddressInfo).port}/gateway.do`,
      appId: '2021',
      sellerId: '2088',
      appPrivateKey: pem(app.privateKey),
      alipayPublicKey: pem(alipay.publicKey),
      timeoutMs: 10_000,
    },
    { clock: { now: () => new Date() } },
  )
  return connector.inquire(asked, (record) => void records.push(record))
}
const text =
  (body: string, status = 200) =>
  (response: ServerResponse) =>
    void response.writeHead(status).end(body)
const success = '{"code":"10000","msg":"Success","out_trade_no":"o1","total_amount":"1.00","trade_no":"t1"'

describe('an answer that is not the institution speaking is unknown', () => {
  it.each<[string, (response: ServerResponse) => void, string]>([
    ['an outage', text('busy', 503), 'server_error'],
    ['a redirect', (response) => void response.writeHead(302, { Location: '/x' }).end(), 'server_error'],
    ['a web page', text('<html></html>'), 'unreadable'],
    ['half an answer', text(signed(`${success}}`).slice(0, 60)), 'unreadable'],
    ['no node of ours', text(signed('{"code":"10000"}', 'alipay_trade_pay_response')), 'unreadable'],
    ['a node without code', text(signed('{"msg":"Success"}')), 'unreadable'],
    [
      'success unsigned',
      text(`{"alipay_trade_query_response":${success},"trade_status":"TRADE_SUCCESS"}}`),
      'bad_signature',
    ],
    ['another signer', text(signed(`${success}}`, undefined, app.privateKey)), 'bad_signature'],
    ['a broken line', (response) => void response.socket?.destroy(), 'connection'],
    ['a state of next year', text(signed(`${success},"trade_status":"TRADE_PONDERING"}`)), 'new_status'],
    ['a code of next year', text(signed('{"code":"40004","sub_code":"ACQ.NEW"}')), 'new_status'],
    [
      'another order',
      text(signed(`${success.replace('o1', 'o2')},"trade_status":"TRADE_SUCCESS"}`)),
      'unreadable',
    ],
    ['paid, without a time', text(signed(`${success},"trade_status":"TRADE_SUCCESS"}`)), 'unreadable'],
  ])('%s', async (_what, answer, because) => {
    expect(await ask(answer)).toMatchObject({ outcome: 'unknown', because })
  })

  it('and one that is, is believed, with what support may see', async () => {
    const records: CallRecord[] = []
    const node = `${success},"trade_status":"TRADE_SUCCESS","send_pay_date":"2026-11-22 08:00:00","buyer_user_id":"2088x"}`
    expect(await ask(text(signed(node)), records)).toEqual({
      outcome: 'paid',
      facts: {
        institutionRef: 't1',
        amountMinor: 100n,
        currency: 'CNY',
        payer: '2088x',
        paidAt: new Date('2026-11-22T00:00:00Z'),
        refundedMinor: 0n,
      },
    })
    expect(records).toMatchObject([{ verb: 'inquire', httpStatus: 200, answer: 'TRADE_SUCCESS' }])
  })

  it.each([
    ['', 'closed'],
    [',"send_pay_date":"2026-11-22 08:00:00"', 'paid'],
  ])('TRADE_CLOSED%s is %s', async (more, outcome) => {
    expect((await ask(text(signed(`${success},"trade_status":"TRADE_CLOSED"${more}}`)))).outcome).toBe(
      outcome,
    )
  })
})

describe('cutting the node out of an answer', () => {
  it('minds braces inside strings, error_response and spaces', () => {
    const node = '{"code":"10000","subject":"a}\\"{\\\\"}'
    expect(readAnswer(signed(node), 'alipay_trade_query_response', alipay.publicKey)).toMatchObject({
      isSigned: true,
      node: { subject: 'a}"{\\' },
    })
    const error = signed('{"code":"40002"}', 'error_response')
    expect(readAnswer(` ${error}`, 'x_response', alipay.publicKey)).toMatchObject({ isSigned: true })
  })

  it('never throws, and never calls what it cannot check signed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), fc.string(), (node, tail) => {
        const found = readAnswer(`{"n_response":${node}${tail}`, 'n_response', alipay.publicKey)
        expect(found === null || found === 'forged' || !found.isSigned).toBe(true)
      }),
    )
  })
})
