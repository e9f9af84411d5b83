import { connect } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect as tlsConnect } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from './start-sandbox.js'

let hasty: Sandbox
let patient: Sandbox
beforeAll(async () => {
  hasty = await startSandbox({ httpsPort: 0, proxyPort: 0, slowestSenderMs: 400 })
  patient = await startSandbox({ httpsPort: 0, proxyPort: 0 })
})
afterAll(() => Promise.all([hasty.stop(), patient.stop()]))

const portOf = (url: string | null) => Number(new URL(url ?? '').port)
type Open = (sandbox: Sandbox) => Duplex
const plain =
  (url: (sandbox: Sandbox) => string | null): Open =>
  (sandbox) =>
    connect(portOf(url(sandbox)), '127.0.0.1')
const tls: Open = (sandbox) =>
  tlsConnect({
    port: portOf(sandbox.httpsUrl),
    host: '127.0.0.1',
    servername: 'api.mch.weixin.qq.com',
    ca: sandbox.caPem ?? '',
  })

/** Every port there is, with a call on it that takes a body. */
const PORTS: Array<[name: string, open: Open, target: string, host: string]> = [
  ['home', plain(({ homeUrl }) => homeUrl), '/control/pay', '127.0.0.1'],
  ['WeChat Pay', plain(({ wechatpayUrl }) => wechatpayUrl), '/v3/pay/transactions/native', 'a'],
  ['Alipay', plain(({ alipayUrl }) => alipayUrl), '/gateway.do', 'a'],
  ['acquirer', plain(({ acquirerUrl }) => acquirerUrl), '/api/v3/labs/trans/preorder', 'a'],
  ['official account', plain(({ officialAccountUrl }) => officialAccountUrl), '/cgi-bin/menu/create', 'a'],
  ['HTTPS', tls, '/v3/pay/transactions/native', 'api.mch.weixin.qq.com'],
  [
    'proxy',
    plain(({ proxyUrl }) => proxyUrl),
    'http://api.mch.weixin.qq.com/v3/pay/transactions/native',
    'api.mch.weixin.qq.com',
  ],
]

/** What comes back until the other side ends it; a failure of ours to write is an end too. */
function untilCut(socket: Duplex, send: (socket: Duplex) => void): Promise<string> {
  return new Promise((resolve) => {
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
    const answer = await untilCut(open(hasty), (socket) => socket.write(`${head(target, host, 100)}{`))
    expect(answer).toMatch(/^(HTTP\/1\.1 408 |$)/)
  })

  it('cuts off a head that never ends', async () => {
    const answer = await untilCut(open(hasty), (socket) => socket.write('POST '))
    expect(answer).toMatch(/^(HTTP\/1\.1 408 |$)/)
  })

  it('cuts off who says nothing at all', async () => {
    expect(await untilCut(open(hasty), () => {})).toMatch(/^(HTTP\/1\.1 408 |$)/)
  })

  it('refuses a body of ten megabytes, announced or not, without waiting for it', async () => {
    // Where slow senders are cut off soon, a busy machine would look like one.
    const announced = await untilCut(open(patient), (socket) => socket.write(head(target, host, 10_485_760)))
    expect(announced).toMatch(/^HTTP\/1\.1 413 /)
    const chunk = `100000\r\n${'x'.repeat(1_048_576)}\r\n`
    const streamed = await untilCut(open(patient), (socket) => {
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
