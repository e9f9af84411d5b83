import { inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type AlipayUnderTest, startAlipayUnderTest } from '../alipay-under-test.js'
import { periodOf } from './period.js'
import { zipOf } from './zip.js'

const HOUR = 3_600_000
const DAY = 24 * HOUR
let under: AlipayUnderTest
let today: string
beforeEach(async () => {
  under = await startAlipayUnderTest()
  under.core.clock.freeze()
  // Noon in Beijing: the same day before and after.
  const { clock } = under.core
  clock.advance(DAY - ((clock.nowMs() + 8 * HOUR) % DAY) + 12 * HOUR)
  today = new Date(clock.nowMs() + 8 * HOUR).toISOString().slice(0, 10)
})
afterEach(() => under.stop())

const exec = (method: string, bizContent: Record<string, unknown>) =>
  under.sdk.exec(method, { bizContent }, { validateSign: true })
const address = (billType: string, billDate: string) =>
  exec('alipay.data.dataservice.bill.downloadurl.query', { billType, billDate })
async function pay(outTradeNo: string, totalAmount: string, more = {}) {
  await exec('alipay.trade.precreate', { outTradeNo, totalAmount, subject: '茶, "礼盒"', ...more })
  under.pay(outTradeNo)
}
const refund = (outTradeNo: string, refundAmount: string, outRequestNo: string) =>
  exec('alipay.trade.refund', { outTradeNo, refundAmount, outRequestNo })

/** Files of a zip by their GBK names. */
function unzip(zip: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>()
  for (let at = 0; zip.readUInt32LE(at) === 0x04034b50; ) {
    expect(zip.readUInt16LE(at + 6) & 0x800).toBe(0)
    const [packed, nameLength] = [zip.readUInt32LE(at + 18), zip.readUInt16LE(at + 26)]
    const name = new TextDecoder('gbk').decode(zip.subarray(at + 30, at + 30 + nameLength))
    const start = at + 30 + nameLength
    files.set(name, inflateRawSync(zip.subarray(start, start + packed)))
    at = start + packed
  }
  return files
}

async function download(
  billType: string,
  billDate: string,
): Promise<Array<{ name: string; lines: string[] }>> {
  const answer = await address(billType, billDate)
  const file = await fetch(answer.billDownloadUrl)
  expect(file.status).toBe(200)
  return [...unzip(Buffer.from(await file.arrayBuffer()))].map(([name, content]) => {
    const text = new TextDecoder('gbk', { fatal: true }).decode(content)
    expect(text.endsWith('\r\n')).toBe(true)
    return { name, lines: text.slice(0, -2).split('\r\n') }
  })
}
const rowsOf = (lines: string[]) =>
  lines.filter((line) => !line.startsWith('#')).map((line) => line.split(',').map((cell) => cell.trim()))

it('says in the trade bill what happened, and nothing else', async () => {
  await pay('b1', '100.00', { storeId: 'shop1', body: '备注' })
  await pay('b2', '20.50')
  under.core.clock.advance(1_000)
  await refund('b1', '33.33', 'f1')
  await exec('alipay.trade.precreate', { outTradeNo: 'b3', totalAmount: '1', subject: '未付' })
  expect(await address('trade', today)).toMatchObject({ code: '40004', subCode: 'BILL_NOT_EXIST' })
  under.core.clock.advance(DAY)
  await refund('b2', '20.50', 'f2')

  const [detail, summary] = await download('trade', today)
  const { sellerId } = under.core.keys.alipay
  const day = today.replaceAll('-', '')
  expect([detail!.name, summary!.name]).toEqual([
    `${sellerId}_${day}_业务明细.csv`,
    `${sellerId}_${day}_业务明细(汇总).csv`,
  ])
  expect(detail!.lines[1]).toBe(`#账号：[${sellerId}0156]`)
  const [header, ...rows] = rowsOf(detail!.lines)
  expect(header).toHaveLength(25)
  expect(rows.map((row) => row.length)).toEqual([25, 25, 25])
  const tradeNo = under.alipay.order('b1')!.transactionId
  expect(rows.map((row) => [row[0], row[1], row[2], row[11], row[12], row[21], row[22], row[24]])).toEqual([
    [tradeNo, 'b1', '交易', '100.00', '100.00', '', '-0.60', '备注'],
    [under.alipay.order('b2')!.transactionId, 'b2', '交易', '20.50', '20.50', '', '-0.12', ''],
    [tradeNo, 'b1', '退款', '-33.33', '-33.33', 'f1', '0.19', '备注'],
  ])
  expect(rows[0]![3]).toBe('茶， "礼盒"')
  expect(detail!.lines.slice(-3, -1)).toEqual([
    '#交易合计：2笔，商家实收共120.50元，商家优惠共0.00元',
    '#退款合计：1笔，商家实收退款共-33.33元，商家优惠退款共0.00元',
  ])
  expect(rowsOf(summary!.lines).at(-1)).toEqual([
    '合计',
    '',
    '2',
    '1',
    '87.17',
    '87.17',
    '0.00',
    '0.00',
    '0.00',
    '-0.53',
    '0.00',
    '86.64',
  ])
})

it('says in the account bill how the balance came to be', async () => {
  await pay('b1', '100.00')
  await refund('b1', '100.00', 'f1')
  under.core.clock.advance(DAY)
  const [detail, summary] = await download('signcustomer', today)
  const [, ...rows] = rowsOf(detail!.lines)
  expect(rows.map((row) => [row[2], row[6], row[7], row[8], row[10]])).toEqual([
    ['b1', '100.00', '', '1000100.00', '在线支付'],
    ['b1', '', '-0.60', '1000099.40', '收费'],
    ['b1', '', '-100.00', '999999.40', '交易退款'],
    ['b1', '0.60', '', '1000000.00', '退费'],
  ])
  expect(detail!.lines.slice(-3, -1)).toEqual(['#支出合计：2笔，共-100.60元', '#收入合计：2笔，共100.60元'])
  expect(rowsOf(summary!.lines).at(-1)).toEqual(['合计', '2', '100.60', '2', '-100.60', '0.00'])
})

it('takes months, refuses what is not there, and forgets an address after 30 seconds', async () => {
  await pay('b1', '1')
  const month = today.slice(0, 7)
  expect(await address('trade', month)).toMatchObject({ subCode: 'BILL_NOT_EXIST' })
  under.core.clock.advance(periodOf(month)!.readyAtMs - under.core.clock.nowMs())
  const [detail] = await download('trade', month)
  expect(rowsOf(detail!.lines)).toHaveLength(2)
  for (const [type, date, subCode] of [
    ['zft_acc', today, 'TYPE_NOT_SUPPORTED'],
    ['nothing', today, 'INVAILID_ARGUMENTS'],
    ['trade', '2026-13', 'INVAILID_ARGUMENTS'],
    ['trade', '2019-01-01', 'INVAILID_ARGUMENTS'],
  ] as const) {
    expect(await address(type, date)).toMatchObject({ code: '40004', subCode })
  }
  const empty = await address('trade', '2026-01-01')
  expect(empty).toMatchObject({ billFileCode: 'EMPTY_DATA_WITH_BILL_FILE' })
  under.core.clock.advance(30_000)
  expect((await fetch(empty.billDownloadUrl)).status).toBe(403)
})

it('carries planted differences', async () => {
  for (const no of ['d1', 'd2', 'd3', 'd4']) await pay(no, '10.00')
  await refund('d1', '1.00', 'f1')
  const { byHand } = under.alipay
  byHand.plantBillDifference({ kind: 'missing', outTradeNo: 'd1' })
  byHand.plantBillDifference({ kind: 'twice', outTradeNo: 'd2' })
  byHand.plantBillDifference({ kind: 'amount', outTradeNo: 'd3', amountFen: -1 })
  byHand.plantBillDifference({ kind: 'fee', outTradeNo: 'd4', amountFen: -5 })
  byHand.plantBillDifference({ kind: 'extra', outTradeNo: 'nobody', amountFen: 700 })
  under.core.clock.advance(DAY)
  const said = async () => {
    const [detail] = await download('trade', today)
    return rowsOf(detail!.lines)
      .slice(1)
      .map((row) => [row[1], row[11], row[22]].join(' '))
  }
  expect((await said()).sort()).toEqual(
    [
      'd1 -1.00 0.00',
      'd2 10.00 -0.06',
      'd2 10.00 -0.06',
      'd3 9.99 -0.06',
      'd4 10.00 -0.11',
      'nobody 7.00 0.00',
    ].sort(),
  )
  byHand.clearBillDifferences()
  expect(await said()).toHaveLength(5)
})

it('zips any content so that it comes out again', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 2_000 }), { maxLength: 4 }), (contents) => {
      const zip = zipOf(
        contents.map((content, at) => ({ name: Buffer.from(`f${at}`), content: Buffer.from(content) })),
      )
      const files = unzip(zip)
      for (const [at, content] of contents.entries())
        expect(files.get(`f${at}`)).toEqual(Buffer.from(content))
    }),
  )
})
