import { createWechatpayClient, type WechatpayClient } from '@hutong/wechatpay'
import { type Sandbox, type SandboxOptions, startSandbox } from '../start-sandbox.js'
import { callAs, type RawCall } from './call-as-merchant.js'
import { type NoticeInbox, startNoticeInbox } from './start-notice-inbox.js'

export interface WechatpayMerchant {
  sandbox: Sandbox
  client: WechatpayClient
  inbox: NoticeInbox
  mchid: string
  appid: string
  /** One order body; the number is new each time. */
  orderBody(change?: object): Record<string, unknown> & { out_trade_no: string }
  /** A signed call of exactly these bytes. */
  raw: RawCall
  stop(): Promise<void>
}

export type { RawCall, RawChange } from './call-as-merchant.js'

/** The typed client of the sandbox's first merchant. */
export function clientOf(sandbox: Sandbox, timeoutMs = 10_000): WechatpayClient {
  const ring = sandbox.credentials.wechatpay
  return createWechatpayClient({
    mchid: ring.mchid,
    merchantSerial: ring.merchantSerial,
    merchantPrivateKey: ring.merchantPrivateKey,
    apiV3Key: ring.apiV3Key,
    keys: { publicKey: { id: ring.publicKeyId, pem: ring.publicKey } },
    baseUrl: ring.baseUrl,
    timeoutMs,
    nowMs: () => sandbox.clock.nowMs(),
  })
}

export async function startWechatpayMerchant(options: SandboxOptions = {}): Promise<WechatpayMerchant> {
  const sandbox = await startSandbox({ seed: 7, ...options })
  const inbox = await startNoticeInbox()
  const ring = sandbox.credentials.wechatpay
  let orders = 0

  return {
    sandbox,
    client: clientOf(sandbox),
    inbox,
    raw: callAs(ring, () => sandbox.clock.nowMs()),
    mchid: ring.mchid,
    appid: ring.appid,
    orderBody(change = {}) {
      orders += 1
      return {
        appid: ring.appid,
        mchid: ring.mchid,
        description: '龙井茶 500g',
        out_trade_no: `ORDER_${String(orders).padStart(6, '0')}`,
        notify_url: inbox.url,
        amount: { total: 1_000, currency: 'CNY' },
        ...change,
      }
    },
    async stop() {
      await sandbox.stop()
      await inbox.stop()
    },
  }
}
