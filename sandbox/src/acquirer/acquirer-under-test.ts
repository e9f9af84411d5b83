import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { listenOn, stopServer } from '../core/listen.js'
import { type Sandbox, type SandboxOptions, startSandbox } from '../start-sandbox.js'
import { waitForReceived } from '../testing/wait-for-received.js'
import { beijingStamp } from './beijing-time.js'
import { fiveLines, SCHEME, signBytes, threeLines, verifyBytes } from './signature.js'

export interface AcquirerAnswer {
  status: number
  code: string
  msg: string
  data: Record<string, unknown>
  /** Null without a signature. */
  isSigned: boolean | null
}

export interface ReceivedNotice {
  isSigned: boolean
  timestamp: number
  body: Record<string, unknown>
}

export interface AcquirerUnderTest {
  sandbox: Sandbox
  keys: Sandbox['credentials']['acquirer']
  notifyUrl: string
  received: ReceivedNotice[]
  /** What the merchant answers to notices. */
  answerNotices(status: number, text: string): void
  /**
   * Resolves when so many notices have arrived, of those that are meant. Each travels by itself: what was told first
   * may arrive last.
   */
  notices(count: number, isMeant?: (notice: ReceivedNotice) => boolean): Promise<ReceivedNotice[]>
  /** A signed call. */
  call(path: string, data: unknown): Promise<AcquirerAnswer>
  /** A signed call of exactly these bytes. */
  callRaw(path: string, body: string | Buffer, change?: RawChange): Promise<AcquirerAnswer>
  order(change?: object): Record<string, unknown> & { out_trade_no: string }
  counter(change?: object): Record<string, unknown> & { out_order_no: string }
  whose(): { merchant_no: string; term_no: string; location_info: object }
  stop(): Promise<void>
}

export interface RawChange {
  authorization?: string | null
  timestampSeconds?: number
  serial?: string
}

export const OK_ANSWER = '{"code":"SUCCESS","message":"执行成功"}'

export async function startAcquirerUnderTest(options: SandboxOptions = {}): Promise<AcquirerUnderTest> {
  const sandbox = await startSandbox({ seed: 11, noticeScale: 0.001, ...options })
  const keys = sandbox.credentials.acquirer
  const merchantKey = createPrivateKey(keys.merchantPrivateKey)
  const platformKey = createPublicKey(keys.platformCertificate)
  const inbox = await startInbox(createPublicKey(keys.notifyCertificate))
  let count = 0

  const callRaw: AcquirerUnderTest['callRaw'] = async (path, body, change = {}) => {
    const timestamp = String(change.timestampSeconds ?? Math.floor(sandbox.clock.nowMs() / 1000))
    const nonce = 'abcdefghijkl'
    const serial = change.serial ?? keys.merchantSerial
    const text = fiveLines({ appid: keys.appId, serial, timestamp, nonce, body })
    const signature = await signBytes(text, merchantKey)
    const own = `${SCHEME} appid="${keys.appId}",nonce_str="${nonce}",timestamp="${timestamp}",serial_no="${serial}",signature="${signature}"`
    const authorization = change.authorization === undefined ? own : change.authorization
    const answer = await fetch(`${keys.baseUrl}${path}`, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        ...(authorization === null ? {} : { authorization }),
      },
    })
    return read(answer, platformKey)
  }
  const whose = () => ({
    merchant_no: keys.merchantNo,
    term_no: keys.termNo,
    location_info: { request_ip: '10.1.2.3' },
  })
  return {
    sandbox,
    keys,
    callRaw,
    whose,
    notifyUrl: inbox.url,
    received: inbox.received,
    answerNotices: inbox.answerWith,
    notices: inbox.count,
    call: (path, data) =>
      callRaw(
        path,
        JSON.stringify({ req_time: beijingStamp(sandbox.clock.nowMs()), version: '3.0', req_data: data }),
      ),
    order(change = {}) {
      count += 1
      return {
        ...whose(),
        out_trade_no: `ACQ_${count}`,
        account_type: 'WECHAT',
        trans_type: '41',
        total_amount: '1000',
        subject: '龙井茶',
        notify_url: inbox.url,
        ...change,
      }
    },
    counter(change = {}) {
      count += 1
      return {
        merchant_no: keys.merchantNo,
        out_order_no: `CNT_${count}`,
        total_amount: 1_000,
        order_efficient_time: beijingStamp(sandbox.clock.nowMs() + 600_000),
        order_info: '龙井茶',
        notify_url: inbox.url,
        support_refund: 1,
        ...change,
      }
    },
    async stop() {
      await sandbox.stop()
      await inbox.stop()
    },
  }
}

async function read(answer: Response, platformKey: KeyObject): Promise<AcquirerAnswer> {
  const body = Buffer.from(await answer.arrayBuffer())
  const { code = '', msg = '', resp_data: data = {} } = body.length > 0 ? JSON.parse(body.toString()) : {}
  const signature = answer.headers.get('lklapi-signature')
  const header = (name: string): string => answer.headers.get(`lklapi-${name}`) ?? ''
  const text = fiveLines({
    appid: header('appid'),
    serial: header('serial'),
    timestamp: header('timestamp'),
    nonce: header('nonce'),
    body,
  })
  const isSigned = signature === null ? null : verifyBytes(text, signature, platformKey)
  return { status: answer.status, code, msg, data, isSigned }
}

async function startInbox(notifyKey: KeyObject) {
  const received: ReceivedNotice[] = []
  const arrivals = waitForReceived(received)
  let answer = { status: 200, text: OK_ANSWER }
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      received.push(readNotice(request.headers, Buffer.concat(parts), notifyKey))
      response.writeHead(answer.status).end(answer.text)
      arrivals.look()
    })
  })
  const { url } = await listenOn(server, '127.0.0.1', 0)
  return {
    url: `${url}/notices/acquirer`,
    received,
    answerWith(status: number, text: string) {
      answer = { status, text }
    },
    count: arrivals.count,
    stop: () => stopServer(server),
  }
}

function readNotice(headers: IncomingHttpHeaders, body: Buffer, key: KeyObject): ReceivedNotice {
  const members = Object.fromEntries(
    [...(headers.authorization ?? '').matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  ) as Record<string, string>
  const { timestamp = '', nonce_str: nonce = '', signature = '' } = members
  return {
    isSigned: verifyBytes(threeLines({ timestamp, nonce, body }), signature, key),
    timestamp: Number(timestamp),
    body: JSON.parse(body.toString()) as Record<string, unknown>,
  }
}
