import { connect } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect as tlsConnect } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from './start-sandbox.js'

const SLOWEST_MS = 400
let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ httpsPort: 0, proxyPort: 0, slowestSenderMs: SLOWEST_MS })
})
afterAll(() => sandbox.stop())

const portOf = (url: string | null) => Number(new URL(url ?? '').port)
const plain = (url: () => string | null) => (): Duplex => connect(portOf(url()), '127.0.0.1')
const tls = (): Duplex =>
  tlsConnect({
    port: portOf(sandbox.httpsUrl),
    host: '127.0.0.1',
    servername: 'api.mch.weixin.qq.com',
    ca: sandbox.caPem ?? '',
  })

/** Every port there is, with a call on it that takes a body. */
const PORTS: Array<[name: string, open: () => Duplex, target: string, host: string]> = [
  ['home', plain(() => sandbox.homeUrl), '/control/pay', '127.0.0.1'],
  ['WeChat Pay', plain(() => sandbox.wechatpayUrl), '/v3/pay/transactions/native', 'a'],
  ['Alipay', plain(() => sandbox.alipayUrl), '/gateway.do', 'a'],
  ['acquirer', plain(() => sandbox.acquirerUrl), '/api/v3/labs/trans/preorder', 'a'],
  ['official account', plain(() => sandbox.officialAccountUrl), '/cgi-bin/menu/create', 'a'],
  ['HTTPS', tls, '/v3/pay/transactions/native', 'api.mch.weixin.qq.com'],
  [
    'proxy',
    plain(() => sandbox.proxyUrl),
    'http://api.mch.weixin.qq.com/v3/pay/transactions/native',
    'api.mch.weixin.qq.com',
  ],
]

/** What comes back until the other side ends it; a failure of ours to write is an end too. */
function untilCut(open: () => Duplex, send: (socket: Duplex) => void): Promise<string> {
  return new Promise((resolve) => {
    const socket = open()
    let text = ''
    socket.on('data', (part: Buffer) => {
      text += part.toString()
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(text))
    send(socket)
  })
}

const head = (target: string, host: string, length: number) =>
  `POST ${target} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`

describe.each(PORTS)('%s', (_name, open, target, host) => {
  it('cuts off a body that comes too slowly', async () => {
    const answer = await untilCut(open, (socket) => socket.write(`${head(target, host, 100)}{`))
    expect(answer).toMatch(/^(HTTP\/1\.1 408 |$)/)
  })

  it('cuts off a head that never ends', async () => {
    const answer = await untilCut(open, (socket) => socket.write('POST '))
    expect(answer).toMatch(/^(HTTP\/1\.1 408 |$)/)
  })

  it('cuts off who says nothing at all', async () => {
    expect(await untilCut(open, () => {})).toMatch(/^(HTTP\/1\.1 408 |$)/)
  })

  it('refuses a body of ten megabytes, announced or not, without waiting for it', async () => {
    const announced = await untilCut(open, (socket) => socket.write(head(target, host, 10_485_760)))
    expect(announced).toMatch(/^HTTP\/1\.1 413 /)
    const chunk = `100000\r\n${'x'.repeat(1_048_576)}\r\n`
    const streamed = await untilCut(open, (socket) => {
      socket.write(
        `POST ${target} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`,
      )
      for (let sent = 0; sent < 10; sent += 1) socket.write(chunk)
      socket.write('0\r\n\r\n')
    })
    // The answer may be lost when the connection is closed under what is still being written.
    expect(streamed).toMatch(/^(HTTP\/1\.1 413 |$)/)
  })
})
