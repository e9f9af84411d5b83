import { type Outcome, type Refused, unknown } from '../types/outcome.js'
import { isObject } from '../types/shapes.js'
import { normaliseErrorCode } from './error-codes.js'
import type { WireAnswer } from './exchange.js'

/**
 * What an answer means. `verified` says whether its signature was good; only 2xx need one, since the gateway does not
 * sign its refusals. A refusal has to carry a code: an empty 404 may come from anything on the way.
 */
export function readAnswer<Value>(
  answer: WireAnswer,
  verified: { ok: true } | { ok: false; message: string },
  isValue: (value: unknown) => value is Value,
): Outcome<Value> {
  const { status } = answer
  const requestId = answer.headers.get('Request-ID')
  if (status < 200 || (status >= 300 && status < 400)) {
    return unknown('unreadable', `HTTP ${status} is no answer of the gateway's.`, { status, requestId })
  }
  if (status < 300 && !verified.ok) return unknown('bad_signature', verified.message, { status, requestId })

  const value = parseBody(answer.body)
  const said = refusalIn(value)
  if (status >= 500) {
    const message = said ? `${said.code}: ${said.message}` : `HTTP ${status}`
    return unknown('server_error', message, { status, requestId, ...(said ? { code: said.code } : {}) })
  }
  if (status >= 400 || (status === 202 && said)) {
    if (!said) return unknown('unreadable', `HTTP ${status} without an error code.`, { status, requestId })
    return { outcome: 'refused', status, ...said, requestId }
  }
  if (!isValue(value)) {
    return unknown('unreadable', 'The answer is not what is documented for this call.', { status, requestId })
  }
  return { outcome: 'ok', value, status, requestId }
}

/** Undefined for an empty body (204) and for one that is no JSON; no documented answer is either. */
function parseBody(body: Buffer): unknown {
  if (body.length === 0) return undefined
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

function refusalIn(value: unknown): Pick<Refused, 'code' | 'message' | 'detail'> | null {
  if (!isObject(value) || typeof value.code !== 'string' || value.code === '') return null
  const message = typeof value.message === 'string' ? value.message : ''
  return { code: normaliseErrorCode(value.code), message, detail: value.detail ?? null }
}
