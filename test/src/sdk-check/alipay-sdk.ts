import assert from 'node:assert/strict'
import { AlipaySdk, type AlipaySdkConfig, ProxyAgent } from 'alipay-sdk'
import { complaintsOfGateway, complaintsOfRest } from './alipay-complaints.js'
import { checkMoreOfAlipay } from './alipay-more.js'
import type { Bench } from './bench.js'
import type { AlipayOperation, Checks } from './operations.js'

export type AlipayMode = 'key' | 'certificate'

/** `direct`: the sandbox's addresses are set. `proxy`: the SDK keeps its built-in host and is led here by a proxy. */
function createSdk(bench: Bench, mode: AlipayMode, way: 'direct' | 'proxy'): AlipaySdk {
  const { alipay } = bench.credentials
  const trust =
    mode === 'key'
      ? { alipayPublicKey: alipay.alipayPublicKey }
      : {
          appCertContent: alipay.appCertificate,
          alipayPublicCertContent: alipay.alipayCertificate,
          alipayRootCertContent: alipay.alipayRootCertificate,
        }
  const place: Partial<AlipaySdkConfig> =
    way === 'direct'
      ? { gateway: alipay.gateway, endpoint: new URL(alipay.gateway).origin }
      : { proxyAgent: new ProxyAgent(process.env.HTTPS_PROXY ?? '') }
  return new AlipaySdk({
    appId: alipay.appId,
    privateKey: alipay.appPrivateKey,
    keyType: 'PKCS8',
    encryptKey: alipay.encryptKey,
    timeout: 15_000,
    ...trust,
    ...place,
  })
}

const PAGES = {
  'page.pay': { product_code: 'FAST_INSTANT_TRADE_PAY' },
  'wap.pay': { product_code: 'QUICK_WAP_WAY', quit_url: 'http://127.0.0.1:9/quit' },
}
const order = (outTradeNo: string) => ({
  out_trade_no: outTradeNo,
  total_amount: '8.88',
  subject: '茶 "明前" & <礼盒>',
})

/** Gateway v2, with every answer's signature checked. */
export function checkAlipayGateway(
  bench: Bench,
  mode: AlipayMode,
  way: 'direct' | 'proxy',
): Checks<AlipayOperation> {
  const sdk = createSdk(bench, mode, way)
  const exec = (method: string, bizContent: object) =>
    sdk.exec(`alipay.trade.${method}`, { notify_url: bench.notifyUrl, bizContent }, { validateSign: true })
  const call = (method: string, bizContent: object): Call =>
    exec(method, bizContent).then((answer) => {
      assert.equal(answer.code, '10000', answer.subCode)
      return answer
    })
  const page = (method: 'page.pay' | 'wap.pay', verb: 'GET' | 'POST', outTradeNo: string): string =>
    sdk.pageExec(`alipay.trade.${method}`, verb, {
      notify_url: bench.notifyUrl,
      return_url: 'http://127.0.0.1:9/back',
      bizContent: { ...order(outTradeNo), ...PAGES[method] },
    })
  const more = async (method: string, biz: object, needEncrypt: boolean): Call => {
    const parameters = { notify_url: bench.notifyUrl, bizContent: biz, needEncrypt }
    // What this SDK verifies is cut at braces, and an encrypted answer has none: it cannot verify those, live either.
    const answer = await sdk.exec(method, parameters, { validateSign: !needEncrypt })
    assert.equal(answer.code, '10000', answer.subCode)
    return answer
  }
  return {
    ...checkMoreOfAlipay(bench, {
      mode,
      call: (method, biz) => more(method, biz, false),
      sealed: (method, biz) => more(method, biz, true),
      oauth: (parameters) => sdk.exec('alipay.system.oauth.token', parameters, { validateSign: true }),
      page: (method, biz) =>
        sdk.pageExec(method, 'GET', { notify_url: bench.notifyUrl, bizContent: { ...biz } }),
      complaints: complaintsOfGateway(sdk),
    }),
    ...checkTrades(bench, sdk, {
      precreate: (no) => call('precreate', order(no)).then((answer) => answer.qrCode),
      query: (no) => call('query', { out_trade_no: no }).then((answer) => answer.tradeStatus),
      close: (no) => call('close', { out_trade_no: no }),
      cancel: (no) => call('cancel', { out_trade_no: no }).then((answer) => answer.action),
      refund: (no) =>
        call('refund', { out_trade_no: no, refund_amount: '0.88', out_request_no: 'r1' }).then(
          (answer) => answer.fundChange,
        ),
      refundQuery: (no) =>
        call('fastpay.refund.query', { out_trade_no: no, out_request_no: 'r1' }).then(
          (answer) => answer.refundAmount,
        ),
    }),
    async page() {
      const outTradeNo = bench.number()
      const { status, html } = await bench.openPage(page('page.pay', 'GET', outTradeNo))
      assert.equal(status, 200)
      assert.match(html, /&quot;明前&quot; &amp; &lt;礼盒&gt;/)
      assert.match(page('page.pay', 'POST', outTradeNo), /<form action="http/)
      await bench.pay(outTradeNo)
    },
    async wap() {
      const outTradeNo = bench.number()
      const { status, url } = await bench.openPage(page('wap.pay', 'GET', outTradeNo))
      assert.equal(status, 200)
      assert.match(url, /\/wap\//)
      await bench.pay(outTradeNo)
    },
    async app() {
      const text = sdk.sdkExec('alipay.trade.app.pay', {
        notify_url: bench.notifyUrl,
        bizContent: order(bench.number()),
      })
      await bench.phoneAccepts(text)
      await bench.client.pay({ code: text })
    },
    async error() {
      const answer = await exec('query', { out_trade_no: 'NO_SUCH_ORDER' })
      assert.deepEqual([answer.code, answer.subCode], ['40004', 'ACQ.TRADE_NOT_EXIST'])
    },
  }
}

/** REST v3; the SDK checks every answer's signature itself. */
export function checkAlipayRest(
  bench: Bench,
  mode: AlipayMode,
  way: 'direct' | 'proxy',
): Checks<AlipayOperation> {
  const sdk = createSdk(bench, mode, way)
  const call = async (path: string, body: object): Promise<Record<string, unknown>> => {
    const { data } = await sdk.curl<Record<string, unknown>>('POST', `/v3/alipay/trade/${path}`, {
      body: { ...body },
    })
    return data
  }
  const more = async (method: string, biz: object, verb: 'GET' | 'POST' = 'POST', needEncrypt = false) => {
    const path = `/v3/${method.replaceAll('.', '/')}`
    const content = verb === 'GET' ? { query: { ...biz } } : { body: { ...biz } }
    const { data } = await sdk.curl<Record<string, unknown>>(verb, path, { ...content, needEncrypt })
    return data
  }
  return {
    ...checkMoreOfAlipay(bench, {
      mode,
      call: (method, biz, verb) => more(method, biz, verb),
      sealed: (method, biz) => more(method, biz, 'POST', true),
      oauth: (parameters) => more('alipay.system.oauth.token', parameters),
      page: null,
      complaints: complaintsOfRest(sdk),
    }),
    ...checkTrades(bench, sdk, {
      precreate: async (no) =>
        (await call('precreate', { ...order(no), notify_url: bench.notifyUrl })).qr_code,
      query: async (no) => (await call('query', { out_trade_no: no })).trade_status,
      close: (no) => call('close', { out_trade_no: no }),
      cancel: async (no) => (await call('cancel', { out_trade_no: no })).action,
      refund: async (no) =>
        (await call('refund', { out_trade_no: no, refund_amount: '0.88', out_request_no: 'r1' })).fund_change,
      refundQuery: async (no) =>
        (await call('fastpay/refund/query', { out_trade_no: no, out_request_no: 'r1' })).refund_amount,
    }),
    // Pages and order strings belong to the gateway; REST v3 has none.
    page: null,
    wap: null,
    app: null,
    async error() {
      await assert.rejects(call('query', { out_trade_no: 'NO_SUCH_ORDER' }), {
        code: 'ACQ.TRADE_NOT_EXIST',
        responseHttpStatus: 400,
      })
    },
  }
}

type Call = Promise<Record<string, unknown>>
interface Trades {
  precreate(outTradeNo: string): Promise<unknown>
  query(outTradeNo: string): Promise<unknown>
  close(outTradeNo: string): Promise<unknown>
  cancel(outTradeNo: string): Promise<unknown>
  refund(outTradeNo: string): Promise<unknown>
  refundQuery(outTradeNo: string): Promise<unknown>
}

function checkTrades(
  bench: Bench,
  sdk: AlipaySdk,
  trades: Trades,
): Pick<
  Checks<AlipayOperation>,
  'precreate' | 'query' | 'close' | 'cancel' | 'refund' | 'refund_query' | 'notice'
> {
  const placed = async (): Promise<string> => {
    const outTradeNo = bench.number()
    assert.match(String(await trades.precreate(outTradeNo)), /^https:\/\/qr\.alipay\.com\//)
    return outTradeNo
  }
  const scanned = async (): Promise<string> => {
    const outTradeNo = await placed()
    const { code } = (await bench.client.order('alipay', outTradeNo)) ?? {}
    await bench.phoneAccepts(code ?? '')
    return outTradeNo
  }
  const paid = async (): Promise<string> => {
    const outTradeNo = await placed()
    await bench.pay(outTradeNo)
    return outTradeNo
  }
  return {
    precreate: async () => void (await placed()),
    async query() {
      const outTradeNo = await scanned()
      assert.equal(await trades.query(outTradeNo), 'WAIT_BUYER_PAY')
      await bench.pay(outTradeNo)
      assert.equal(await trades.query(outTradeNo), 'TRADE_SUCCESS')
    },
    async close() {
      const outTradeNo = await scanned()
      await trades.close(outTradeNo)
      assert.equal(await trades.query(outTradeNo), 'TRADE_CLOSED')
    },
    async cancel() {
      assert.equal(await trades.cancel(await paid()), 'refund')
    },
    async refund() {
      assert.equal(await trades.refund(await paid()), 'Y')
    },
    async refund_query() {
      const outTradeNo = await paid()
      await trades.refund(outTradeNo)
      assert.equal(await trades.refundQuery(outTradeNo), '0.88')
    },
    async notice() {
      const { body } = await bench.payAndHear(await placed())
      const parameters = Object.fromEntries(new URLSearchParams(body))
      assert.equal(sdk.checkNotifySignV2(parameters), true)
      assert.equal(sdk.checkNotifySignV2({ ...parameters, total_amount: '0.01' }), false)
    },
  }
}
