import { Agent as HttpAgent, request as httpRequest } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'

export interface Delivery {
  status: number | null
  /** The head of the answer, as text. */
  answer: string
  tookMs: number
  error: string | null
}

export interface Courier {
  /** POSTs once; redirects are answers like any other and never followed. Never rejects. */
  post(url: string, headers: Record<string, string>, body: string, timeoutMs: number): Promise<Delivery>
  close(): void
}

const ANSWER_KEPT_BYTES = 16_384
/** With such a limit Node also ends idle connections before the receiver does, where that one says when. */
const LONGEST_IDLE_MS = 60_000

export function createCourier(): Courier {
  const kept = { keepAlive: true, maxSockets: 64, timeout: LONGEST_IDLE_MS }
  const http = new HttpAgent(kept)
  const https = new HttpsAgent(kept)
  return {
    close() {
      http.destroy()
      https.destroy()
    },
    post(url, headers, body, timeoutMs) {
      const startedMs = performance.now()
      return new Promise((resolve) => {
        let settled = false
        const settle = (status: number | null, answer: string, error: string | null): void => {
          if (settled) return
          settled = true
          clearTimeout(deadline)
          resolve({ status, answer, error, tookMs: Math.round(performance.now() - startedMs) })
        }
        let deadline: NodeJS.Timeout | undefined
        try {
          const secure = url.startsWith('https:')
          const send = secure ? httpsRequest : httpRequest
          const bytes = Buffer.from(body, 'utf8')
          const call = send(url, {
            method: 'POST',
            agent: secure ? https : http,
            headers: { ...headers, 'Content-Length': String(bytes.length) },
          })
          deadline = setTimeout(() => {
            settle(null, '', `no answer within ${timeoutMs} ms`)
            call.destroy()
          }, timeoutMs)
          call.on('error', (error) => settle(null, '', error.message))
          call.on('response', (answer) => {
            const parts: Buffer[] = []
            let kept = 0
            answer.on('data', (part: Buffer) => {
              if (kept < ANSWER_KEPT_BYTES) parts.push(part.subarray(0, ANSWER_KEPT_BYTES - kept))
              kept += part.length
              if (kept > ANSWER_KEPT_BYTES * 64) call.destroy(new Error('the answer is too long'))
            })
            answer.on('error', (error) => settle(null, '', error.message))
            answer.on('end', () =>
              settle(answer.statusCode ?? null, Buffer.concat(parts).toString('utf8'), null),
            )
          })
          call.end(bytes)
        } catch (error) {
          settle(null, '', error instanceof Error ? error.message : String(error))
        }
      })
    },
  }
}
