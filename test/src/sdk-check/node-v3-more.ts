import assert from 'node:assert/strict'
import type Pay from 'wechatpay-node-v3'
import type { MoreOperation } from './axios-plugin-more.js'
import type { Bench } from './bench.js'
import type { Checks, WechatpayOperation } from './operations.js'

type Json = Record<string, unknown>
interface Output {
  status: number
  data?: unknown
  error?: unknown
}

/** The products beside plain orders, as far as this SDK has them. */
export function checkMoreOfNodeV3(bench: Bench, sdk: Pay): Pick<Checks<WechatpayOperation>, MoreOperation> {
  const { wechatpay: own } = bench.credentials
  const dataOf = (output: Output, status = 200): Json => {
    assert.equal(output.status, status, String(output.error))
    return (output.data ?? {}) as Json
  }
  const part = () => ({
    mchid: own.mchid,
    attach: 'a',
    amount: { total_amount: 444, currency: 'CNY' },
    out_trade_no: bench.number(),
    description: '茶 tea',
  })
  const download = async (applied: Output, column: string): Promise<void> => {
    const file = (await sdk.downloadBill(String(dataOf(applied).download_url))) as Output
    assert.equal(file.status, 200)
    const text = Buffer.isBuffer(file.data) ? file.data.toString('utf8') : String(file.data)
    assert.ok(text.split('\r\n')[0]?.includes(column), text.slice(0, 200))
  }
  return {
    async combine() {
      const place = async () => {
        const parts = [part(), part()]
        const number = bench.number()
        const placed = await sdk.combine_transactions_native({
          combine_out_trade_no: number,
          scene_info: { payer_client_ip: '127.0.0.1' },
          sub_orders: parts,
          notify_url: bench.notifyUrl,
        })
        assert.match(String(dataOf(placed).code_url), /^weixin:/)
        return { number, parts }
      }
      const paid = await place()
      await bench.pay(paid.number)
      const found = dataOf(await sdk.combine_query(paid.number))
      const states = (found.sub_orders as Json[]).map((one) => one.trade_state)
      assert.deepEqual(states, ['SUCCESS', 'SUCCESS'])
      const { number, parts } = await place()
      const closing = parts.map(({ mchid, out_trade_no }) => ({ mchid, out_trade_no }))
      dataOf(await sdk.combine_close(number, closing), 204)
    },
    async sharing() {
      const carrier = bench.merchant('carrier')
      const sealing = { wx_serial_no: own.publicKeyId }
      const receiver = { type: 'MERCHANT_ID' as const, account: carrier.mchid }
      dataOf(
        (await sdk.profitsharing_receivers_add({
          ...receiver,
          ...sealing,
          name: sdk.publicEncrypt(carrier.name, Buffer.from(own.publicKey)),
          relation_type: 'SUPPLIER',
        })) as Output,
      )
      const outTradeNo = bench.number()
      const placed = await sdk.transactions_native({
        description: '茶 tea',
        out_trade_no: outTradeNo,
        notify_url: bench.notifyUrl,
        amount: { total: 888 },
        settle_info: { profit_sharing: true },
      })
      dataOf(placed)
      await bench.pay(outTradeNo)
      await bench.client.advance(61_000)
      const transactionId = (await bench.client.order('wechatpay', outTradeNo))?.transactionId ?? ''
      const outOrderNo = bench.number()
      dataOf(
        (await sdk.create_profitsharing_orders({
          transaction_id: transactionId,
          out_order_no: outOrderNo,
          receivers: [{ ...receiver, amount: 100, description: '运费' }],
          unfreeze_unsplit: false,
          ...sealing,
        })) as Output,
      )
      const found = dataOf((await sdk.query_profitsharing_orders(transactionId, outOrderNo)) as Output)
      assert.equal((found.receivers as Json[])[0]?.account, carrier.mchid)
    },
    trade_bill: async () =>
      download(await sdk.tradebill({ bill_date: bench.billDay, bill_type: 'ALL' }), '商户订单号'),
    fund_flow_bill: async () =>
      download(await sdk.fundflowbill({ bill_date: bench.billDay, account_type: 'BASIC' }), '收支类型'),
    // Its own is broken in 2.2.1: it posts JSON to an address without a host.
    upload: null,
    // Not in 2.2.1: providers, the transfers of now (it has the batches of before 2025), the rest, and V2.
    partner: null,
    transfer: null,
    payscore: null,
    contract: null,
    codepay_v2: null,
    contract_v2: null,
  }
}
