import { createWechatpayClient, type WechatpayClient } from '@hutong/wechatpay'
import { type Sandbox, type SandboxOptions, startSandbox } from '../start-sandbox.js'
import { callAs, type RawCall } from './call-as-merchant.js'
import { type InboxNotice, type NoticeInbox, startNoticeInbox } from './start-notice-inbox.js'

export interface WechatpayMerchant {
  sandbox: Sandbox
  client: WechatpayClient
  inbox: NoticeInbox
  /** What arrived, in the order in which it was sent off: sockets promise none. Waits until nothing is on its way. */
  told(): Promise<InboxNotice[]>
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
    async told() {
      await sandbox.control.noticesIdle()
      const bodies = sandbox.control.notices().flatMap(({ tries }) => tries.map(({ body }) => body))
      const places = new Map(bodies.map((body, at) => [body, at]))
      return inbox.received
        .flatMap((notice) => {
          const at = places.get(notice.rawBody.toString('utf8'))
          return at === undefined ? [] : [{ notice, at }]
        })
        .sort((left, right) => left.at - right.at)
        .map(({ notice }) => notice)
    },
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
