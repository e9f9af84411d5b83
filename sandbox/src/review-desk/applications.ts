import type { Core } from '../core/core.js'
import type { Collection } from '../core/store.js'
import {
  DESK_KINDS,
  type DeskDecision,
  type DeskState,
  decisionsFor,
  LEADS_TO,
  takesNextSubmission,
} from './kinds.js'

export interface DeskReason {
  /** The document that it is about; empty for the application as a whole. */
  field: string
  reason: string
}

export interface DeskApplication {
  /** The applicant's own number. */
  id: string
  deskNo: string
  kind: string
  submission: number
  /** Grows with every submission and decision, so that who is told in another order knows what is newer. */
  revision: number
  state: DeskState
  documents: Record<string, string>
  reasons: DeskReason[]
  notifyUrl: string
  submittedAtMs: number
  decidedAtMs: number | null
}

export interface HandedIn {
  application_no: string
  submission: number
  kind: string
  documents: Record<string, string>
  notify_url: string
}

export class DeskRefused extends Error {
  readonly status: number
  readonly code: string
  readonly reasons: DeskReason[]
  constructor(status: number, code: string, message: string, reasons: DeskReason[] = []) {
    super(message)
    this.status = status
    this.code = code
    this.reasons = reasons
  }
}

export interface DecisionWish {
  decision: DeskDecision
  reasons?: DeskReason[]
}

export interface ReviewDesk {
  /** Throws DeskRefused. */
  handIn(body: HandedIn): DeskApplication
  read(applicationNo: string): DeskApplication
  list(): DeskApplication[]
  /** Null when there is none; throws DeskRefused when its state does not allow it. */
  decide(applicationNo: string, wish: DecisionWish): DeskApplication | null
}

export function createApplications(core: Core, decided: (one: DeskApplication) => void): ReviewDesk {
  const applications: Collection<DeskApplication> = core.store.collection('review_desk_applications')
  const tell = (zh: string, en: string, one: DeskApplication): void =>
    core.events.emit({
      kind: 'call',
      institution: 'review_desk',
      outTradeNo: one.id,
      zh,
      en,
      data: { kind: one.kind, state: one.state },
    })

  return {
    handIn(body) {
      const missing = missingDocuments(body)
      const known = applications.get(body.application_no)
      if (known?.submission === body.submission) return sameOr409(known, body)
      if (known === undefined ? body.submission !== 1 : !isNext(known, body))
        throw new DeskRefused(
          409,
          'NOT_OPEN',
          known === undefined ? '申请编号不存在，首次提交的 submission 须为 1' : '该申请现在不接受新的提交',
        )
      if (missing.length > 0) throw new DeskRefused(422, 'DOCUMENTS_INCOMPLETE', '申请资料不完整', missing)
      const one: DeskApplication = {
        id: body.application_no,
        deskNo: known?.deskNo ?? `RD${core.random.digits(12)}`,
        kind: body.kind,
        submission: body.submission,
        revision: (known?.revision ?? 0) + 1,
        state: 'under_review',
        documents: body.documents,
        reasons: [],
        notifyUrl: body.notify_url,
        submittedAtMs: core.clock.nowMs(),
        decidedAtMs: null,
      }
      applications.put(one)
      tell('有新的能力申请等待审核', 'An application waits for review', one)
      return one
    },
    read(applicationNo) {
      const one = applications.get(applicationNo)
      if (!one) throw new DeskRefused(404, 'APPLICATION_NOT_FOUND', '没有这份申请')
      return one
    },
    list: () => [...applications.values()].sort((a, b) => b.submittedAtMs - a.submittedAtMs),
    decide(applicationNo, { decision, reasons = [] }) {
      const known = applications.get(applicationNo)
      if (!known) return null
      if (!decisionsFor(known.state).includes(decision))
        throw new DeskRefused(409, 'NOT_OPEN', `An application in ${known.state} cannot be: ${decision}.`)
      if ((decision === 'send_back' || decision === 'suspend') && reasons.length === 0)
        throw new DeskRefused(409, 'REASONS_NEEDED', 'Say what must be put right.')
      const one: DeskApplication = {
        ...known,
        state: LEADS_TO[decision],
        revision: known.revision + 1,
        reasons: decision === 'grant' || decision === 'restore' ? [] : reasons,
        decidedAtMs: core.clock.nowMs(),
      }
      applications.put(one)
      tell('审核台已作出决定', 'The review desk has decided', one)
      decided(one)
      return one
    },
  }
}

/** As the applicant reads it, in answers and in notices. */
export function onTheWire(one: DeskApplication): Record<string, unknown> {
  return {
    application_no: one.id,
    submission: one.submission,
    revision: one.revision,
    kind: one.kind,
    state: one.state,
    desk_no: one.deskNo,
    reasons: one.reasons,
    decided_at: one.decidedAtMs === null ? null : new Date(one.decidedAtMs).toISOString(),
  }
}

function isNext(known: DeskApplication, body: HandedIn): boolean {
  return (
    body.submission === known.submission + 1 && body.kind === known.kind && takesNextSubmission(known.state)
  )
}

/** The same again is the same application; under the same number with other content it is a mistake. */
function sameOr409(known: DeskApplication, body: HandedIn): DeskApplication {
  const texts = (documents: Record<string, string>) => JSON.stringify(Object.entries(documents).sort())
  if (known.kind === body.kind && texts(known.documents) === texts(body.documents)) return known
  throw new DeskRefused(409, 'SUBMISSION_DIFFERS', '该编号的这次提交已收到，且内容不同')
}

function missingDocuments({ kind, documents }: HandedIn): DeskReason[] {
  const wanted = DESK_KINDS[kind]
  if (wanted === undefined) throw new DeskRefused(400, 'KIND_NOT_OFFERED', `本审核台不受理 ${kind}`)
  return wanted.required
    .filter((field) => (documents[field] ?? '').trim() === '')
    .map((field) => ({ field, reason: '未填写' }))
}
