import type { components } from './generated/api.js'

export type Problem = components['schemas']['Problem']

/** Whether the same call can succeed: never, later, or at once when repeated exactly (with the same idempotency key). */
export type Retry = Problem['retry']

/** The platform's refusal, or the news that no answer came (`code: 'unreachable'`, `status: 0`). */
export class HutongError extends Error {
  override readonly name = 'HutongError'
  /** From the platform's closed list; compare this, never the sentences. */
  readonly code: string
  readonly status: number
  readonly retry: Retry
  readonly messages: { readonly zh: string; readonly en: string }
  /** What to do next, where there is something to do. */
  readonly next: { readonly zh: string; readonly en: string } | null
  readonly details: Readonly<Record<string, unknown>>
  /** Quote it when asking for help; null when no answer came. */
  readonly requestId: string | null

  constructor(status: number, problem: Problem, options?: ErrorOptions) {
    super(`${problem.code}: ${problem.messageEn} ${problem.message}`, options)
    this.code = problem.code
    this.status = status
    this.retry = problem.retry
    this.messages = { zh: problem.message, en: problem.messageEn }
    this.next = problem.next ? { zh: problem.next, en: problem.nextEn ?? '' } : null
    this.details = (problem.details ?? {}) as Record<string, unknown>
    this.requestId = problem.requestId || null
  }
}

export function isHutongError(error: unknown, code?: string): error is HutongError {
  return error instanceof HutongError && (code === undefined || error.code === code)
}

/** No answer: nobody knows whether the call was carried out, so it is to be repeated, not to be believed failed. */
export function unreachable(cause: unknown): HutongError {
  return new HutongError(
    0,
    {
      code: 'unreachable',
      message: '连不上支付平台，不知道请求是否已执行。',
      messageEn: 'The payment platform could not be reached; whether the call was carried out is unknown.',
      next: '用同一个幂等键重试；不会重复扣款。',
      nextEn: 'Repeat the call with the same idempotency key; nothing is charged twice.',
      retry: 'same',
      requestId: '',
    },
    { cause },
  )
}

/** An answer that is not the platform's: a proxy's error page, for one. */
export function unreadable(status: number): HutongError {
  return new HutongError(status, {
    code: 'unreadable_answer',
    message: `收到了看不懂的答复（HTTP ${status}），不知道请求是否已执行。`,
    messageEn: `The answer (HTTP ${status}) was not the platform's; whether the call was carried out is unknown.`,
    retry: 'same',
    requestId: '',
  })
}

export function isProblem(body: unknown): body is Problem {
  if (typeof body !== 'object' || body === null) return false
  return 'code' in body && typeof body.code === 'string' && 'retry' in body && 'messageEn' in body
}
