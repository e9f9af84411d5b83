import { createSign, randomBytes } from 'node:crypto'
import type { Sandbox } from 'hutong-sandbox'

/** A direct merchant of the sandbox's WeChat Pay, without an SDK: a call is signed by hand. */
export function merchantOf({ credentials: { wechatpay } }: Sandbox) {
  const sign = (text: string) =>
    createSign('RSA-SHA256').update(text).sign(wechatpay.merchantPrivateKey, 'base64')
  let orders = 0
  return {
    appid: wechatpay.appid,
    /** Rejects when the gateway refuses, unless the status is one that is expected. */
    async post(target: string, body: object, expected = 200): Promise<Record<string, string>> {
      const text = JSON.stringify(body)
      const [timestamp, nonce] = [Math.floor(Date.now() / 1000), randomBytes(16).toString('hex')]
      const signature = sign(`POST\n${target}\n${timestamp}\n${nonce}\n${text}\n`)
      const who = `mchid="${wechatpay.mchid}",serial_no="${wechatpay.merchantSerial}"`
      const answer = await fetch(`${wechatpay.baseUrl}${target}`, {
        method: 'POST',
        body: text,
        headers: {
          'Content-Type': 'application/json',
          Accept: 'application/json',
          'User-Agent': 'test',
          Authorization: `WECHATPAY2-SHA256-RSA2048 ${who},timestamp="${timestamp}",nonce_str="${nonce}",signature="${signature}"`,
        },
      })
      const json = (await answer.json()) as Record<string, string>
      if (answer.status !== expected) throw new Error(`${target}: ${answer.status} ${JSON.stringify(json)}`)
      return json
    },
    order(change: object = {}) {
      orders += 1
      return {
        appid: wechatpay.appid,
        mchid: wechatpay.mchid,
        description: '龙井茶 500g',
        out_trade_no: `ORDER_${String(orders).padStart(6, '0')}`,
        notify_url: 'http://127.0.0.1:9/notice',
        amount: { total: 1_000, currency: 'CNY' },
        ...change,
      }
    },
    /** What a page hands to WeixinJSBridge. */
    jsapi(prepayId: string) {
      const [timeStamp, nonceStr] = [String(Math.floor(Date.now() / 1000)), randomBytes(8).toString('hex')]
      const named = `prepay_id=${prepayId}`
      const paySign = sign(`${wechatpay.appid}\n${timeStamp}\n${nonceStr}\n${named}\n`)
      return { appId: wechatpay.appid, timeStamp, nonceStr, package: named, signType: 'RSA', paySign }
    },
  }
}

export type MerchantCalls = ReturnType<typeof merchantOf>
