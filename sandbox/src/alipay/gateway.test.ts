import { createPublicKey } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AlipayUnderTest, startAlipayUnderTest } from './alipay-under-test.js'
import { encryptContent } from './wire/content-encryption.js'
import { signatureHolds } from './wire/signature.js'

let under: AlipayUnderTest
beforeAll(async () => {
  under = await startAlipayUnderTest()
})
afterAll(() => under.stop())

const QUERY = { method: 'alipay.trade.query', biz_content: '{"out_trade_no":"nobody"}' }

/** The answer's node and whether Alipay signed exactly its bytes. */
function read(text: string, type: 'RSA' | 'RSA2' = 'RSA2') {
  const parts =
    /^\{"([a-z_]+)":(\{.*?\})(?:,"alipay_cert_sn":"[0-9a-f]{32}")?(?:,"sign":"([^"]+)")?\}$/s.exec(text)
  if (!parts) throw new Error(`This is no gateway answer: ${text}`)
  const [, name, node, sign] = parts
  const key = createPublicKey(under.core.keys.alipay.alipayPublicKey)
  return {
    name,
    fields: JSON.parse(node!) as Record<string, string>,
    isSigned: sign !== undefined && signatureHolds(Buffer.from(node!), sign, key, type),
  }
}

describe('what the gateway refuses before it looks at the method', () => {
  it.each([
    ['no app_id', { app_id: '' }, '40001', 'isv.missing-app-id', false],
    ['an unknown app', { app_id: '2021000000000000' }, '40002', 'isv.invalid-app-id', false],
    ['no version', { version: '' }, '40001', 'isv.missing-version', true],
    ['no sign_type', { sign_type: '' }, '40001', 'isv.missing-signature-type', true],
    ['an unknown sign_type', { sign_type: 'MD5' }, '40002', 'isv.invalid-signature-type', true],
    ['no sign', { sign: '' }, '40001', 'isv.missing-signature', true],
    ['no timestamp', { timestamp: '' }, '40001', 'isv.missing-timestamp', true],
    [
      'a timestamp of another form',
      { timestamp: '2026-02-30 10:00:00' },
      '40002',
      'isv.invalid-timestamp',
      true,
    ],
    ['an unknown charset', { charset: 'big5' }, '40002', 'isv.invalid-charset', true],
    ['a format it does not speak', { format: 'xml' }, '40002', 'isv.invalid-format', true],
    ['an unknown cipher', { encrypt_type: 'DES' }, '40002', 'isv.invalid-encrypt-type', true],
    ['plain text called cipher', { encrypt_type: 'AES' }, '40002', 'isv.decryption-error-unknown', true],
    ['a certificate it does not know', { app_cert_sn: 'abc' }, '40002', 'isv.app-cert-not-exist', true],
    ['a token it did not give', { app_auth_token: 'abc' }, '20001', 'aop.invalid-app-auth-token', true],
    ['a notify_url that is none', { notify_url: 'ftp://x' }, '40002', 'isv.invalid-parameter', true],
    ['biz_content that is no JSON', { biz_content: '{' }, '40002', 'isv.invalid-parameter', true],
    ['biz_content that is no object', { biz_content: '[1]' }, '40002', 'isv.invalid-parameter', true],
    ['biz_content of a client in PHP', { biz_content: '[]' }, '40004', 'ACQ.INVALID_PARAMETER', true],
  ])('%s', async (_what, parameters, code, subCode, signed) => {
    const answer = await under.post({ ...QUERY, ...parameters })
    expect(answer.status).toBe(200)
    const { name, fields, isSigned } = read(answer.text)
    expect(name).toBe('alipay_trade_query_response')
    expect(fields).toMatchObject({ code, sub_code: subCode })
    expect(isSigned).toBe(signed)
  })

  it('shows the text it computed when the signature is wrong', async () => {
    const { fields, isSigned } = read((await under.post({ ...QUERY, sign: 'AAAA' })).text)
    expect(fields.sub_code).toBe('isv.invalid-signature')
    expect(fields.sub_msg).toContain(
      `验签字符串为：app_id=${under.core.keys.alipay.appId}&amp;biz_content={&quot;out_trade_no&quot;:&quot;nobody&quot;}&amp;charset=utf-8`,
    )
    expect(isSigned).toBe(true)
  })

  it('asks for encrypt_type when what came is ciphertext', async () => {
    const sealed = encryptContent('{"out_trade_no":"nobody"}', under.core.keys.alipay.encryptKey)
    const { fields } = read((await under.post({ ...QUERY, biz_content: sealed })).text)
    expect(fields).toMatchObject({ code: '40001', sub_code: 'isv.decryption-error-missing-encrypt-type' })
  })

  it('answers methods it does not have under error_response, signed', async () => {
    const { name, fields, isSigned } = read((await under.post({ method: 'alipay.trade.fly' })).text)
    expect(name).toBe('error_response')
    expect(fields.sub_code).toBe('isv.invalid-method')
    expect(isSigned).toBe(true)
  })

  it('does not take an order string from a server', async () => {
    const { fields } = read((await under.post({ method: 'alipay.trade.app.pay', biz_content: '{}' })).text)
    expect(fields).toMatchObject({ code: '40006', sub_code: 'isv.forbidden-api' })
  })
})

describe('the ways to send parameters', () => {
  it('answers RSA with RSA', async () => {
    const { fields, isSigned } = read((await under.post({ ...QUERY, sign_type: 'RSA' })).text, 'RSA')
    expect(fields.sub_code).toBe('ACQ.TRADE_NOT_EXIST')
    expect(isSigned).toBe(true)
  })

  it('ignores empty parameters, as most SDKs leave them out of the signed text', async () => {
    const { fields } = read((await under.post({ ...QUERY, format: '', auth_token: '' })).text)
    expect(fields.sub_code).toBe('ACQ.TRADE_NOT_EXIST')
  })

  it('writes slashes escaped, other characters raw, and nothing empty', async () => {
    const biz = { out_trade_no: 'bytes_1', total_amount: '1', subject: '茶', passback_params: 'a/b=茶' }
    const placed = await under.post({ method: 'alipay.trade.precreate', biz_content: JSON.stringify(biz) })
    expect(placed.text).toContain('"qr_code":"https:\\/\\/qr.alipay.com\\/bax')
    under.alipay.institution.look(under.alipay.order('bytes_1')!.code!, 'alipay')
    const asked = await under.post({ ...QUERY, biz_content: '{"out_trade_no":"bytes_1"}' })
    expect(asked.text).toContain('"passback_params":"a\\/b=茶"')
    expect(asked.text).not.toContain('""')
    expect(asked.text).not.toMatch(/":\s|,\s/)
  })

  it('cuts a body above one megabyte', async () => {
    const status = await new Promise((resolve) => {
      const call = httpRequest(`${under.url}/gateway.do`, { method: 'POST' }, (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      })
      call.on('error', () => resolve('cut'))
      call.end(Buffer.alloc(1024 * 1024 + 1, 'a'))
    })
    expect([413, 'cut']).toContain(status)
  })

  it('explains a refused page call on a page', async () => {
    const answer = await under.post({
      method: 'alipay.trade.page.pay',
      biz_content: '{"out_trade_no":"p1","total_amount":"1","subject":"茶"}',
    })
    expect(answer.status).toBe(200)
    expect(answer.text).toContain('ACQ.INVALID_PARAMETER')
    expect(answer.text).toContain('product_code不能为空')
  })
})
