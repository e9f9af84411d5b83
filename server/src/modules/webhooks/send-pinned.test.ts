import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createOutboundGuard, type Resolve } from './outbound-guard.js'
import { sendPinned } from './send-pinned.js'
import { type Receiver, startReceiver } from './testing/receiver.js'

let receiver: Receiver
beforeEach(async () => {
  receiver = await startReceiver()
})
afterEach(() => receiver.close())

const never = new AbortController().signal
function send(options: {
  url?: string
  allow?: string[]
  resolve?: Resolve
  timeoutMs?: number
  stop?: AbortSignal
}) {
  const guard = createOutboundGuard({
    allow: options.allow ?? ['127.0.0.1'],
    ...(options.resolve === undefined ? {} : { resolve: options.resolve }),
  })
  return sendPinned(
    { url: options.url ?? receiver.url, headers: { 'webhook-id': 'ev_1' }, body: '{"type":"茶"}' },
    { guard, timeoutMs: options.timeoutMs ?? 5_000, stop: options.stop ?? never },
  )
}

describe('a try', () => {
  it('sends the very bytes and reads the answer', async () => {
    receiver.answerWith((response) => response.writeHead(202).end('thanks'))
    expect(await send({})).toMatchObject({ outcome: 'answered', httpStatus: 202, answer: 'thanks' })
    expect(receiver.got).toMatchObject([{ headers: { 'webhook-id': 'ev_1' }, body: '{"type":"茶"}' }])
  })

  it('does not follow a redirect', async () => {
    const secret = await startReceiver()
    receiver.answerWith((response) => response.writeHead(307, { location: secret.url }).end())
    expect(await send({})).toMatchObject({ outcome: 'answered', httpStatus: 307 })
    expect(secret.got).toHaveLength(0)
    await secret.close()
  })

  it('gives up on a receiver that is silent, and on one that drips', async () => {
    receiver.answerWith(() => {})
    expect(await send({ timeoutMs: 150 })).toMatchObject({ outcome: 'failed', because: 'timeout' })
    receiver.answerWith((response) => {
      response.writeHead(200)
      const drip = setInterval(() => response.write('.'), 20)
      response.once('close', () => clearInterval(drip))
    })
    expect(await send({ timeoutMs: 250 })).toMatchObject({ outcome: 'failed', because: 'timeout' })
  })

  it('reads 64 kB of an endless answer and lets go', async () => {
    let wroteBytes = 0
    receiver.answerWith((response) => {
      response.writeHead(200)
      const block = Buffer.alloc(16 * 1024, 'x')
      const pour = (): void => {
        while (!response.destroyed && response.write(block)) wroteBytes += block.length
        if (!response.destroyed) response.once('drain', pour)
      }
      pour()
    })
    const result = await send({})
    expect(result).toMatchObject({ outcome: 'answered', httpStatus: 200 })
    expect(result.outcome === 'answered' && result.answer.length).toBe(1024)
    expect(wroteBytes).toBeLessThan(64 * 1024 * 1024)
  })

  it('says when nobody listens', async () => {
    await receiver.close()
    expect(await send({})).toMatchObject({ outcome: 'failed', because: 'connection' })
    receiver = await startReceiver()
  })

  it('ends at once when the process stops', async () => {
    receiver.answerWith(() => stop.abort(new Error('stopping')))
    const stop = new AbortController()
    expect(await send({ stop: stop.signal })).toMatchObject({ outcome: 'failed', because: 'stopped' })
  })

  it('reads how long the receiver asks to wait', async () => {
    receiver.answerWith((response) => response.writeHead(503, { 'retry-after': '120' }).end())
    expect(await send({})).toMatchObject({ httpStatus: 503, retryAfterMs: 120_000 })
  })
})

describe('against inner addresses', () => {
  it('never opens a connection that is not allowed', async () => {
    expect(await send({ allow: [] })).toMatchObject({ outcome: 'failed', because: 'not_allowed' })
    expect(receiver.got).toHaveLength(0)
  })

  it('connects to the address that was checked, when the name changes its mind (DNS rebinding)', async () => {
    // The checked answer is allowed; every later one would lead elsewhere, where nobody listens.
    const answers = ['127.0.0.1', '127.0.0.66', '127.0.0.66']
    let asked = 0
    const resolve: Resolve = async () => [{ address: answers[asked++] ?? '127.0.0.66', family: 4 }]
    const url = `http://rebinding.example:${receiver.port}/hooks`
    expect(await send({ url, resolve })).toMatchObject({ outcome: 'answered', httpStatus: 200 })
    expect(asked).toBe(1)
    // The receiver still sees the name, which it may be serving many of.
    expect(receiver.got[0]?.headers.host).toBe(`rebinding.example:${receiver.port}`)
  })

  it('refuses a name that turns private between registration and try', async () => {
    const resolve: Resolve = async () => [{ address: '127.0.0.1', family: 4 }]
    const url = `http://rebinding.example:${receiver.port}/hooks`
    expect(await send({ url, resolve, allow: [] })).toMatchObject({ because: 'not_allowed' })
    expect(receiver.got).toHaveLength(0)
  })
})
