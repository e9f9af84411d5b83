import assert from 'node:assert/strict'
import Pay from 'wechatpay-node-v3'
import type { Bench } from './bench.js'
import { checkMoreOfNodeV3 } from './node-v3-more.js'
import type { Checks, WechatpayOperation } from './operations.js'

type Json = Record<string, unknown>
/** What every call of this SDK resolves with; errors too. */
interface Output {
  status: number
  data?: unknown
  error?: unknown
}

export function checkWechatpayNodeV3(bench: Bench): Checks<WechatpayOperation> {
  const { wechatpay: own } = bench.credentials
  const sdk = new Pay({
    appid: own.appid,
    mchid: own.mchid,
    publicKey: Buffer.from(own.merchantCertificate),
    privateKey: Buffer.from(own.merchantPrivateKey),
    key: own.apiV3Key,
  })
  const order = (outTradeNo: string) => ({
    description: '茶 tea',
    out_trade_no: outTradeNo,
    notify_url: bench.notifyUrl,
    amount: { total: 888, currency: 'CNY' },
  })
  const dataOf = (output: Output, status = 200): Json => {
    assert.equal(output.status, status, String(output.error))
    return (output.data ?? {}) as Json
  }
  const placeNative = async (): Promise<string> => {
    const outTradeNo = bench.number()
    dataOf(await sdk.transactions_native(order(outTradeNo)))
    return outTradeNo
  }
  const query = async (outTradeNo: string): Promise<Json> =>
    dataOf(await sdk.query({ out_trade_no: outTradeNo }))
  const jsapi = async (): Promise<Json> =>
    dataOf(await sdk.transactions_jsapi({ ...order(bench.number()), payer: { openid: bench.openid } }))
  const app = async (): Promise<Json> => dataOf(await sdk.transactions_app(order(bench.number())))
  const refund = async (): Promise<string> => {
    const outTradeNo = await placeNative()
    await bench.pay(outTradeNo)
    const refunded = await sdk.refunds({
      out_trade_no: outTradeNo,
      out_refund_no: `${outTradeNo}R`,
      amount: { refund: 88, total: 888, currency: 'CNY' },
    })
    assert.equal(dataOf(refunded).status, 'PROCESSING')
    return `${outTradeNo}R`
  }

  return {
    ...checkMoreOfNodeV3(bench, sdk),
    async native() {
      const placed = dataOf(await sdk.transactions_native(order(bench.number())))
      assert.match(String(placed.code_url), /^weixin:\/\//)
    },
    async jsapi() {
      assert.match(String((await jsapi()).package), /^prepay_id=wx/)
    },
    async app() {
      assert.match(String((await app()).prepayid), /^wx/)
    },
    async h5() {
      const placed = await sdk.transactions_h5({
        ...order(bench.number()),
        scene_info: { payer_client_ip: '127.0.0.1', h5_info: { type: 'Wap', app_name: '' } },
      })
      assert.match(String(dataOf(placed).h5_url), /prepay_id=wx/)
    },
    async query() {
      const outTradeNo = await placeNative()
      assert.equal((await query(outTradeNo)).trade_state, 'NOTPAY')
      await bench.pay(outTradeNo)
      assert.equal((await query(outTradeNo)).trade_state, 'SUCCESS')
    },
    async query_by_id() {
      const outTradeNo = await placeNative()
      await bench.pay(outTradeNo)
      const id = String((await query(outTradeNo)).transaction_id)
      assert.equal(dataOf(await sdk.query({ transaction_id: id })).out_trade_no, outTradeNo)
    },
    async close() {
      const outTradeNo = await placeNative()
      dataOf(await sdk.close(outTradeNo), 204)
      assert.equal((await query(outTradeNo)).trade_state, 'CLOSED')
    },
    refund: async () => void (await refund()),
    async refund_query() {
      const outRefundNo = await refund()
      assert.equal(dataOf(await sdk.find_refunds(outRefundNo)).out_refund_no, outRefundNo)
    },
    async certificates() {
      const [first] = await sdk.get_certificates(own.apiV3Key)
      assert.equal(first?.serial_no, own.platformSerial)
      assert.match(String(first?.publicKey), /BEGIN PUBLIC KEY/)
    },
    async notice_verify() {
      const { headers, body } = await bench.payAndHear(await placeNative())
      const one = (name: string): string => String(headers[`wechatpay-${name}`])
      const signed = {
        timestamp: one('timestamp'),
        nonce: one('nonce'),
        serial: one('serial'),
        signature: one('signature'),
        apiSecret: own.apiV3Key,
      }
      assert.equal(await sdk.verifySign({ ...signed, body }), true)
      // The SDK also takes the parsed body and writes it again: the members come in an order that survives it.
      assert.equal(await sdk.verifySign({ ...signed, body: JSON.parse(body) as Json }), true)
      assert.equal(await sdk.verifySign({ ...signed, body: `${body} ` }), false)
    },
    async notice_decrypt() {
      const outTradeNo = await placeNative()
      const { body } = await bench.payAndHear(outTradeNo)
      const { resource } = JSON.parse(body) as {
        resource: { ciphertext: string; nonce: string; associated_data: string }
      }
      const opened = sdk.decipher_gcm<Json>(
        resource.ciphertext,
        resource.associated_data,
        resource.nonce,
        own.apiV3Key,
      )
      assert.equal(opened.out_trade_no, outTradeNo)
    },
    jsapi_pay_sign: async () => bench.phoneAccepts(await jsapi()),
    app_pay_sign: async () => bench.phoneAccepts(await app()),
    async error() {
      const { status, error } = (await sdk.query({ out_trade_no: 'NO_SUCH_ORDER' })) as Output
      assert.equal(status, 404)
      assert.equal((JSON.parse(String(error)) as Json).code, 'ORDER_NOT_EXIST')
    },
  }
}
