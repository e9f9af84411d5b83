import assert from 'node:assert/strict'
import { Aes, Formatter, Rsa, Wechatpay, type WechatpayAxiosPlugin } from 'wechatpay-axios-plugin'
import { checkMoreOfAxiosPlugin } from './axios-plugin-more.js'
import type { Bench } from './bench.js'
import type { Checks, WechatpayOperation } from './operations.js'

type Json = Record<string, unknown>

/** `publicKey`: the sandbox's base address and its public key. `certificate`: the built-in host and its certificate. */
export function checkWechatpayAxiosPlugin(
  bench: Bench,
  mode: 'publicKey' | 'certificate',
): Checks<WechatpayOperation> {
  const { wechatpay: own } = bench.credentials
  const certs =
    mode === 'publicKey'
      ? { [own.publicKeyId]: own.publicKey }
      : { [own.platformSerial]: own.platformCertificate }
  // Further members are axios' own, which the SDK hands on; its type names only those of the institution.
  const config = {
    mchid: own.mchid,
    serial: own.merchantSerial,
    privateKey: own.merchantPrivateKey,
    certs,
    timeout: 10_000,
    ...(mode === 'publicKey'
      ? { baseURL: own.baseUrl, headers: { 'Wechatpay-Serial': own.publicKeyId } }
      : {}),
  }
  const sdk = new Wechatpay(config)
  const post = (path: string, body: Json) => sdk.chain(path).post<Json>(body)
  const get = (path: string, params: Json = {}) => sdk.chain(path).get<Json>({ params })
  const order = (outTradeNo: string): Json => ({
    mchid: own.mchid,
    appid: own.appid,
    description: '茶 tea',
    out_trade_no: outTradeNo,
    notify_url: bench.notifyUrl,
    amount: { total: 888, currency: 'CNY' },
  })
  const placeNative = async (): Promise<string> => {
    const outTradeNo = bench.number()
    await post('v3/pay/transactions/native', order(outTradeNo))
    return outTradeNo
  }
  const placePrepaid = async (product: 'jsapi' | 'app'): Promise<string> => {
    const payer = product === 'jsapi' ? { payer: { openid: bench.openid } } : {}
    const { data } = await post(`v3/pay/transactions/${product}`, { ...order(bench.number()), ...payer })
    assert.match(String(data.prepay_id), /^wx/)
    return String(data.prepay_id)
  }
  const query = (outTradeNo: string) =>
    get(`v3/pay/transactions/out-trade-no/${outTradeNo}`, { mchid: own.mchid })
  const refund = async (): Promise<string> => {
    const outTradeNo = await placeNative()
    await bench.pay(outTradeNo)
    const { data } = await post('v3/refund/domestic/refunds', {
      out_trade_no: outTradeNo,
      out_refund_no: `${outTradeNo}R`,
      amount: { refund: 88, total: 888, currency: 'CNY' },
    })
    assert.equal(data.status, 'PROCESSING')
    return `${outTradeNo}R`
  }
  const sign = (...parts: string[]): string =>
    Rsa.sign(Formatter.joinedByLineFeed(...parts), own.merchantPrivateKey)
  const { AesGcm } = Aes as unknown as typeof WechatpayAxiosPlugin.Aes

  const [serial = '', key = ''] = Object.entries(certs)[0] ?? []
  return {
    ...checkMoreOfAxiosPlugin(bench, { sdk, config, sealing: { serial, key } }),
    async native() {
      const { data } = await post('v3/pay/transactions/native', order(bench.number()))
      assert.match(String(data.code_url), /^weixin:\/\//)
    },
    jsapi: async () => void (await placePrepaid('jsapi')),
    app: async () => void (await placePrepaid('app')),
    async h5() {
      const { data } = await post('v3/pay/transactions/h5', {
        ...order(bench.number()),
        scene_info: { payer_client_ip: '127.0.0.1', h5_info: { type: 'Wap' } },
      })
      assert.match(String(data.h5_url), /prepay_id=wx/)
    },
    async query() {
      const outTradeNo = await placeNative()
      assert.equal((await query(outTradeNo)).data.trade_state, 'NOTPAY')
      await bench.pay(outTradeNo)
      assert.equal((await query(outTradeNo)).data.trade_state, 'SUCCESS')
    },
    async query_by_id() {
      const outTradeNo = await placeNative()
      await bench.pay(outTradeNo)
      const id = (await query(outTradeNo)).data.transaction_id
      const { data } = await get(`v3/pay/transactions/id/${id}`, { mchid: own.mchid })
      assert.equal(data.out_trade_no, outTradeNo)
    },
    async close() {
      const outTradeNo = await placeNative()
      const { status } = await post(`v3/pay/transactions/out-trade-no/${outTradeNo}/close`, {
        mchid: own.mchid,
      })
      assert.equal(status, 204)
      assert.equal((await query(outTradeNo)).data.trade_state, 'CLOSED')
    },
    refund: async () => void (await refund()),
    async refund_query() {
      const outRefundNo = await refund()
      const { data } = await get(`v3/refund/domestic/refunds/${outRefundNo}`)
      assert.equal(data.out_refund_no, outRefundNo)
    },
    async certificates() {
      const { data } = await get('v3/certificates')
      const [first] = data.data as Array<{
        serial_no: string
        encrypt_certificate: { ciphertext: string; nonce: string; associated_data: string }
      }>
      assert.ok(first)
      const { ciphertext, nonce, associated_data } = first.encrypt_certificate
      const pem = AesGcm.decrypt(ciphertext, own.apiV3Key, nonce, associated_data)
      assert.equal(pem.trim(), own.platformCertificate.trim())
    },
    async notice_verify() {
      const { headers, body } = await bench.payAndHear(await placeNative())
      const one = (name: string): string => String(headers[`wechatpay-${name}`])
      const text = Formatter.response(one('timestamp'), one('nonce'), body)
      const key = (certs as Record<string, string>)[one('serial')]
      assert.ok(key, 'the notice names the key that was agreed on')
      assert.ok(Rsa.verify(text, one('signature'), key))
      assert.ok(!Rsa.verify(`${text} `, one('signature'), key))
    },
    async notice_decrypt() {
      const outTradeNo = await placeNative()
      const { body } = await bench.payAndHear(outTradeNo)
      const { resource } = JSON.parse(body) as {
        resource: { ciphertext: string; nonce: string; associated_data: string }
      }
      const text = AesGcm.decrypt(resource.ciphertext, own.apiV3Key, resource.nonce, resource.associated_data)
      assert.equal((JSON.parse(text) as Json).out_trade_no, outTradeNo)
    },
    async jsapi_pay_sign() {
      const bag = {
        appId: own.appid,
        timeStamp: String(Formatter.timestamp()),
        nonceStr: Formatter.nonce(),
        package: `prepay_id=${await placePrepaid('jsapi')}`,
      }
      const paySign = sign(bag.appId, bag.timeStamp, bag.nonceStr, bag.package)
      await bench.phoneAccepts({ ...bag, signType: 'RSA', paySign })
    },
    async app_pay_sign() {
      const bag = {
        appid: own.appid,
        partnerid: own.mchid,
        prepayid: await placePrepaid('app'),
        package: 'Sign=WXPay',
        noncestr: Formatter.nonce(),
        timestamp: String(Formatter.timestamp()),
      }
      await bench.phoneAccepts({
        ...bag,
        sign: sign(bag.appid, bag.timestamp, bag.noncestr, bag.prepayid),
      })
    },
    async error() {
      const failure = (await query('NO_SUCH_ORDER').catch((error: unknown) => error)) as {
        response?: { status: number; data: Json }
      }
      assert.deepEqual([failure.response?.status, failure.response?.data.code], [404, 'ORDER_NOT_EXIST'])
    },
  }
}
