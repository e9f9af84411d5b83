import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { type OutboundGuard, pinTo } from './outbound-guard.js'

export interface Message {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What came of one try. Only a 2xx is a success; a redirect is none, since following it would leave the guard. */
export type TryResult =
  | {
      readonly outcome: 'answered'
      readonly httpStatus: number
      readonly answer: string
      readonly retryAfterMs: number | null
      readonly tookMs: number
    }
  | {
      readonly outcome: 'failed'
      readonly because: 'timeout' | 'connection' | 'not_allowed' | 'unresolvable' | 'stopped'
      readonly message: string
      readonly tookMs: number
    }

export interface SendOptions {
  readonly guard: OutboundGuard
  readonly timeoutMs: number
  /** Ends what is under way when the process stops. */
  readonly stop: AbortSignal
}

const MOST_ANSWER_BYTES = 64 * 1024
const KEPT_ANSWER_LENGTH = 1024

export async function sendPinned(message: Message, options: SendOptions): Promise<TryResult> {
  const startedAtMs = performance.now()
  const tookMs = (): number => Math.round(performance.now() - startedAtMs)
  // One limit for everything: the name server, the connection and an answer that drips.
  const timeout = AbortSignal.timeout(options.timeoutMs)
  const signal = AbortSignal.any([timeout, options.stop])
  try {
    const target = await raceAgainst(signal, options.guard.check(message.url))
    if (target.outcome !== 'allowed')
      return { outcome: 'failed', because: target.outcome, message: target.message, tookMs: tookMs() }
    const response = await openRequest(target.url, message, pinTo(target.addresses), signal)
    const answer = await readAtMost(response, MOST_ANSWER_BYTES)
    return {
      outcome: 'answered',
      httpStatus: response.statusCode ?? 0,
      answer: answer.toString('utf8').slice(0, KEPT_ANSWER_LENGTH).replaceAll('\0', ''),
      retryAfterMs: retryAfterOf(response),
      tookMs: tookMs(),
    }
  } catch (error) {
    const because = options.stop.aborted ? 'stopped' : timeout.aborted ? 'timeout' : 'connection'
    const message =
      because === 'timeout' ? `no answer within ${options.timeoutMs} ms` : (error as Error).message
    return { outcome: 'failed', because, message, tookMs: tookMs() }
  }
}

function openRequest(
  url: URL,
  message: Message,
  lookup: ReturnType<typeof pinTo>,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    const call = request(url, {
      method: 'POST',
      lookup,
      signal,
      // A connection of an earlier delivery may lead to an address that would be refused now.
      agent: false,
      headers: { ...message.headers, 'content-length': Buffer.byteLength(message.body) },
    })
    call.once('response', resolve)
    call.once('error', reject)
    call.end(message.body)
  })
}

async function readAtMost(response: IncomingMessage, mostBytes: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of response as AsyncIterable<Buffer>) {
    parts.push(part)
    length += part.length
    if (length >= mostBytes) break
  }
  response.destroy()
  return Buffer.concat(parts).subarray(0, mostBytes)
}

function retryAfterOf(response: IncomingMessage): number | null {
  const seconds = Number(response.headers['retry-after'])
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : null
}

function raceAgainst<Value>(signal: AbortSignal, work: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error)
    if (signal.aborted) return abort()
    signal.addEventListener('abort', abort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
