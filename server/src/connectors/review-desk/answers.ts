import type { Unknown } from '../contract.js'
import type { ReviewAnswer, ReviewReason } from '../review-contract.js'

/** The desk's words for what it decided, and ours. */
const OUTCOMES = {
  under_review: 'under_review',
  to_be_rectified: 'to_be_rectified',
  granted: 'granted',
  suspended: 'suspended',
  revoked: 'taken_back',
} as const

type Json = Readonly<Record<string, unknown>>

/** An application as the desk tells it, in an answer or in a notice; a word that we do not know is no decision. */
export function readApplication(body: unknown): ReviewAnswer {
  if (!isObject(body) || typeof body.application_no !== 'string' || !Number.isInteger(body.submission))
    return unreadable('The answer is no application.')
  const outcome = OUTCOMES[body.state as keyof typeof OUTCOMES] as
    | (typeof OUTCOMES)[keyof typeof OUTCOMES]
    | undefined
  if (outcome === undefined)
    return { outcome: 'unknown', because: 'new_status', message: `The desk says ${String(body.state)}.` }
  return {
    outcome,
    submission: body.submission as number,
    revision: Number.isInteger(body.revision) ? (body.revision as number) : null,
    institutionRef: typeof body.desk_no === 'string' ? body.desk_no : null,
    reasons: readReasons(body.reasons),
  }
}

/** What a refused call means. A key that is not taken says nothing about the application. */
export function readRefusal(status: number, body: unknown, submission: number): ReviewAnswer {
  const said = isObject(body) ? body : {}
  const code = typeof said.code === 'string' ? said.code : `HTTP_${status}`
  const message = typeof said.message === 'string' ? said.message : ''
  if (code === 'APPLICATION_NOT_FOUND') return { outcome: 'absent' }
  if (code === 'DOCUMENTS_INCOMPLETE') {
    const reasons = readReasons(said.reasons)
    return { outcome: 'to_be_rectified', submission, revision: null, institutionRef: null, reasons }
  }
  if (status === 409 || code === 'KIND_NOT_OFFERED')
    return { outcome: 'declined', decline: { code, message, temporary: false } }
  return { outcome: 'unknown', because: 'server_error', message: `${status} ${code}: ${message}`.trim() }
}

export function unreadable(message: string): Unknown {
  return { outcome: 'unknown', because: 'unreadable', message }
}

function readReasons(value: unknown): ReviewReason[] {
  if (!Array.isArray(value)) return []
  return value.filter(isObject).map(({ field, reason }) => ({
    field: typeof field === 'string' ? field : '',
    reason: typeof reason === 'string' ? reason : '',
  }))
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
