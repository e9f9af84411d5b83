import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callAs, type RawAnswer } from '../../testing/call-as-merchant.js'
import { freezeAtNoon } from '../../testing/freeze-at-noon.js'
import { startWechatpayMerchant, type WechatpayMerchant } from '../../testing/start-wechatpay-merchant.js'
import { beijingTime } from '../beijing-time.js'
import { billText, escapeText } from './bill-text.js'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
let shop: WechatpayMerchant
let day: string
let paid: string
let closedRefund: string
beforeAll(async () => {
  shop = await startWechatpayMerchant()
  const { control, clock } = shop.sandbox
  freezeAtNoon(clock)
  day = beijingTime(clock.nowMs()).slice(0, 10)
  paid = await pay({ description: '茶,"好"`\n', attach: "a,'b" })
  await pay({ amount: { total: 333 }, scene_info: { payer_client_ip: '::1', device_id: 'D1' } })
  clock.advance(1_000)
  await shop.raw('POST', '/v3/pay/transactions/native', shop.orderBody())
  await refund(paid, 'BILL_REFUND_1', 400)
  closedRefund = 'BILL_REFUND_2'
  control.addFault({ operation: 'refund', effect: 'refund_closed', times: 1 })
  await refund(paid, closedRefund, 100)
  clock.advance(3_000)
  clock.advance(24 * HOUR_MS)
})
afterAll(() => shop.stop())

async function pay(change: object): Promise<string> {
  const body = shop.orderBody(change)
  await shop.raw('POST', '/v3/pay/transactions/native', body)
  shop.sandbox.control.pay({ outTradeNo: body.out_trade_no })
  return body.out_trade_no
}
const refund = (outTradeNo: string, number: string, amount: number) =>
  shop.raw('POST', '/v3/refund/domestic/refunds', {
    out_trade_no: outTradeNo,
    out_refund_no: number,
    amount: { refund: amount, total: 1_000, currency: 'CNY' },
  })
const said = (answer: RawAnswer) => [answer.status, answer.json?.code]
interface Apply {
  hash_type: string
  hash_value: string
  download_url: string
}
const apply = async (query: string) => (await shop.raw('GET', `/v3/bill/${query}`)).json as unknown as Apply
const targetOf = (url: string) => url.slice(shop.sandbox.wechatpayUrl.length)
async function file(query: string): Promise<string> {
  const { download_url: url, hash_type: type, hash_value: hash } = await apply(query)
  expect(type).toBe('SHA1')
  const answer = await shop.raw('GET', targetOf(url))
  expect(answer.status).toBe(200)
  expect(answer.headers['wechatpay-signature']).toBeUndefined()
  expect(createHash('sha1').update(answer.text).digest('hex')).toBe(hash)
  return answer.text
}
/** As the documents say: lines that begin with a backtick are data, cells are cut at comma and backtick. */
function read(text: string): Array<Record<string, string>> {
  expect(text.startsWith('\ufeff')).toBe(true)
  expect(text.endsWith('\r\n')).toBe(true)
  let header: string[] = []
  const rows: Array<Record<string, string>> = []
  for (const line of text.slice(1, -2).split('\r\n')) {
    if (!line.startsWith('`')) header = line.split(',')
    else {
      const cells = line.slice(1).split(',`')
      expect(cells).toHaveLength(header.length)
      rows.push(Object.fromEntries(header.map((name, at) => [name, cells[at] ?? ''])))
    }
  }
  return rows
}

describe('the trade bill', () => {
  it('ALL tells payments and refunds as they were, with totals that add up', async () => {
    const rows = read(await file(`tradebill?bill_date=${day}`))
    const summary = rows.pop()
    expect(rows.map((row) => [row.交易状态, row.订单金额, row.申请退款金额, row.退款状态])).toEqual([
      ['SUCCESS', '10.00', '0.00', ''],
      ['SUCCESS', '3.33', '0.00', ''],
      ['REFUND', '0.00', '4.00', 'SUCCESS'],
      ['REFUND', '0.00', '1.00', 'FAIL'],
    ])
    expect(rows[0]).toMatchObject({
      公众账号ID: shop.appid,
      商户号: shop.mchid,
      特约商户号: '0',
      商户订单号: paid,
      微信订单号: shop.sandbox.control.order('wechatpay', paid)?.transactionId,
      商品名称: '茶\\ \\"好\\"\\`\\n',
      商户数据包: "a\\ \\'b",
      手续费: '0.06000',
      费率: '0.60%',
      微信退款单号: '0',
    })
    expect(rows[2]).toMatchObject({
      商户退款单号: 'BILL_REFUND_1',
      退款类型: 'ORIGINAL',
      商品名称: '茶\\ \\"好\\"\\140\\n',
      商户数据包: "a\\ 'b",
      手续费: '-0.02000',
    })
    expect(rows[1]).toMatchObject({ 设备号: 'D1' })
    expect(summary).toEqual({
      总交易单数: '4',
      应结订单总金额: '13.33',
      退款总金额: '5.00',
      充值券退款总金额: '0.00',
      手续费总金额: '0.05000',
      订单总金额: '13.33',
      申请退款总金额: '5.00',
    })
  })

  it('SUCCESS has 20 columns, REFUND 29 with its two times', async () => {
    const success = await file(`tradebill?bill_date=${day}&bill_type=SUCCESS`)
    expect(success.split('\r\n')[0]?.split(',')).toHaveLength(20)
    expect(read(success)).toHaveLength(3)
    const refunds = await file(`tradebill?bill_date=${day}&bill_type=REFUND`)
    expect(refunds.split('\r\n')[0]?.split(',')).toHaveLength(29)
    const [first, closed] = read(refunds)
    expect(first?.退款成功时间).toMatch(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/)
    expect([closed?.商户退款单号, closed?.退款成功时间]).toEqual([closedRefund, ''])
  })

  it('GZIP packs the same bytes; the hash is of the unpacked ones', async () => {
    const plain = await apply(`tradebill?bill_date=${day}`)
    const packed = await apply(`tradebill?bill_date=${day}&tar_type=GZIP`)
    expect(packed.hash_value).toBe(plain.hash_value)
    const url = new URL(packed.download_url)
    expect(url.searchParams.get('tartype')).toBe('gzip')
    const caller = shop.sandbox.credentials.wechatpay
    const bytes = await download(caller, targetOf(packed.download_url))
    expect(createHash('sha1').update(gunzipSync(bytes)).digest('hex')).toBe(plain.hash_value)
  })

  it('an address is for who applied, for five minutes', async () => {
    const other = await shop.sandbox.control.wechatpay.createMerchant()
    const { download_url: url } = await apply(`tradebill?bill_date=${day}`)
    const asOther = callAs(other, () => shop.sandbox.clock.nowMs())
    expect(said(await asOther('GET', targetOf(url)))).toEqual([403, 'NO_AUTH'])
    shop.sandbox.clock.advance(5 * 60_000 + 1)
    expect(said(await shop.raw('GET', targetOf(url)))).toEqual([400, 'INVALID_REQUEST'])
    expect(said(await shop.raw('GET', '/v3/billdownload/file'))).toEqual([400, 'PARAM_ERROR'])
  })

  it('refuses today, what is being made, what is too old, what never was, and empty days', async () => {
    const today = beijingTime(shop.sandbox.clock.nowMs()).slice(0, 10)
    const ask = async (query: string) => said(await shop.raw('GET', `/v3/bill/tradebill?${query}`))
    expect(await ask(`bill_date=${today}`)).toEqual([400, 'PARAM_ERROR'])
    expect(await ask('bill_date=2020-01-01')).toEqual([400, 'PARAM_ERROR'])
    expect(await ask('bill_date=2026-02-30')).toEqual([400, 'PARAM_ERROR'])
    expect(await ask('')).toEqual([400, 'PARAM_ERROR'])
    expect(await ask(`bill_date=${day}&bill_type=SOME`)).toEqual([400, 'PARAM_ERROR'])
    const before = beijingTime(Date.parse(`${day}T00:00:00+08:00`) - 1).slice(0, 10)
    expect(await ask(`bill_date=${before}`)).toEqual([400, 'NO_STATEMENT_EXIST'])
    // Nine hours after midnight.
    const midnight = Date.parse(`${today}T00:00:00+08:00`) + DAY_MS
    shop.sandbox.clock.advance(midnight + 9 * HOUR_MS - shop.sandbox.clock.nowMs())
    expect(await ask(`bill_date=${today}`)).toEqual([400, 'STATEMENT_CREATING'])
    shop.sandbox.clock.advance(2 * HOUR_MS)
    expect(await ask(`bill_date=${today}`)).toEqual([400, 'NO_STATEMENT_EXIST'])
  })

  it('lies on request', async () => {
    const { wechatpay } = shop.sandbox.control
    const plant = (kind: 'missing' | 'extra' | 'wrong_amount' | 'twice', change: object = {}) =>
      wechatpay.plantDifference({ mchid: shop.mchid, billDate: day, kind, ...change })
    plant('wrong_amount', { number: paid, byMinor: 5 })
    plant('missing', { number: closedRefund })
    plant('extra', { number: 'NEVER_ORDERED', byMinor: 77 })
    plant('twice', { number: 'BILL_REFUND_1' })
    const rows = read(await file(`tradebill?bill_date=${day}`))
    expect(rows.pop()).toMatchObject({ 总交易单数: '5', 订单总金额: '14.15', 申请退款总金额: '8.00' })
    expect(rows.map((row) => row.商户订单号)).toContain('NEVER_ORDERED')
    expect(rows.filter((row) => row.商户退款单号 === closedRefund)).toEqual([])
    expect(() => wechatpay.plantDifference({ mchid: shop.mchid, billDate: 'x', kind: 'extra' })).toThrow(
      RangeError,
    )
  })
})

describe('the fund-flow bill', () => {
  it('books payments, fees, refunds and what came back, and its balances follow each other', async () => {
    const rows = read(await file(`fundflowbill?bill_date=${day}`))
    const summary = rows.pop()
    expect(rows.map((row) => [row.业务类型, row.收支类型, row['收支金额(元)']])).toEqual([
      ['交易', '收入', '10.00'],
      ['扣除交易手续费', '支出', '0.06'],
      ['交易', '收入', '3.33'],
      ['扣除交易手续费', '支出', '0.02'],
      ['退款', '支出', '3.98'],
      ['退款', '支出', '0.99'],
      ['退款关闭', '收入', '0.99'],
    ])
    const fen = (text: string | undefined) => Math.round(Number(text) * 100)
    for (const [at, row] of rows.entries()) {
      const before = at === 0 ? 100_000_000 : fen(rows[at - 1]?.['账户结余(元)'])
      const moved = fen(row['收支金额(元)']) * (row.收支类型 === '收入' ? 1 : -1)
      expect(fen(row['账户结余(元)'])).toBe(before + moved)
    }
    expect(rows[4]).toMatchObject({ 备注: '退款总金额4.00元;含手续费0.02元', 业务凭证号: 'BILL_REFUND_1' })
    expect(summary).toEqual({
      资金流水总笔数: '7',
      收入笔数: '3',
      收入金额: '14.32',
      支出笔数: '4',
      支出金额: '5.05',
    })
    const fees = await shop.raw('GET', `/v3/bill/fundflowbill?bill_date=${day}&account_type=FEES`)
    expect(said(fees)).toEqual([400, 'NO_STATEMENT_EXIST'])
  })
})

describe('any text', () => {
  it('cannot break a row', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.boolean(), (text, isRefund) => {
        const cell = escapeText(text, isRefund ? 'refund' : 'payment')
        const rows = read(billText(['a', 'b'], [[cell, 'x']], ['c'], ['1']))
        expect(rows[0]).toEqual({ a: cell, b: 'x' })
      }),
    )
  })
})

/** The bytes as they come: text would break gzip. */
async function download(caller: Parameters<typeof callAs>[0], target: string): Promise<Buffer> {
  const nowMs = () => shop.sandbox.clock.nowMs()
  const answer = await callAs(caller, nowMs)('GET', target)
  expect(answer.headers['content-type']).toContain('gzip')
  return answer.bytes
}
