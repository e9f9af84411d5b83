import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callAs } from '../testing/call-as-merchant.js'
import { startWechatpayMerchant, type WechatpayMerchant } from '../testing/start-wechatpay-merchant.js'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hutong-wechatpay-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const SETTLED_MS = 5_000
const sharing = (shop: WechatpayMerchant, path: string) => shop.raw('GET', `/v3/profitsharing/${path}`)

describe('a restart', () => {
  it('forgets no merchant, share, transfer, service, complaint, balance or certificate', async () => {
    const before = await startWechatpayMerchant({ dataFolder: folder })
    before.sandbox.control.setClock({ mode: 'frozen' })
    const { control, clock } = before.sandbox
    const { wechatpay } = control
    const provider = await wechatpay.createMerchant({ kind: 'service_provider' })
    const seller = await wechatpay.createMerchant({ kind: 'sub_merchant', providers: [provider.mchid] })
    await wechatpay.rotateCertificate(0.5)
    wechatpay.configure(seller.mchid, { feeRate: 38 })
    const openid = control.wallets()[0]!.payerId

    const order = before.orderBody({ amount: { total: 10_000 }, settle_info: { profit_sharing: true } })
    await before.raw('POST', '/v3/pay/transactions/native', order)
    control.pay({ outTradeNo: order.out_trade_no })
    control.setClock({ advanceMs: 60_000 })
    const transactionId = control.order('wechatpay', order.out_trade_no)?.transactionId ?? ''
    await before.raw('POST', '/v3/profitsharing/receivers/add', {
      appid: before.appid,
      type: 'PERSONAL_OPENID',
      account: openid,
      relation_type: 'STAFF',
    })
    await before.raw('POST', '/v3/profitsharing/orders', {
      appid: before.appid,
      transaction_id: transactionId,
      out_order_no: 'SPLIT',
      receivers: [{ type: 'PERSONAL_OPENID', account: openid, amount: 100, description: 'd' }],
      unfreeze_unsplit: false,
    })
    const bill = {
      appid: before.appid,
      out_bill_no: 'BILL1',
      transfer_scene_id: '1009',
      openid,
      transfer_amount: 70,
      transfer_remark: 'r',
      transfer_scene_report_infos: [{ info_type: '采购商品名称', info_content: 'c' }],
    }
    await before.raw('POST', '/v3/fund-app/mch-transfer/transfer-bills', bill)
    expect(wechatpay.answerTransfer('BILL1', true)).toMatchObject({ state: 'TRANSFERING' })
    const which = { appid: before.appid, service_id: 's' }
    await before.raw('POST', '/v3/payscore/serviceorder', {
      ...which,
      out_order_no: 'SERVICE',
      service_introduction: 'i',
      time_range: { start_time: 'OnAccept' },
      risk_fund: { name: 'DEPOSIT', amount: 100 },
      notify_url: before.inbox.url,
    })
    wechatpay.confirmService('SERVICE')
    const items = { post_payments: [{ name: 'n', amount: 40 }], total_amount: 40 }
    await before.raw('POST', '/v3/payscore/serviceorder/SERVICE/complete', { ...which, ...items })
    wechatpay.raiseComplaint({ outTradeNo: order.out_trade_no, detail: 'x' })
    const combine = {
      combine_appid: provider.appid,
      combine_mchid: provider.mchid,
      combine_out_trade_no: 'COMBINE',
      sub_orders: [
        {
          mchid: provider.mchid,
          sub_mchid: seller.mchid,
          attach: 'a',
          amount: { total_amount: 5, currency: 'CNY' },
          out_trade_no: 'COMBINE_PART',
          description: 'd',
        },
      ],
      notify_url: before.inbox.url,
    }
    await callAs(provider, () => clock.nowMs())('POST', '/v3/combine-transactions/native', combine)
    const known = {
      certificates: wechatpay.certificates(),
      merchants: wechatpay.merchants(),
      complaints: wechatpay.complaints(),
      balance: wechatpay.balanceMinor(before.mchid),
      purse: control.wallets()[0]!.balanceMinor,
    }
    await control.noticesIdle()
    await before.stop()

    const after = await startWechatpayMerchant({ dataFolder: folder })
    const again = after.sandbox.control
    expect({
      certificates: again.wechatpay.certificates(),
      merchants: again.wechatpay.merchants(),
      complaints: again.wechatpay.complaints(),
      balance: again.wechatpay.balanceMinor(after.mchid),
      purse: again.wallets()[0]!.balanceMinor,
    }).toEqual(known)
    again.setClock({ advanceMs: SETTLED_MS })
    expect((await sharing(after, `orders/SPLIT?transaction_id=${transactionId}`)).json).toMatchObject({
      state: 'FINISHED',
      receivers: [{ result: 'SUCCESS' }],
    })
    expect((await sharing(after, `transactions/${transactionId}/amounts`)).json).toMatchObject({
      unsplit_amount: 10_000 - 60 - 100,
    })
    const transfers = '/v3/fund-app/mch-transfer/transfer-bills/out-bill-no/BILL1'
    expect((await after.raw('GET', transfers)).json).toMatchObject({ state: 'SUCCESS' })
    const asked = new URLSearchParams({ ...which, out_order_no: 'SERVICE' })
    expect((await after.raw('GET', `/v3/payscore/serviceorder?${asked}`)).json).toMatchObject({
      state: 'DONE',
    })
    // Shared and transferred to the payer, less what the service cost.
    expect(again.wallets()[0]!.balanceMinor).toBe(known.purse + 100 + 70 - 40)
    expect(again.pay({ outTradeNo: 'COMBINE' })).toMatchObject({ state: 'paid', amountMinor: 5 })
    await again.noticesIdle()
    await after.stop()
  }, 30_000)
})
