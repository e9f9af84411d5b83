import { createPrivateKey, createPublicKey } from 'node:crypto'
import { decryptOaep, encryptOaep } from '@hutong/wechatpay'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RawAnswer } from '../../testing/call-as-merchant.js'
import { openNotice } from '../../testing/open-notice.js'
import { startWechatpayMerchant, type WechatpayMerchant } from '../../testing/start-wechatpay-merchant.js'

let shop: WechatpayMerchant
beforeAll(async () => {
  shop = await startWechatpayMerchant()
  shop.sandbox.clock.freeze()
})
afterAll(() => shop.stop())

const BASE = '/v3/fund-app/mch-transfer/transfer-bills'
const HOUR_MS = 3_600_000
const said = (answer: RawAnswer) => [answer.status, answer.json?.code]
const ring = () => shop.sandbox.credentials.wechatpay
const sealed = (text: string) => encryptOaep(text, createPublicKey(ring().publicKey))
let count = 0
function bill(change: object = {}) {
  count += 1
  return {
    appid: shop.appid,
    out_bill_no: `BILL${count}`,
    transfer_scene_id: '1000',
    openid: shop.sandbox.control.wallets()[0]!.payerId,
    transfer_amount: 500,
    transfer_remark: '茶友奖励',
    notify_url: shop.inbox.url,
    transfer_scene_report_infos: [
      { info_type: '活动名称', info_content: '品茶' },
      { info_type: '奖励说明', info_content: '一等奖' },
    ],
    ...change,
  }
}
const create = (body: object) =>
  shop.raw('POST', BASE, body, { headers: { 'Wechatpay-Serial': ring().publicKeyId } })
const query = async (number: string) =>
  (await shop.raw('GET', `${BASE}/out-bill-no/${number}`)).json as Record<string, unknown>
const cancel = (number: string) => shop.raw('POST', `${BASE}/out-bill-no/${number}/cancel`)
const purse = () => shop.sandbox.control.wallets()[0]!.balanceMinor
const account = () => shop.sandbox.control.wechatpay.balanceMinor(shop.mchid, 'OPERATION')
const confirm = (number: string) => shop.sandbox.control.wechatpay.answerTransfer(number, true)

describe('a transfer', () => {
  it('locks the money, waits for the user, arrives, and is told', async () => {
    const before = { purse: purse(), account: account() }
    const body = bill()
    const created = await create(body)
    expect(created.json).toMatchObject({
      state: 'WAIT_USER_CONFIRM',
      package_info: expect.stringMatching(/^\w+$/),
    })
    expect(account()).toBe(before.account - 500)
    expect((await create(body)).json).toEqual(created.json)
    expect(said(await create({ ...body, transfer_amount: 501 }))).toEqual([400, 'ALREADY_EXISTS'])
    expect(confirm(body.out_bill_no)).toMatchObject({ state: 'TRANSFERING' })
    expect(said(await cancel(body.out_bill_no))).toEqual([400, 'INVALID_REQUEST'])
    expect(purse()).toBe(before.purse)
    shop.sandbox.clock.advance(1_000)
    expect(purse()).toBe(before.purse + 500)
    const done = await query(body.out_bill_no)
    expect(done).toMatchObject({ state: 'SUCCESS', mch_id: shop.mchid, transfer_amount: 500 })
    const byBillNo = await shop.raw('GET', `${BASE}/transfer-bill-no/${done.transfer_bill_no}`)
    expect(byBillNo.json).toEqual(done)
    expect(openNotice((await shop.told()).at(-1)!, ring().apiV3Key)).toMatchObject({
      eventType: 'MCHTRANSFER.BILL.FINISHED',
      originalType: 'mch_payment',
      plaintext: { out_bill_no: body.out_bill_no, state: 'SUCCESS', transfer_amount: 500 },
    })
    expect(confirm(body.out_bill_no)).toBeNull()
  })

  it('goes back when it is cancelled, or when the day is over', async () => {
    const before = account()
    const cancelled = bill()
    await create(cancelled)
    expect((await cancel(cancelled.out_bill_no)).json).toMatchObject({ state: 'CANCELING' })
    shop.sandbox.clock.advance(1_000)
    expect(await query(cancelled.out_bill_no)).toMatchObject({ state: 'CANCELLED' })
    const late = bill()
    await create(late)
    shop.sandbox.clock.advance(24 * HOUR_MS)
    expect(await query(late.out_bill_no)).toMatchObject({ state: 'FAIL', fail_reason: 'OVERDUE_CLOSE' })
    expect(account()).toBe(before)
    shop.sandbox.clock.advance(31 * 24 * HOUR_MS)
    const old = await shop.raw('GET', `${BASE}/out-bill-no/${late.out_bill_no}`)
    expect(said(old)).toEqual([404, 'NOT_FOUND'])
  })

  it('checks the real name, required from 2,000 yuan on', async () => {
    expect(said(await create(bill({ transfer_amount: 200_000 })))).toEqual([400, 'PARAM_ERROR'])
    const wrong = bill({ user_name: sealed('小刚') })
    await create(wrong)
    confirm(wrong.out_bill_no)
    shop.sandbox.clock.advance(1_000)
    expect(await query(wrong.out_bill_no)).toMatchObject({ state: 'FAIL', fail_reason: 'NAME_NOT_CORRECT' })
    const right = bill({ transfer_amount: 200_000, user_name: sealed('小明') })
    expect((await create(right)).status).toBe(200)
    // The same name sealed once more is the same request.
    expect((await create({ ...right, user_name: sealed('小明') })).status).toBe(200)
    const { user_name: name } = await query(right.out_bill_no)
    expect(decryptOaep(String(name), createPrivateKey(ring().merchantPrivateKey))).toBe('小明')
    expect(said(await create(bill({ user_name: '小明' })))).toEqual([400, 'PARAM_ERROR'])
  })

  it('refuses scenes, entries, openids and amounts that are not allowed', async () => {
    expect(said(await create(bill({ transfer_scene_id: '9999' })))).toEqual([403, 'NO_AUTH'])
    expect(said(await create(bill({ transfer_scene_id: '1009' })))).toEqual([400, 'INVALID_REQUEST'])
    expect(said(await create(bill({ user_recv_perception: '货款' })))).toEqual([400, 'PARAM_ERROR'])
    expect(said(await create(bill({ openid: 'oNobody' })))).toEqual([400, 'PARAM_ERROR'])
    expect(said(await create(bill({ out_bill_no: 'with_underscore' })))).toEqual([400, 'PARAM_ERROR'])
    const packet = { user_recv_style: { type: 'RED_PACKET' }, transfer_amount: 20_001 }
    expect(said(await create(bill(packet)))).toEqual([400, 'PARAM_ERROR'])
    shop.sandbox.control.wechatpay.deposit(shop.mchid, -account(), 'OPERATION')
    expect(said(await create(bill()))).toEqual([403, 'NOT_ENOUGH'])
    expect(said(await cancel('NOSUCHBILL'))).toEqual([404, 'NOT_FOUND'])
  })
})
