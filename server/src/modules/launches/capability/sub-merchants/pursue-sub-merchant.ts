import type { CallRecord } from '../../../../connectors/contract.js'
import type {
  ApplicationToAsk,
  ReviewAnswer,
  SubMerchantDesk,
} from '../../../../connectors/review-contract.js'
import { later } from '../../../../platform/clock/index.js'
import { json, type Tx } from '../../../../platform/db/index.js'
import { type CapabilityDeps, institutionMover } from '../deps.js'
import type { LastCall } from '../queries.js'
import { readReview } from '../read-review.js'
import { LEASE_MS } from '../schedule.js'
import { openFiles } from './files.js'
import { moveSubMerchant, nextSubMerchantLook } from './move-sub-merchant.js'
import {
  claimDueSubMerchants,
  holdSubMerchant,
  type SubMerchant,
  type SubMerchantKey,
  selectSubMerchant,
} from './queries.js'
import { openDocuments } from './sealed-documents.js'

export async function pursueDueSubMerchants(deps: CapabilityDeps, limit: number): Promise<number> {
  const now = deps.clock.now()
  const due = await claimDueSubMerchants(deps.db, now, later(now, LEASE_MS), limit)
  await Promise.all(
    due.map(async (key) => {
      try {
        await pursueSubMerchant(deps, key)
      } catch (error) {
        deps.log.error({ err: error, ...key }, 'an onboarding could not be asked about; it stays due')
      }
    }),
  )
  return due.length
}

/** Hands in what was stored under its number, or asks the institution what became of it. */
export async function pursueSubMerchant(deps: CapabilityDeps, key: SubMerchantKey): Promise<void> {
  const one = await selectSubMerchant(deps.db, key)
  const desk = deps.desks.subMerchants(key.institution)
  if (one === null || desk === null) return
  const calls: LastCall[] = []
  const onCall = ({ verb, answer }: CallRecord): void => {
    calls.push({ at: deps.clock.now().toISOString(), verb, answer })
  }
  const told: ReviewAnswer =
    one.state === 'submitted' && one.tries <= 1
      ? { outcome: 'absent' }
      : await desk.inquire(toAsk(one), onCall)
  const answer = isToBeSent(one, told) ? await send(deps, desk, one, onCall) : told
  await deps.db.tx((tx) => applyAnswer(tx, deps.clock.now(), one, answer, calls.at(-1) ?? null))
}

function toAsk({ applicationNo, submission, state, institutionRef }: SubMerchant): ApplicationToAsk {
  // Until this submission is taken up, the number that is kept is of the one before.
  return { applicationNo, submission, sentBackRef: state === 'submitted' ? institutionRef : null }
}

/**
 * Where the institution does not tell submissions apart, that it was sent back may be its old word, from before it was
 * put right. Sent again it lies there once, and is looked at anew.
 */
function isToBeSent({ state, submission }: SubMerchant, told: ReviewAnswer): boolean {
  if (state !== 'submitted') return false
  if (told.outcome === 'absent') return true
  return submission > 1 && told.outcome === 'to_be_rectified' && told.submission === null
}

async function send(
  deps: CapabilityDeps,
  desk: SubMerchantDesk,
  one: SubMerchant,
  onCall: (record: CallRecord) => void,
): Promise<ReviewAnswer> {
  const documents = openDocuments(deps.vault, one)
  const files = await openFiles(deps, Object.values(documents))
  return desk.submit({ ...toAsk(one), documents, files }, onCall)
}

async function applyAnswer(
  tx: Tx,
  at: Date,
  asked: SubMerchant,
  answer: ReviewAnswer,
  lastCall: LastCall | null,
): Promise<void> {
  const one = await holdSubMerchant(tx, asked)
  // Handed in again, or given up and begun again, while the call was under way.
  if (one?.applicationNo !== asked.applicationNo || one.submission !== asked.submission) return
  const key = [one.merchantId, one.institution] as const
  const reading = readReview({ ...one, revision: 0 }, answer)
  const news = 'reasons' in answer ? answer : null
  if (reading.verdict === 'moves') {
    await moveSubMerchant(tx, one, reading.event, {
      at,
      by: institutionMover(one.institution),
      why: '',
      asks: true,
      reasons: reading.reasons,
      institutionRef: news?.institutionRef ?? null,
      signUrl: news?.signUrl ?? null,
      subMerchantNo: news?.subMerchantNo ?? null,
    })
  } else {
    await tx.sql`
      update sub_merchants set due_at = ${nextSubMerchantLook(at, one.state, one.tries)}
      where merchant_id = ${key[0]} and institution = ${key[1]} and state = ${one.state}`
    // Where its people must sign is told while it is still being looked at.
    if (news?.signUrl !== undefined && one.state === 'under_review')
      await tx.sql`
        update sub_merchants set sign_url = ${news.signUrl}
        where merchant_id = ${key[0]} and institution = ${key[1]}`
  }
  // A message came while the call was under way: what was asked before it may be old, and is asked again.
  if (one.dueAt?.getTime() !== asked.dueAt?.getTime())
    await tx.sql`
      update sub_merchants set due_at = ${one.dueAt}
      where merchant_id = ${key[0]} and institution = ${key[1]} and due_at > ${one.dueAt}`
  if (lastCall !== null)
    await tx.sql`
      update sub_merchants set last_call = ${json(lastCall)}
      where merchant_id = ${key[0]} and institution = ${key[1]}`
}
