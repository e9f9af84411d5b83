import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { Formatter, Multipart, Rsa, Wechatpay } from 'wechatpay-axios-plugin'
import type { Bench } from './bench.js'
import type { Checks, WechatpayOperation } from './operations.js'

type Json = Record<string, unknown>
export type MoreOperation =
  | 'partner'
  | 'combine'
  | 'sharing'
  | 'trade_bill'
  | 'fund_flow_bill'
  | 'upload'
  | 'transfer'
  | 'payscore'
  | 'contract'
  | 'codepay_v2'
  | 'contract_v2'

interface Seat {
  sdk: Wechatpay
  /** What the SDK is made with, for another merchant's own. */
  config: Json
  /** The key that sealed members are sealed with, and its serial. */
  sealing: { serial: string; key: string }
}

/** The products beside plain orders. */
export function checkMoreOfAxiosPlugin(
  bench: Bench,
  { sdk, config, sealing }: Seat,
): Pick<Checks<WechatpayOperation>, MoreOperation> {
  const { wechatpay: own } = bench.credentials
  const named = { headers: { 'Wechatpay-Serial': sealing.serial } }
  const postBy = async (by: Wechatpay, path: string, body: Json, more: Json = {}): Promise<Json> =>
    (await by.chain(path).post<Json>(body, more)).data
  const post = (path: string, body: Json, more?: Json) => postBy(sdk, path, body, more)
  const get = async (path: string, params: Json = {}): Promise<Json> =>
    (await sdk.chain(path).get<Json>({ params })).data
  const part = (mchid: string): Json => ({
    mchid,
    attach: 'a',
    amount: { total_amount: 444, currency: 'CNY' },
    out_trade_no: bench.number(),
    description: '茶 tea',
  })
  const bill = async (path: string, params: Json): Promise<string[]> => {
    const applied = await get(path, { bill_date: bench.billDay, ...params })
    const token = new URL(String(applied.download_url)).searchParams.get('token') ?? ''
    const file = await sdk
      .chain('v3/billdownload/file')
      .get<ArrayBuffer>({ params: { token }, responseType: 'arraybuffer' })
    const bytes = Buffer.from(file.data)
    assert.equal(createHash('sha1').update(bytes).digest('hex'), applied.hash_value)
    const { rows } = Formatter.castCsvBill(bytes) as { rows: Json[] }
    assert.ok(rows.length > 0)
    return Object.keys(rows[0] ?? {})
  }
  /** Signs V2 itself, with the key of V2. */
  const v2 = new Wechatpay({ ...config, secret: own.apiV2Key } as ConstructorParameters<typeof Wechatpay>[0])
  const overV2 = (path: string, body: Json) =>
    postBy(v2, `v2/${path}`, { appid: own.appid, mch_id: own.mchid, ...body })

  return {
    async partner() {
      const provider = bench.merchant('provider')
      const by = new Wechatpay({
        ...config,
        mchid: provider.mchid,
        serial: provider.merchantSerial,
        privateKey: provider.merchantPrivateKey,
        certs: { ...(config.certs as Json), [provider.publicKeyId]: provider.publicKey },
        headers: { 'Wechatpay-Serial': provider.publicKeyId },
      } as ConstructorParameters<typeof Wechatpay>[0])
      const outTradeNo = bench.number()
      const sub = { sp_mchid: provider.mchid, sub_mchid: bench.merchant('seller').mchid }
      await postBy(by, 'v3/pay/partner/transactions/native', {
        sp_appid: provider.appid,
        ...sub,
        description: '茶 tea',
        out_trade_no: outTradeNo,
        notify_url: bench.notifyUrl,
        amount: { total: 888 },
      })
      await bench.pay(outTradeNo)
      const path = `v3/pay/partner/transactions/out-trade-no/${outTradeNo}`
      const { data } = await by.chain(path).get<Json>({ params: sub })
      assert.deepEqual([data.trade_state, data.sub_mchid], ['SUCCESS', sub.sub_mchid])
    },
    async combine() {
      const place = async (): Promise<{ number: string; parts: Json[] }> => {
        const parts = [part(own.mchid), part(own.mchid)]
        const number = bench.number()
        await post('v3/combine-transactions/native', {
          combine_appid: own.appid,
          combine_mchid: own.mchid,
          combine_out_trade_no: number,
          scene_info: { payer_client_ip: '127.0.0.1' },
          sub_orders: parts,
          notify_url: bench.notifyUrl,
        })
        return { number, parts }
      }
      const paid = await place()
      await bench.pay(paid.number)
      const path = `v3/combine-transactions/out-trade-no/${paid.number}`
      const states = ((await get(path)).sub_orders as Json[]).map((one) => one.trade_state)
      assert.deepEqual(states, ['SUCCESS', 'SUCCESS'])
      const { number, parts } = await place()
      const closing = parts.map(({ mchid, out_trade_no }) => ({ mchid, out_trade_no }))
      const closed = await sdk
        .chain(`v3/combine-transactions/out-trade-no/${number}/close`)
        .post({ combine_appid: own.appid, sub_orders: closing })
      assert.equal(closed.status, 204)
    },
    async sharing() {
      const carrier = bench.merchant('carrier')
      const receiver = { appid: own.appid, type: 'MERCHANT_ID', account: carrier.mchid }
      const name = Rsa.encrypt(carrier.name, sealing.key)
      await post('v3/profitsharing/receivers/add', { ...receiver, name, relation_type: 'SUPPLIER' }, named)
      const transactionId = await sharedOrder(bench, post)
      const outOrderNo = bench.number()
      await post('v3/profitsharing/orders', {
        appid: own.appid,
        transaction_id: transactionId,
        out_order_no: outOrderNo,
        receivers: [{ type: 'MERCHANT_ID', account: carrier.mchid, amount: 100, description: '运费' }],
        unfreeze_unsplit: false,
      })
      const found = await get(`v3/profitsharing/orders/${outOrderNo}`, { transaction_id: transactionId })
      assert.equal((found.receivers as Json[])[0]?.account, carrier.mchid)
    },
    async trade_bill() {
      assert.ok((await bill('v3/bill/tradebill', { bill_type: 'ALL' })).includes('商户订单号'))
    },
    async fund_flow_bill() {
      assert.ok((await bill('v3/bill/fundflowbill', { account_type: 'BASIC' })).includes('收支类型'))
    },
    async upload() {
      const file = Buffer.from('a picture')
      const meta = { filename: 'a.png', sha256: createHash('sha256').update(file).digest('hex') }
      const form = new Multipart()
      form.append('meta', JSON.stringify(meta), 'meta.json')
      form.append('file', file, 'a.png')
      // The SDK takes a form as it takes a body; its type does not say so.
      const upload = { meta, headers: form.getHeaders() } as Json
      const data = await post('v3/merchant/media/upload', form as unknown as Json, upload)
      assert.ok(String(data.media_id).length > 0)
    },
    async transfer() {
      const number = bench.number()
      await post('v3/fund-app/mch-transfer/transfer-bills', {
        appid: own.appid,
        out_bill_no: number,
        transfer_scene_id: '1009',
        openid: bench.openid,
        transfer_amount: 30,
        transfer_remark: '货款',
        transfer_scene_report_infos: [{ info_type: '采购商品名称', info_content: '茶' }],
      })
      await bench.byHand(`wechatpay/transfers/${number}/answer`, { accepts: true })
      await bench.client.advance(5_000)
      const found = await get(`v3/fund-app/mch-transfer/transfer-bills/out-bill-no/${number}`)
      assert.equal(found.state, 'SUCCESS')
    },
    async payscore() {
      const which = { appid: own.appid, service_id: '2002000000000558128851361561536' }
      const number = bench.number()
      const created = await post('v3/payscore/serviceorder', {
        ...which,
        out_order_no: number,
        service_introduction: '茶具租用',
        time_range: { start_time: 'OnAccept' },
        risk_fund: { name: 'DEPOSIT', amount: 5_000 },
        notify_url: bench.notifyUrl,
      })
      assert.ok(String(created.package).length > 0)
      await bench.byHand(`wechatpay/services/${number}/confirm`, {})
      const end = { post_payments: [{ name: '租金', amount: 100 }], total_amount: 100 }
      await post(`v3/payscore/serviceorder/${number}/complete`, { ...which, ...end })
      const found = await get('v3/payscore/serviceorder', { ...which, out_order_no: number })
      assert.equal(found.total_amount, 100)
    },
    async contract() {
      const code = bench.number()
      const begun = await post('v3/papay/scheduled-deduct-sign/contracts/pre-entrust-sign/jsapi', {
        appid: own.appid,
        plan_id: 12535,
        out_contract_code: code,
        contract_display_account: '月卡',
        contract_notify_url: bench.notifyUrl,
      })
      assert.match(String(begun.redirect_url), /pre_entrustweb_id=/)
      await bench.byHand(`wechatpay/contracts/${code}/sign`, {})
      const found = await get(`v3/papay/sign/contracts/plan-id/12535/out-contract-code/${code}`)
      assert.equal(found.contract_state, 'SIGNED')
    },
    async codepay_v2() {
      const { id } = await bench.byHand<{ id: string }>('wechatpay/payment-codes', { userId: 'wechat' })
      const number = bench.number()
      const paid = await overV2('pay/micropay', {
        body: '茶 <tea> & "more"',
        out_trade_no: number,
        total_fee: '888',
        spbill_create_ip: '127.0.0.1',
        auth_code: id,
      })
      assert.deepEqual([paid.result_code, paid.total_fee], ['SUCCESS', '888'])
      assert.equal((await overV2('pay/orderquery', { out_trade_no: number })).trade_state, 'SUCCESS')
      assert.equal((await overV2('secapi/pay/reverse', { out_trade_no: number })).recall, 'N')
    },
    async contract_v2() {
      const code = bench.number()
      const opened = await overV2('papay/preentrustweb', {
        plan_id: '12535',
        contract_code: code,
        request_serial: '1',
        contract_display_account: '月卡',
        notify_url: bench.notifyUrl,
        version: '1.0',
        timestamp: String(Formatter.timestamp()),
      })
      assert.match(String(opened.pre_entrustweb_id), /^\w{32}$/)
      await bench.byHand(`wechatpay/contracts/${code}/sign`, {})
      const found = await overV2('papay/querycontract', { plan_id: '12535', contract_code: code })
      assert.equal(found.contract_state, '0')
    },
  }
}

/** A paid order that may be shared: a minute after the payment. */
async function sharedOrder(bench: Bench, post: (path: string, body: Json) => Promise<Json>): Promise<string> {
  const { wechatpay: own } = bench.credentials
  const outTradeNo = bench.number()
  await post('v3/pay/transactions/native', {
    mchid: own.mchid,
    appid: own.appid,
    description: '茶 tea',
    out_trade_no: outTradeNo,
    notify_url: bench.notifyUrl,
    amount: { total: 888 },
    settle_info: { profit_sharing: true },
  })
  await bench.pay(outTradeNo)
  await bench.client.advance(61_000)
  return (await bench.client.order('wechatpay', outTradeNo))?.transactionId ?? ''
}
