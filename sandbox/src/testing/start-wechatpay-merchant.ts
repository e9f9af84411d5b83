import { createPrivateKey, randomBytes } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import {
  buildAuthorization,
  createWechatpayClient,
  requestMessage,
  signMessage,
  type WechatpayClient,
} from '@hutong/wechatpay'
import { type Sandbox, type SandboxOptions, startSandbox } from '../start-sandbox.js'
import { type NoticeInbox, startNoticeInbox } from './start-notice-inbox.js'

export interface RawAnswer {
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string
  /** Null when the text is no JSON. */
  json: { code?: string; message?: string; detail?: Record<string, unknown> } | null
}

/** What a raw call does differently from a good one. */
export interface RawChange {
  timestampSeconds?: number
  serial?: string
  mchid?: string
  /** Signed instead of the body that is sent. */
  signedBody?: string
  authorization?: string | null
  headers?: Record<string, string | null>
}

export interface WechatpayMerchant {
  sandbox: Sandbox
  client: WechatpayClient
  inbox: NoticeInbox
  mchid: string
  appid: string
  /** One order body; the number is new each time. */
  orderBody(change?: object): Record<string, unknown> & { out_trade_no: string }
  /** A signed call of exactly these bytes. */
  raw(method: string, target: string, body?: string | object, change?: RawChange): Promise<RawAnswer>
  stop(): Promise<void>
}

export async function startWechatpayMerchant(options: SandboxOptions = {}): Promise<WechatpayMerchant> {
  const sandbox = await startSandbox({ seed: 7, ...options })
  const inbox = await startNoticeInbox()
  const ring = sandbox.credentials.wechatpay
  const key = createPrivateKey(ring.merchantPrivateKey)
  const nowMs = () => sandbox.clock.nowMs()
  const client = createWechatpayClient({
    mchid: ring.mchid,
    merchantSerial: ring.merchantSerial,
    merchantPrivateKey: ring.merchantPrivateKey,
    apiV3Key: ring.apiV3Key,
    keys: { publicKey: { id: ring.publicKeyId, pem: ring.publicKey } },
    baseUrl: ring.baseUrl,
    timeoutMs: 3_000,
    nowMs,
  })
  let orders = 0

  const raw: WechatpayMerchant['raw'] = async (method, target, body, change = {}) => {
    const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)
    const timestampSeconds = change.timestampSeconds ?? Math.floor(nowMs() / 1000)
    const nonce = randomBytes(16).toString('hex')
    const signedBody = change.signedBody ?? text
    const message = requestMessage({ method, target, timestampSeconds, nonce, body: signedBody })
    const authorization =
      change.authorization === undefined
        ? buildAuthorization({
            mchid: change.mchid ?? ring.mchid,
            serial: change.serial ?? ring.merchantSerial,
            nonce,
            timestampSeconds,
            signature: await signMessage(message, key),
          })
        : change.authorization
    const headers = Object.fromEntries(
      Object.entries({
        Accept: 'application/json',
        'User-Agent': 'raw-test',
        'Content-Type': 'application/json',
        Authorization: authorization,
        ...change.headers,
      }).filter((entry): entry is [string, string] => entry[1] !== null),
    )
    return send(ring.baseUrl, method, target, headers, Buffer.from(text))
  }

  return {
    sandbox,
    client,
    inbox,
    raw,
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

/** Node's own client: `fetch` would rewrite targets and refuse some headers. */
function send(
  baseUrl: string,
  method: string,
  target: string,
  headers: Record<string, string>,
  body: Buffer,
): Promise<RawAnswer> {
  const { hostname, port } = new URL(baseUrl)
  return new Promise((resolve, reject) => {
    const call = httpRequest(
      { hostname, port, method, path: target, headers: { ...headers, 'Content-Length': body.length } },
      (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('error', reject)
        answer.on('end', () => {
          const text = Buffer.concat(parts).toString('utf8')
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text, json: jsonOf(text) })
        })
      },
    )
    call.on('error', reject)
    call.end(body)
  })
}

function jsonOf(text: string): RawAnswer['json'] {
  try {
    return JSON.parse(text) as RawAnswer['json']
  } catch {
    return null
  }
}
