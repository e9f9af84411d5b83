import type { KeyObject } from 'node:crypto'
import { type Unknown, unknown } from '../types/outcome.js'
import { buildAuthorization } from '../wire/authorization.js'
import { createNonce } from '../wire/nonce.js'
import { requestMessage } from '../wire/request-message.js'
import { signMessage } from '../wire/sign-message.js'

export interface ExchangeSettings {
  readonly mchid: string
  readonly merchantSerial: string
  readonly merchantKey: KeyObject
  /** Origin of the gateway, no path. */
  readonly baseUrl: string
  readonly timeoutMs: number
  readonly userAgent: string
  readonly acceptLanguage: string
  readonly fetch: typeof globalThis.fetch
  readonly nowMs: () => number
}

export interface WireRequest {
  readonly method: 'GET' | 'POST'
  /** Path and query, percent-encoded. */
  readonly target: string
  readonly body?: object
  /** An upload in the place of `body`: what is signed is not what is sent. */
  readonly upload?: UploadBody
  /** For `Wechatpay-Serial`: which key the answer should be signed with and sensitive fields are encrypted for. */
  readonly platformSerial: string | null
}

export interface UploadBody {
  readonly signed: string
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly contentType: string
}

/** An answer as it came off the wire, nothing in it verified yet. */
export interface WireAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: Buffer
}

/** Signs a request, sends it and reads the whole answer; what goes wrong on the way is an {@link Unknown}. */
export async function exchange(
  settings: ExchangeSettings,
  request: WireRequest,
): Promise<WireAnswer | Unknown> {
  // Serialised once: the signed bytes have to be the sent bytes.
  const json = request.body === undefined ? undefined : JSON.stringify(request.body)
  const headers = await signedHeaders(settings, request, request.upload?.signed ?? json)
  const body = request.upload?.bytes ?? json
  try {
    const response = await settings.fetch(settings.baseUrl + request.target, {
      method: request.method,
      headers,
      // The gateway does not redirect; something in between that does must not get a signed request.
      redirect: 'manual',
      signal: AbortSignal.timeout(settings.timeoutMs),
      ...(body === undefined ? {} : { body }),
    })
    return {
      status: response.status,
      headers: response.headers,
      body: Buffer.from(await response.arrayBuffer()),
    }
  } catch (error) {
    return describeBreak(error, settings.timeoutMs)
  }
}

async function signedHeaders(settings: ExchangeSettings, request: WireRequest, body: string | undefined) {
  const { method, target, platformSerial } = request
  const nonce = createNonce()
  const timestampSeconds = Math.floor(settings.nowMs() / 1000)
  const message = requestMessage({ method, target, timestampSeconds, nonce, body })
  const signature = await signMessage(message, settings.merchantKey)
  const { mchid, merchantSerial: serial } = settings
  const headers: Record<string, string> = {
    Authorization: buildAuthorization({ mchid, serial, nonce, timestampSeconds, signature }),
    Accept: 'application/json',
    // Some paths answer 400 to a request without it.
    'User-Agent': settings.userAgent,
    'Accept-Language': settings.acceptLanguage,
  }
  if (body !== undefined) headers['Content-Type'] = request.upload?.contentType ?? 'application/json'
  if (platformSerial !== null) headers['Wechatpay-Serial'] = platformSerial
  return headers
}

function describeBreak(error: unknown, timeoutMs: number): Unknown {
  if (error instanceof Error && error.name === 'TimeoutError') {
    return unknown('timeout', `No whole answer within ${timeoutMs} ms; the call may have taken effect.`)
  }
  // fetch hides what happened (ECONNREFUSED, a torn TLS session, …) in the cause.
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const code = cause instanceof Error && 'code' in cause ? `${cause.code}: ` : ''
  const text = cause instanceof Error ? cause.message : String(cause)
  return unknown('connection', `The connection failed (${code}${text}); the call may have taken effect.`)
}
