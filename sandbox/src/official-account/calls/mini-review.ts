import { type Call, type CallAnswer, done, OK } from '../call.js'
import type { Desk } from '../desk.js'
import { Refused } from '../errors.js'
import { memberOf, needObjects, needText, readText } from '../fields.js'
import { pushToOwner } from '../push.js'
import type { Audit } from '../records.js'

/** Uploads a version: the one that is submitted next (§14). */
export function commitCode({ desk, body }: Call): CallAnswer {
  const templateId = memberOf(body, 'template_id')
  if (typeof templateId !== 'string' && typeof templateId !== 'number')
    throw new Refused(40035, 'template_id')
  const json = needText(body, 'ext_json', 20_000)
  try {
    JSON.parse(json)
  } catch {
    throw new Refused(47001, 'ext_json')
  }
  desk.records.versions.put({
    id: 'committed',
    userVersion: needText(body, 'user_version', 64),
    userDescription: needText(body, 'user_desc', 200),
    templateId: String(templateId),
    auditId: null,
  })
  return OK
}

export function submitAudit({ desk, body, nowMs }: Call): CallAnswer {
  if (memberOf(body, 'item_list') !== undefined) {
    const items = needObjects(body, 'item_list')
    if (items.length < 1 || items.length > 5) throw new Refused(85023)
    for (const item of items) readText(item, 'title', 32)
  }
  readText(body, 'feedback_info', 200)
  const committed = desk.records.versions.get('committed')
  if (!committed) throw new Refused(86001)
  if ([...desk.records.audits.values()].some(({ state }) => state === 2 || state === 4))
    throw new Refused(85009)
  const auditId = desk.core.random.digits(9).replace(/^0/, '4')
  desk.records.audits.put({
    id: auditId,
    state: 2,
    reason: '',
    screenshot: '',
    userVersion: committed.userVersion,
    userDescription: committed.userDescription,
    submittedAtMs: nowMs,
  })
  desk.records.versions.put({ ...committed, auditId })
  return done({ auditid: Number(auditId) })
}

const statusJson = ({ state, reason, screenshot }: Audit): object => ({
  status: state,
  ...(state === 1 || state === 4 ? { reason } : {}),
  ...(state === 1 ? { screenshot } : {}),
})

export function auditStatus({ desk, body }: Call): CallAnswer {
  const audit = desk.records.audits.get(String(memberOf(body, 'auditid') ?? ''))
  if (!audit) throw new Refused(85012)
  return done(statusJson(audit))
}

export function latestAuditStatus({ desk }: Call): CallAnswer {
  const audit = [...desk.records.audits.values()].at(-1)
  if (!audit) throw new Refused(85012)
  return done({
    auditid: Number(audit.id),
    ...statusJson(audit),
    user_version: audit.userVersion,
    user_desc: audit.userDescription,
    submit_audit_time: Math.floor(audit.submittedAtMs / 1000),
  })
}

export function withdrawAudit({ desk }: Call): CallAnswer {
  const audit = [...desk.records.audits.values()].findLast(({ state }) => state === 2 || state === 4)
  if (!audit) throw new Refused(85019)
  desk.records.audits.put({ ...audit, state: 3 })
  return OK
}

export function releaseCode({ desk }: Call): CallAnswer {
  const committed = desk.records.versions.get('committed')
  if (!committed) throw new Refused(85019)
  const audit = desk.records.audits.get(committed.auditId ?? '')
  if (audit?.state !== 0) throw new Refused(85020)
  desk.records.versions.put({ ...committed, id: 'released' })
  return OK
}

export interface Decision {
  decision: 'approve' | 'reject' | 'delay'
  reason?: string
  screenshot?: string
}

/** The reviewer's word, told to the owner; null when the review is not open. */
export function decideAudit(desk: Desk, auditId: string, wish: Decision): Audit | null {
  const audit = desk.records.audits.get(auditId)
  if (!audit || (audit.state !== 2 && audit.state !== 4)) return null
  const { decision, reason = '', screenshot = '' } = wish
  const state = decision === 'approve' ? 0 : decision === 'reject' ? 1 : 4
  const decided: Audit = { ...audit, state, reason, screenshot }
  desk.records.audits.put(decided)
  const at = Math.floor(desk.core.clock.nowMs() / 1000)
  const members =
    decision === 'approve'
      ? { Event: 'weapp_audit_success', SuccTime: at }
      : decision === 'reject'
        ? { Event: 'weapp_audit_fail', Reason: reason, FailTime: at, ScreenShot: screenshot }
        : { Event: 'weapp_audit_delay', Reason: reason, DelayTime: at }
  pushToOwner(desk, 'mini', '', desk.keys.miniOriginalId, { MsgType: 'event', ...members })
  return decided
}
