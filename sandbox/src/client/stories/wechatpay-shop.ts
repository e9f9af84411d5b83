import { createWechatpayClient, type Outcome } from '@hutong/wechatpay'
import type { Credentials } from '../../core/credentials.js'
import { type ExampleShop, SAID, type Said } from './example-shop.js'

/** The example merchant at WeChat Pay. `nowMs` is the sandbox's time. */
export function createWechatpayShop(
  { wechatpay }: Credentials,
  timeoutMs: number,
  nowMs: () => number,
): ExampleShop {
  const { mchid, appid, merchantSerial, merchantPrivateKey, apiV3Key, baseUrl, publicKeyId, publicKey } =
    wechatpay
  const client = createWechatpayClient({
    mchid,
    merchantSerial,
    merchantPrivateKey,
    apiV3Key,
    baseUrl,
    keys: { publicKey: { id: publicKeyId, pem: publicKey } },
    timeoutMs,
    nowMs,
  })
  const amount = (minor: number) => ({ total: minor, currency: 'CNY' as const })
  return {
    acknowledgement: { status: 204, body: '' },
    async order({ outTradeNo, amountMinor, notifyUrl }) {
      const placed = await client.placeNative({
        appid,
        description: '沙箱故事 sandbox story',
        out_trade_no: outTradeNo,
        notify_url: notifyUrl,
        amount: amount(amountMinor),
      })
      return said(placed, ({ code_url }) => code_url)
    },
    query: async (outTradeNo) =>
      said(await client.queryByOutTradeNo(outTradeNo), ({ trade_state }) => trade_state),
    close: async (outTradeNo) => said(await client.closeOrder(outTradeNo), () => '204'),
    async refund({ outTradeNo, amountMinor, notifyUrl }) {
      const refunded = await client.refund({
        out_trade_no: outTradeNo,
        out_refund_no: `${outTradeNo.slice(0, 30)}R`,
        notify_url: notifyUrl,
        amount: { refund: amountMinor, ...amount(amountMinor) },
      })
      return said(refunded, ({ status }) => status)
    },
    async doubtNotice(headers, rawBody, expected) {
      const reading = await client.readNotice({ headers, rawBody })
      if (!reading.ok) return `${reading.because}: ${reading.message}`
      const { notice } = reading
      if (notice.kind === 'echo') return null
      const { resource } = notice
      if (resource.out_trade_no !== expected.outTradeNo) return `no order ${resource.out_trade_no} here`
      if (resource.mchid !== mchid) return `merchant ${resource.mchid} is not us`
      if (resource.amount.total !== expected.amountMinor)
        return `${resource.amount.total} is not what was asked`
      if (notice.kind === 'payment' && notice.resource.amount.currency !== 'CNY') {
        return `${notice.resource.amount.currency} is not what was asked`
      }
      return null
    },
  }
}

function said<T>(outcome: Outcome<T>, show: (value: T) => string): Said {
  switch (outcome.outcome) {
    case 'ok':
      return SAID.done(show(outcome.value))
    case 'refused':
      return SAID.refused(outcome.code)
    case 'unknown':
      return SAID.unknown(outcome.because)
  }
}
