import { constants, createDecipheriv, createHash, privateDecrypt } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MerchantCredentials } from '../../core/credentials.js'
import { callAs, type RawAnswer, type RawCall } from '../../testing/call-as-merchant.js'
import { isDocumented } from '../../testing/documented-answer.js'
import { freezeAtNoon } from '../../testing/freeze-at-noon.js'
import { startWechatpayMerchant, type WechatpayMerchant } from '../../testing/start-wechatpay-merchant.js'
import { beijingTime } from '../beijing-time.js'

const HOUR_MS = 3_600_000
const SINGLE = '/v3/bill/sub-merchant-fundflowbill'
const ALL = '/v3/ecommerce/bill/fundflowbill'
let shop: WechatpayMerchant
let provider: MerchantCredentials
let seller: MerchantCredentials
let other: MerchantCredentials
let asProvider: RawCall
let day: string
beforeAll(async () => {
  shop = await startWechatpayMerchant()
  const { clock, control } = shop.sandbox
  const { wechatpay } = control
  freezeAtNoon(clock)
  provider = await wechatpay.createMerchant({ kind: 'service_provider' })
  seller = await wechatpay.createMerchant({ kind: 'sub_merchant', providers: [provider.mchid] })
  other = await wechatpay.createMerchant({ kind: 'sub_merchant', providers: [provider.mchid] })
  asProvider = callAs(provider, () => clock.nowMs())
  day = beijingTime(clock.nowMs()).slice(0, 10)
  for (const sub of [seller, other, seller]) await pay(sub.mchid)
  clock.advance(24 * HOUR_MS)
})
afterAll(() => shop.stop())

async function pay(subMchid: string): Promise<void> {
  const { appid: _appid, mchid: _mchid, ...rest } = shop.orderBody()
  const body = { ...rest, sp_appid: provider.appid, sp_mchid: provider.mchid, sub_mchid: subMchid }
  expect((await asProvider('POST', '/v3/pay/partner/transactions/native', body)).status).toBe(200)
  shop.sandbox.control.pay({ outTradeNo: String(rest.out_trade_no) })
}
const said = (answer: RawAnswer) => [answer.status, answer.json?.code]
const asked = (change: Record<string, string> = {}) => {
  const all = {
    sub_mchid: seller.mchid,
    bill_date: day,
    account_type: 'BASIC',
    algorithm: 'AEAD_AES_256_GCM',
    ...change,
  }
  return new URLSearchParams(Object.entries(all).filter(([, value]) => value !== ''))
}
const sellers = (change: Record<string, string> = {}) =>
  asked({ sub_mchid: '', account_type: 'ALL', ...change })
const configure = (change: object) => shop.sandbox.control.wechatpay.configure(provider.mchid, change)

interface Part {
  bill_sequence: number
  hash_type: string
  hash_value: string
  download_url: string
  encrypt_key: string
  nonce: string
}
interface Applied {
  download_bill_count: number
  download_bill_list: Part[]
}
/** As a merchant does it: open the key, fetch, decrypt, unpack, check the hash. */
async function open(part: Part): Promise<string> {
  const key = privateDecrypt(
    {
      key: provider.merchantPrivateKey,
      padding: constants.RSA_PKCS1_OAEP_PADDING,
      oaepHash: 'sha1',
    },
    Buffer.from(part.encrypt_key, 'base64'),
  )
  const target = part.download_url.slice(shop.sandbox.wechatpayUrl.length)
  const answer = await asProvider('GET', target)
  expect(answer.status).toBe(200)
  expect(answer.headers['wechatpay-signature']).toBeUndefined()
  const cipher = createDecipheriv('aes-256-gcm', key, Buffer.from(part.nonce))
  cipher.setAuthTag(answer.bytes.subarray(-16))
  const opened = Buffer.concat([cipher.update(answer.bytes.subarray(0, -16)), cipher.final()])
  const bytes = target.includes('tartype=gzip') ? gunzipSync(opened) : opened
  expect([part.hash_type, part.hash_value]).toEqual(['SHA1', createHash('sha1').update(bytes).digest('hex')])
  return bytes.toString('utf8')
}
async function applied(target: string): Promise<Applied> {
  const answer = await asProvider('GET', target)
  expect(answer.status).toBe(200)
  return answer.json as unknown as Applied
}
const cellsOf = (text: string) =>
  text
    .split('\r\n')
    .filter((line) => line.startsWith('`'))
    .map((line) => line.slice(1).split(',`'))

describe('the encrypted fund-flow bill of a sub-merchant', () => {
  it('opens with the key sealed for the provider, and holds that seller’s money alone', async () => {
    const { download_bill_count: count, download_bill_list: list } = await applied(`${SINGLE}?${asked()}`)
    expect([count, list.length, list[0]?.bill_sequence]).toEqual([1, 1, 1])
    const text = await open(list[0]!)
    expect(text.startsWith('\ufeff记账时间,微信支付业务单号,资金流水单号')).toBe(true)
    const rows = cellsOf(text)
    expect(rows.slice(0, -1).map((row) => [row[4], row[6]])).toEqual([
      ['交易', '10.00'],
      ['扣除交易手续费', '0.06'],
      ['交易', '10.00'],
      ['扣除交易手续费', '0.06'],
    ])
    expect(rows.at(-1)).toEqual(['4', '2', '20.00', '2', '0.12'])
  })

  it('GZIP packs before it encrypts; every application has keys of its own', async () => {
    const packed = await applied(`${SINGLE}?${asked({ tar_type: 'GZIP' })}`)
    const plain = await applied(`${SINGLE}?${asked()}`)
    expect(await open(packed.download_bill_list[0]!)).toBe(await open(plain.download_bill_list[0]!))
    expect(packed.download_bill_list[0]?.encrypt_key).not.toBe(plain.download_bill_list[0]?.encrypt_key)
    expect(packed.download_bill_list[0]?.nonce).not.toBe(plain.download_bill_list[0]?.nonce)
  })

  it('comes in parts when asked to: together they are the file', async () => {
    const whole = await open((await applied(`${SINGLE}?${asked()}`)).download_bill_list[0]!)
    configure({ billPartRows: 2 })
    const { download_bill_count: count, download_bill_list: list } = await applied(`${SINGLE}?${asked()}`)
    configure({ billPartRows: null })
    expect([count, list.map((part) => part.bill_sequence)]).toEqual([4, [1, 2, 3, 4]])
    const texts: string[] = []
    for (const part of list) texts.push(await open(part))
    expect(texts.join('')).toBe(whole)
  })

  it('an address is for who applied, for five minutes', async () => {
    const { download_bill_list: list } = await applied(`${SINGLE}?${asked()}`)
    const target = list[0]!.download_url.slice(shop.sandbox.wechatpayUrl.length)
    expect(said(await shop.raw('GET', target))).toEqual([403, 'NO_AUTH'])
    shop.sandbox.clock.advance(5 * 60_000 + 1)
    expect(said(await asProvider('GET', target))).toEqual([400, 'INVALID_REQUEST'])
  })

  it('refuses strangers, merchants without the product, and what is missing or unknown', async () => {
    const ask = async (change: Record<string, string>, by = asProvider) =>
      said(await by('GET', `${SINGLE}?${asked(change)}`))
    expect(await ask({ sub_mchid: shop.mchid })).toEqual([403, 'NO_AUTH'])
    expect(await ask({}, shop.raw)).toEqual([403, 'NO_AUTH'])
    for (const name of ['sub_mchid', 'bill_date', 'account_type', 'algorithm']) {
      expect(await ask({ [name]: '' })).toEqual([400, 'PARAM_ERROR'])
    }
    expect(await ask({ account_type: 'ALL' })).toEqual([400, 'PARAM_ERROR'])
    expect(await ask({ algorithm: 'AES' })).toEqual([400, 'PARAM_ERROR'])
    expect(await ask({ algorithm: 'SM4_GCM' })).toEqual([400, 'INVALID_REQUEST'])
    expect(await ask({ account_type: 'DEPOSIT' })).toEqual([400, 'NO_STATEMENT_EXIST'])
    configure({ subMerchantFundFlow: false })
    expect(await ask({})).toEqual([403, 'NO_AUTH'])
    configure({ subMerchantFundFlow: true })
  })
})

describe('the encrypted bill of all sellers', () => {
  it('is for e-commerce platforms, and names the seller of every row', async () => {
    expect(said(await asProvider('GET', `${ALL}?${sellers()}`))).toEqual([403, 'NO_AUTH'])
    configure({ ecommerce: true })
    const { download_bill_list: list } = await applied(`${ALL}?${sellers()}`)
    const rows = cellsOf(await open(list[0]!)).slice(0, -1)
    const payments = rows.filter((row) => row[6] === '交易').map((row) => [row[0], row[1], row[8]])
    expect(payments.sort()).toEqual(
      [seller, seller, other].map((one) => [one.mchid, 'BASIC', '10.00']).sort(),
    )
    expect(said(await asProvider('GET', `${ALL}?${sellers({ account_type: 'BASIC' })}`))).toEqual([
      400,
      'PARAM_ERROR',
    ])
  })
})

it('whatever is asked, the answer is documented', async () => {
  const value = fc.oneof(
    fc.string({ maxLength: 40, unit: 'binary' }),
    fc.constantFrom('', 'ALL', 'BASIC', 'DEPOSIT', 'AEAD_AES_256_GCM', 'SM4_GCM', 'GZIP', '2026-02-31', '-1'),
  )
  const name = fc.constantFrom('sub_mchid', 'bill_date', 'account_type', 'algorithm', 'tar_type', 'x')
  const change = fc.dictionary(name, value, { maxKeys: 3 })
  const text = (query: URLSearchParams): string => query.toString()
  await fc.assert(
    fc.asyncProperty(fc.boolean(), change, async (single, spoilt) => {
      const target = single ? `${SINGLE}?${text(asked(spoilt))}` : `${ALL}?${text(sellers(spoilt))}`
      await isDocumented(asProvider, 'GET', target)
      await isDocumented(shop.raw, 'GET', target)
    }),
    { numRuns: 30 },
  )
})
