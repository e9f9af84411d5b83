import { createPrivateKey, randomBytes } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { buildAuthorization, requestMessage, signMessage } from '@hutong/wechatpay'

export interface RawAnswer {
  status: number
  headers: Record<string, string | string[] | undefined>
  bytes: Buffer
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

/** A signed call of exactly these bytes. */
export type RawCall = (
  method: string,
  target: string,
  body?: string | object | Buffer,
  change?: RawChange,
) => Promise<RawAnswer>

/** What a caller must hold to sign; any entry of `GET /credentials`. */
export interface Caller {
  baseUrl: string
  mchid: string
  merchantSerial: string
  merchantPrivateKey: string
}

/** Calls as one merchant. */
export function callAs(caller: Caller, nowMs: () => number): RawCall {
  const key = createPrivateKey(caller.merchantPrivateKey)
  return async (method, target, body, change = {}) => {
    const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)
    const bytes = Buffer.isBuffer(body) ? body : Buffer.from(text)
    const timestampSeconds = change.timestampSeconds ?? Math.floor(nowMs() / 1000)
    const nonce = randomBytes(16).toString('hex')
    const signedBody = change.signedBody ?? text
    const message = requestMessage({ method, target, timestampSeconds, nonce, body: signedBody })
    const authorization =
      change.authorization === undefined
        ? buildAuthorization({
            mchid: change.mchid ?? caller.mchid,
            serial: change.serial ?? caller.merchantSerial,
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
    return send(caller.baseUrl, method, target, headers, bytes)
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
          const bytes = Buffer.concat(parts)
          const text = bytes.toString('utf8')
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            bytes,
            text,
            json: jsonOf(text),
          })
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
