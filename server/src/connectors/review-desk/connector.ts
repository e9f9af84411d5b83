import type { OnCall, ReviewDeskAccount, Unknown } from '../contract.js'
import type { CapabilityDesk, ReviewAnswer } from '../review-contract.js'
import { readApplication, readRefusal, unreadable } from './answers.js'
import { readDeskNotice } from './notices.js'

/** The desk takes no further submission now. */
const NOT_OPEN = 'NOT_OPEN'

type Verb = 'hand_in' | 'inquire_application'

/** A desk that speaks the review protocol of docs/capabilities/capability.md. */
export function createReviewDesk(account: ReviewDeskAccount): CapabilityDesk {
  const base = account.baseUrl.replace(/\/$/, '')

  async function call(
    verb: Verb,
    applicationNo: string,
    submission: number,
    request: { readonly path: string; readonly body?: object },
    onCall: OnCall,
  ): Promise<ReviewAnswer> {
    const startedAt = performance.now()
    const told = await exchange(account, `${base}${request.path}`, request.body)
    const reading = 'outcome' in told ? told : readAnswer(told, submission)
    onCall({
      verb,
      request: `${verb} ${applicationNo} (${submission})`,
      httpStatus: 'outcome' in told ? null : told.status,
      answer: reading.outcome === 'unknown' ? reading.because : reading.outcome,
      tookMs: Math.round(performance.now() - startedAt),
    })
    return reading
  }

  const look = (applicationNo: string, submission: number, onCall: OnCall): Promise<ReviewAnswer> => {
    const path = `/applications/${encodeURIComponent(applicationNo)}`
    return call('inquire_application', applicationNo, submission, { path }, onCall)
  }

  return {
    async submit({ applicationNo, submission, kind, documents, noticeUrl }, onCall) {
      const body = { application_no: applicationNo, submission, kind, documents, notify_url: noticeUrl }
      const answer = await call('hand_in', applicationNo, submission, { path: '/applications', body }, onCall)
      if (answer.outcome !== 'declined' || answer.decline.code !== NOT_OPEN) return answer
      // What was held back may have been granted again in the meantime, without what is handed in now.
      const standing = await look(applicationNo, submission, onCall)
      return standing.outcome === 'granted' ? { ...standing, submission: null } : answer
    },
    async inquire({ applicationNo, submission }, onCall) {
      const answer = await look(applicationNo, submission, onCall)
      // It knows the number from an earlier round, and has not heard of this one.
      const isOlder = 'submission' in answer && answer.submission !== null && answer.submission < submission
      return isOlder ? { outcome: 'absent' } : answer
    },
    readNotice: (raw) => readDeskNotice(account.noticeSecret, raw),
  }
}

interface Told {
  readonly status: number
  readonly text: string
}

async function exchange(account: ReviewDeskAccount, url: string, body?: object): Promise<Told | Unknown> {
  try {
    const response = await fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        Authorization: `Bearer ${account.token}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      // A desk does not redirect; what does must not get the token.
      redirect: 'manual',
      signal: AbortSignal.timeout(account.timeoutMs),
    })
    return { status: response.status, text: await response.text() }
  } catch (error) {
    const isTimeout = error instanceof Error && error.name === 'TimeoutError'
    const message = error instanceof Error ? error.message : String(error)
    return { outcome: 'unknown', because: isTimeout ? 'timeout' : 'connection', message }
  }
}

function readAnswer({ status, text }: Told, submission: number): ReviewAnswer {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return unreadable(`HTTP ${status} without JSON.`)
  }
  return status === 200 ? readApplication(body) : readRefusal(status, body, submission)
}
