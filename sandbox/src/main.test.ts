import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createWechatpayClient, type WechatpayClient } from '@hutong/wechatpay'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Credentials } from './core/credentials.js'
import { type NoticeInbox, startNoticeInbox } from './testing/start-notice-inbox.js'

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url))

interface Running {
  process: ChildProcess
  homeUrl: string
  credentials: Credentials
  client: WechatpayClient
}

let folder: string
let inbox: NoticeInbox
let children: ChildProcess[] = []
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hutong-sandbox-'))
  inbox = await startNoticeInbox()
})
afterEach(async () => {
  // One that still writes would put a file into the folder that is being removed.
  await Promise.all(children.map(killed))
  children = []
  await inbox.stop()
  rmSync(folder, { recursive: true, force: true })
})

function launch(env: Record<string, string> = {}): ChildProcess {
  const child = fork(MAIN, [], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...process.env,
      HUTONG_SANDBOX_PORT: '0',
      HUTONG_SANDBOX_WECHATPAY_PORT: '0',
      HUTONG_SANDBOX_ALIPAY_PORT: '0',
      HUTONG_SANDBOX_DATA: folder,
      HUTONG_SANDBOX_NOTICE_SCALE: '0.01',
      ...env,
    },
  })
  children.push(child)
  return child
}

async function start(env: Record<string, string> = {}): Promise<Running> {
  const child = launch(env)
  const { homeUrl } = await new Promise<{ homeUrl: string }>((resolve, reject) => {
    child.once('message', (message) => resolve(message as { homeUrl: string }))
    child.once('exit', (code) => reject(new Error(`The sandbox ended with ${code}.`)))
  })
  const credentials = (await (await fetch(`${homeUrl}/credentials`)).json()) as Credentials
  const { publicKey, publicKeyId, ...rest } = credentials.wechatpay
  const client = createWechatpayClient({ ...rest, keys: { publicKey: { id: publicKeyId, pem: publicKey } } })
  return { process: child, homeUrl, credentials, client }
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill('SIGKILL')
  await exit
}

function ended(child: ChildProcess): Promise<{ code: number | null; said: string }> {
  let said = ''
  child.stderr?.on('data', (part) => {
    said += part
  })
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })))
}

const order = (credentials: Credentials, outTradeNo: string) => ({
  appid: credentials.wechatpay.appid,
  description: '茶',
  out_trade_no: outTradeNo,
  notify_url: inbox.url,
  amount: { total: 100, currency: 'CNY' as const },
})
async function post(running: Running, path: string, body: object): Promise<unknown> {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${running.homeUrl}${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })
  return answer.json()
}

// Each start looks for RSA keys, which takes a busy machine its time.
vi.setConfig({ testTimeout: 60_000 })

describe('the sandbox as a process', () => {
  it('survives kill -9: keys, orders, open codes, refunds and unacknowledged notices', async () => {
    const first = await start()
    const placed = await first.client.placeNative(order(first.credentials, 'OPEN_ORDER'))
    const code = placed.outcome === 'ok' ? placed.value.code_url : ''
    await first.client.placeNative(order(first.credentials, 'PAID_ORDER'))
    // Nobody acknowledges before the crash.
    inbox.answerWith(...Array<number>(50).fill(500))
    expect(await post(first, '/control/pay', { outTradeNo: 'PAID_ORDER' })).toMatchObject({ state: 'paid' })
    await post(first, '/control/faults', { operation: 'refund', effect: 'refund_processing' })
    const refund = {
      out_trade_no: 'PAID_ORDER',
      out_refund_no: 'R1',
      amount: { refund: 40, total: 100, currency: 'CNY' as const },
    }
    expect(await first.client.refund(refund)).toMatchObject({ value: { status: 'PROCESSING' } })
    await inbox.count(1)
    const gone = ended(first.process)
    first.process.kill('SIGKILL')
    await gone
    inbox.answerWith()
    const before = inbox.received.length

    const second = await start()
    expect(second.credentials.wechatpay.merchantPrivateKey).toBe(
      first.credentials.wechatpay.merchantPrivateKey,
    )
    const notice = (await inbox.count(before + 1)).at(-1)!
    expect(await second.client.readNotice(notice)).toMatchObject({
      ok: true,
      notice: { resource: { out_trade_no: 'PAID_ORDER' } },
    })
    expect(await second.client.queryByOutTradeNo('PAID_ORDER')).toMatchObject({
      value: { trade_state: 'REFUND' },
    })
    const finished = await post(second, '/control/refunds/wechatpay/R1/finish', { state: 'SUCCESS' })
    expect(finished).toMatchObject({ amountMinor: 40, state: 'SUCCESS' })
    expect(await post(second, '/control/pay', { code })).toMatchObject({
      outTradeNo: 'OPEN_ORDER',
      state: 'paid',
    })
    expect(await second.client.queryByOutTradeNo('OPEN_ORDER')).toMatchObject({
      value: { trade_state: 'SUCCESS' },
    })
    const stopped = ended(second.process)
    second.process.kill('SIGTERM')
    expect((await stopped).code).toBe(0)
  })

  it('keeps the moved clock over a restart', async () => {
    const first = await start()
    await post(first, '/control/clock', { advanceMs: 3_600_000 })
    const gone = ended(first.process)
    first.process.kill('SIGKILL')
    await gone
    const second = await start()
    const clock = (await (await fetch(`${second.homeUrl}/control/clock`)).json()) as { nowMs: number }
    expect(clock.nowMs).toBeGreaterThan(Date.now() + 3_500_000)
  })

  it('says in one sentence that a port is taken, or the folder is in use', async () => {
    const taken = createServer()
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, '127.0.0.1', () => resolve((taken.address() as { port: number }).port))
    })
    const refused = await ended(launch({ HUTONG_SANDBOX_WECHATPAY_PORT: String(port) }))
    taken.close()
    expect(refused.code).toBe(1)
    expect(refused.said.trim().split('\n')).toHaveLength(1)
    expect(refused.said).toContain(`${port}`)
    expect(refused.said).toContain('HUTONG_SANDBOX_WECHATPAY_PORT')

    await start()
    const second = await ended(launch())
    expect(second.code).toBe(1)
    expect(second.said.trim().split('\n')).toHaveLength(1)
    expect(second.said).toContain('HUTONG_SANDBOX_DATA')
  })

  it('stops when whoever started it is gone', async () => {
    const running = await start()
    // Not `close`: after a disconnect from this side Node does not emit it.
    const exit = new Promise((resolve) => running.process.once('exit', resolve))
    running.process.disconnect()
    expect(await exit).toBe(0)
  })
})
