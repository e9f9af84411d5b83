import { generateKeyPairSync, sign } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readMessage } from './messages.js'

const alipay = generateKeyPairSync('rsa', { modulusLength: 2048 })
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 })
const ACCOUNT = { appId: '2021000000000001' }
const ORDER_ID = '20270115000000000000000000000001'
const BASE = 'ant.merchant.expand.indirect.zft'

const MESSAGE = {
  notify_id: '2027011500222001000000000000000001',
  utc_timestamp: '1800000000000',
  msg_method: `${BASE}.passed`,
  app_id: ACCOUNT.appId,
  msg_type: 'sys',
  version: '1.1',
  charset: 'utf-8',
  sign_type: 'RSA2',
  biz_content: JSON.stringify({ order_id: ORDER_ID, external_id: 'ht1', memo: '审核通过 a+b=c&d 100%' }),
}
type Fields = Readonly<Record<string, string>>

const bytesOf = (bytes: Buffer) => [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
const asForm = (pairs: readonly (readonly [string, string])[], encode: (text: string) => string): string =>
  pairs.map(([name, value]) => `${name}=${encode(value)}`).join('&')

/** Signed as Alipay signs (V1) unless told otherwise; `bodyOf` may say other things than were signed. */
function signed(fields: Fields, { key = alipay.privateKey, leaveOut = ['sign_type'] } = {}): Fields {
  const text = Object.keys(fields)
    .filter((name) => !leaveOut.includes(name) && fields[name] !== '')
    .sort()
    .map((name) => `${name}=${fields[name]}`)
    .join('&')
  return { ...fields, sign: sign('RSA-SHA256', Buffer.from(text), key).toString('base64') }
}
const bodyOf = (fields: Fields, encode: (text: string) => string = encodeURIComponent): Buffer =>
  Buffer.from(asForm(Object.entries(fields), encode))
const read = (fields: Fields) => readMessage(ACCOUNT, alipay.publicKey, { body: bodyOf(fields) })

describe('a message of the application gateway', () => {
  it.each(['passed', 'rejected'])('that an application has %s names it', (decided) => {
    const name = `${BASE}.${decided}`
    expect(read(signed({ ...MESSAGE, msg_method: name }))).toEqual({
      ok: true,
      eventId: MESSAGE.notify_id,
      name,
      about: { kind: 'application', institutionRef: ORDER_ID },
    })
  })

  it('of a complaint is about the list of them', () => {
    const name = 'alipay.merchant.tradecomplain.changed'
    const content = JSON.stringify({ complain_event_id: '1' })
    expect(read(signed({ ...MESSAGE, msg_method: name, biz_content: content }))).toMatchObject({
      ok: true,
      name,
      about: { kind: 'complaints' },
    })
  })

  it('of any other kind is about nothing, also one in the form of a notice', () => {
    const other = { ...MESSAGE, msg_method: 'alipay.fund.trans.order.changed', biz_content: 'not read' }
    expect(read(signed(other))).toMatchObject({ ok: true, name: other.msg_method, about: null })
    const { msg_method: _, ...agreement } = MESSAGE
    expect(read(signed({ ...agreement, notify_type: 'dut_user_sign' }))).toMatchObject({
      ok: true,
      name: 'dut_user_sign',
      about: null,
    })
  })

  it('is believed however it was encoded, with an empty field, and with sign_type signed or not', () => {
    const whole = { ok: true, about: { kind: 'application' } }
    const body = bodyOf(signed(MESSAGE), (text) => bytesOf(Buffer.from(text)))
    expect(readMessage(ACCOUNT, alipay.publicKey, { body })).toMatchObject(whole)
    const spaced = bodyOf(signed(MESSAGE), (text) => encodeURIComponent(text).replaceAll('%20', '+'))
    expect(readMessage(ACCOUNT, alipay.publicKey, { body: spaced })).toMatchObject(whole)
    expect(read({ ...signed(MESSAGE), msg_app_id: '' })).toMatchObject(whole)
    expect(read(signed(MESSAGE, { leaveOut: [] }))).toMatchObject(whole)
  })

  it('is read in the charset that it names, and signed over its bytes', () => {
    // 通过, and a byte that is no UTF-8.
    const gbk = Buffer.from([0xcd, 0xa8, 0xb9, 0xfd])
    const content = Buffer.concat([Buffer.from(`{"order_id":"${ORDER_ID}","memo":"`), gbk, Buffer.from('"}')])
    const fields = { ...MESSAGE, charset: 'GBK', biz_content: content.toString('latin1') }
    const text = Object.keys(fields)
      .filter((name) => name !== 'sign_type')
      .sort()
      .map((name) => `${name}=${fields[name as keyof typeof fields]}`)
      .join('&')
    const signature = sign('RSA-SHA256', Buffer.from(text, 'latin1'), alipay.privateKey).toString('base64')
    const encode = (value: string) => bytesOf(Buffer.from(value, 'latin1'))
    const pairs = Object.entries({ ...fields, sign: signature })
    const reading = readMessage(ACCOUNT, alipay.publicKey, { body: Buffer.from(asForm(pairs, encode)) })
    expect(reading).toMatchObject({ ok: true, about: { institutionRef: ORDER_ID } })
    // The same bytes are no UTF-8.
    const mislabelled = asForm(pairs, encode).replace(encode('GBK'), encode('utf-8'))
    expect(readMessage(ACCOUNT, alipay.publicKey, { body: Buffer.from(mislabelled) })).toMatchObject({
      because: 'bad_signature',
    })
  })

  it.each([
    ['signed by a stranger', signed(MESSAGE, { key: stranger.privateKey }), 'bad_signature'],
    ['signed with SHA-1', signed({ ...MESSAGE, sign_type: 'RSA' }), 'bad_signature'],
    ['for another application', signed({ ...MESSAGE, app_id: '2021000000000002' }), 'another_merchant'],
    ['without a signature', MESSAGE, 'unreadable'],
    ['without an id', signed({ ...MESSAGE, notify_id: '' }), 'unreadable'],
    ['whose contents are no JSON', signed({ ...MESSAGE, biz_content: '{' }), 'unreadable'],
    ['whose contents are a list', signed({ ...MESSAGE, biz_content: '[]' }), 'unreadable'],
    ['that names no application', signed({ ...MESSAGE, biz_content: '{"order_id":1}' }), 'unreadable'],
    ['in a charset that nobody knows', signed({ ...MESSAGE, charset: 'klingon' }), 'unreadable'],
    ['that is nothing at all', {}, 'unreadable'],
  ])('%s is refused', (_what, fields: Fields, because) => {
    expect(read(fields)).toMatchObject({ ok: false, because })
  })

  it('is refused when any of its fields says something else than was signed', () => {
    const whole = signed(MESSAGE)
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(MESSAGE)), fc.string(), (name, value) => {
        fc.pre(value !== whole[name])
        expect(read({ ...whole, [name]: value })).toMatchObject({ ok: false, because: 'bad_signature' })
      }),
    )
  })

  it('that is only noise is refused, and never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(readMessage(ACCOUNT, alipay.publicKey, { body: Buffer.from(bytes) }).ok).toBe(false)
      }),
    )
  })
})
