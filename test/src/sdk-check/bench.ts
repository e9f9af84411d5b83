import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { createServer, get as httpGet, type IncomingHttpHeaders } from 'node:http'
import { get as httpsGet } from 'node:https'
import type { AddressInfo } from 'node:net'
import { type Credentials, createSandboxClient, type SandboxClient } from 'hutong-sandbox'

export interface ArrivedNotice {
  headers: IncomingHttpHeaders
  body: string
}

/** One merchant's side of a check: a running sandbox, and an address where its notices arrive. */
export interface Bench {
  client: SandboxClient
  credentials: Credentials
  notifyUrl: string
  openid: string
  number(): string
  /** A merchant besides the first, by what it is here: `provider`, its `seller`, or a `carrier` that gets shares. */
  merchant(role: keyof typeof ROLES): Credentials['wechatpayMerchants'][number]
  /** The day, in Beijing, of which there are bills. */
  billDay: string
  /** What only a person, or the control API, can do. */
  byHand<T>(path: string, body: object): Promise<T>
  pay(outTradeNo: string): Promise<void>
  /** Pays and gives the notice as it arrived. */
  payAndHear(outTradeNo: string): Promise<ArrivedNotice>
  /** The phone accepts the client-side invocation, or its order string, as payable. */
  phoneAccepts(invocation: object | string): Promise<void>
  /** Opens a page as a browser would, through the way in of this process. */
  openPage(url: string): Promise<{ status: number; url: string; html: string }>
  /** Fetches a file in the same way. */
  openBytes(url: string): Promise<Buffer>
  stop(): Promise<void>
}

/** Who else there is, by merchant number. */
export const ROLES = { provider: '1900000101', seller: '1900000102', carrier: '1900000103' } as const

const DAY_MS = 86_400_000
/** Midnight in Beijing is at 16:00 UTC. */
const dayInBeijing = (atMs: number): string => new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 10)

/** A day in Beijing whose bills are there, and its noon: what is paid then stays in that day, however late it is now. */
export function findBilledDay(nowMs: number): { day: string; noonMs: number } {
  const day = dayInBeijing(nowMs - 2 * DAY_MS)
  return { day, noonMs: Date.parse(`${day}T12:00:00+08:00`) }
}

export async function createBench(homeUrl: string, billDay: string): Promise<Bench> {
  const client = await createSandboxClient({ homeUrl })
  const arrived: ArrivedNotice[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (part: string) => {
      body += part
    })
    request.on('end', () => {
      arrived.push({ headers: request.headers, body })
      response.end('success')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const wallet = (await client.wallets()).find(({ id }) => id === 'wechat')
  const pay = async (outTradeNo: string): Promise<void> => void (await client.pay({ outTradeNo }))

  const credentials = await client.credentials()

  return {
    client,
    credentials,
    billDay,
    merchant(role) {
      const found = credentials.wechatpayMerchants.find(({ mchid }) => mchid === ROLES[role])
      assert.ok(found, `there is a ${role}`)
      return found
    },
    async byHand<T>(path: string, body: object) {
      const answer = await fetch(`${homeUrl}/control/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      const text = await answer.text()
      assert.ok(answer.ok, text)
      return (text === '' ? null : JSON.parse(text)) as T
    },
    notifyUrl: `http://127.0.0.1:${port}/notices`,
    openid: wallet?.payerId ?? '',
    number: () => `SDK${randomBytes(8).toString('hex')}`,
    pay,
    async payAndHear(outTradeNo) {
      await pay(outTradeNo)
      const notice = await client.waitForNotice({ outTradeNo })
      const sent = notice.tries.at(-1)?.body
      const found = arrived.find(({ body }) => body === sent)
      assert.ok(found, 'the notice that was acknowledged arrived')
      return found
    },
    async phoneAccepts(invocation) {
      const answer = await fetch(
        `${homeUrl}/phone/api/${typeof invocation === 'string' ? 'look' : 'invoke'}`,
        {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(
            typeof invocation === 'string' ? { wallet: 'alipay', text: invocation } : { invocation },
          ),
        },
      )
      assert.equal(((await answer.json()) as { state?: string }).state, 'payable')
    },
    openPage: open,
    openBytes: fetchBytes,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await client.stop()
    },
  }
}

function open(url: string): Promise<{ status: number; url: string; html: string }> {
  const get = url.startsWith('https:') ? httpsGet : httpGet
  return new Promise((resolve, reject) => {
    get(url, (answer) => {
      const { location } = answer.headers
      if (location !== undefined) {
        answer.resume()
        resolve(open(new URL(location, url).href))
        return
      }
      let html = ''
      answer.setEncoding('utf8')
      answer.on('data', (part: string) => {
        html += part
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, url, html }))
      answer.on('error', reject)
    }).on('error', reject)
  })
}

function fetchBytes(url: string): Promise<Buffer> {
  const get = url.startsWith('https:') ? httpsGet : httpGet
  return new Promise((resolve, reject) => {
    get(url, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => resolve(Buffer.concat(parts)))
      answer.on('error', reject)
    }).on('error', reject)
  })
}
