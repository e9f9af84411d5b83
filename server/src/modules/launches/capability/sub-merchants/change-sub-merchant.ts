import { isDeepStrictEqual } from 'node:util'
import type { InstitutionName } from '../../../../connectors/contract.js'
import type { ReviewReason } from '../../../../connectors/review-contract.js'
import type { Tx } from '../../../../platform/db/index.js'
import { isRefusal, type Refusal, refuse } from '../../../../platform/refusal/index.js'
import { type By, recordChange } from '../../../audit/index.js'
import { MAY_BE_CHANGED, moverOf } from '../change-capability.js'
import { checkNames, checkWhole, type Documents } from '../check-documents.js'
import type { CapabilityDeps } from '../deps.js'
import type { RecordedDecision } from '../record-decision.js'
import { nextReviewState, type ReviewEvent } from '../states.js'
import type { SubMerchantField } from './document-field.js'
import { SUB_MERCHANT_FIELDS } from './documents.js'
import { selectFiles } from './files.js'
import { maskDocuments, unmask } from './mask.js'
import { isFiledByHand, keepSubMerchantMove, moveSubMerchant } from './move-sub-merchant.js'
import { pursueSubMerchant } from './pursue-sub-merchant.js'
import { holdSubMerchant, type SubMerchant, type SubMerchantKey, selectSubMerchant } from './queries.js'
import { openDocuments, sealDocuments } from './sealed-documents.js'

/**
 * Writes a merchant's documents down: begins its onboarding, changes it, or begins one anew that was given up. `seen` is
 * what was shown when they were written, null for whatever stands: what somebody else wrote since is not overwritten.
 */
export async function writeDocuments(
  deps: CapabilityDeps,
  key: SubMerchantKey,
  { documents: shown, seen }: { readonly documents: Documents; readonly seen: Documents | null },
  by: By,
): Promise<SubMerchantKey | Refusal> {
  const fields = SUB_MERCHANT_FIELDS[key.institution]
  const at = deps.clock.now()
  return deps.db.tx(async (tx): Promise<SubMerchantKey | Refusal> => {
    const { count: known } = await tx.sql`select 1 from merchants where id = ${key.merchantId}`
    if (known === 0) return refuse('merchant_not_found')
    const standing = await holdSubMerchant(tx, key)
    const stored = standing === null ? {} : openDocuments(deps.vault, standing)
    if (seen !== null && !isDeepStrictEqual(seen, maskDocuments(fields, stored)))
      return refuse('documents_moved_on')
    const documents = await checkDocuments(deps, fields, unmask(shown, stored))
    if (isRefusal(documents)) return documents
    const sealed = sealDocuments(deps.vault, key, documents)
    const mover = { at, by: moverOf(by.actor), why: by.why }
    if (standing === null) {
      const { count } = await tx.sql`
        insert into sub_merchants (merchant_id, institution, state, sealed, application_no, created_at, changed_at)
        values (${key.merchantId}, ${key.institution}, 'draft', ${sealed}, ${applicationNoOf(key, at)}, ${at}, ${at})
        on conflict do nothing`
      if (count === 0) return refuse('capability_exists')
      await keepSubMerchantMove(tx, key, null, 'draft', mover)
    } else if (standing.state === 'withdrawn') {
      await moveSubMerchant(tx, standing, 'begin_again', { ...mover, asks: false })
      await tx.sql`
        update sub_merchants set sealed = ${sealed}, application_no = ${applicationNoOf(key, at)}, opened = opened + 1,
          submission = 0, institution_ref = null, sub_merchant_no = null, last_call = null
        where merchant_id = ${key.merchantId} and institution = ${key.institution}`
    } else if (MAY_BE_CHANGED.has(standing.state)) {
      await tx.sql`
        update sub_merchants set sealed = ${sealed}, changed_at = ${at}
        where merchant_id = ${key.merchantId} and institution = ${key.institution}`
    } else return refuse('capability_move_not_allowed', { state: standing.state })
    const [from, to] = [stored, documents].map((one) => maskDocuments(fields, one))
    await audit(tx, 'sub_merchant.change', key, standing === null ? null : from, to, at, by)
    return key
  })
}

async function checkDocuments(
  deps: CapabilityDeps,
  fields: readonly SubMerchantField[],
  given: Documents,
): Promise<Documents | Refusal> {
  const documents = checkNames(fields, given)
  if (isRefusal(documents)) return documents
  const wrong = fields.find(
    ({ field, choices }) =>
      choices !== undefined &&
      documents[field] !== undefined &&
      !choices.some(({ value }) => value === documents[field]),
  )
  if (wrong !== undefined) return refuse('document_not_valid', { field: wrong.field })
  const named = fields.filter(({ field, type }) => type === 'file' && documents[field] !== undefined)
  const ids = named.map(({ field }) => documents[field] ?? '')
  const names = new Map((await selectFiles(deps, ids)).map(({ id, name }) => [id, name]))
  const notTaken = named.find(({ field, takesPdf = false }) => {
    const name = names.get(documents[field] ?? '')
    return name === undefined || (!takesPdf && /\.pdf$/i.test(name))
  })
  return notTaken === undefined ? documents : refuse('document_not_valid', { field: notTaken.field })
}

/** Hands it in: the number is committed, and the institution is called by due work after that. */
export async function submitSubMerchant(
  deps: CapabilityDeps,
  key: SubMerchantKey,
  by: By,
): Promise<SubMerchantKey | Refusal> {
  return moveByHand(deps, key, 'hand_in', by, (standing) =>
    checkWhole(SUB_MERCHANT_FIELDS[key.institution], openDocuments(deps.vault, standing)),
  )
}

export function withdrawSubMerchant(deps: CapabilityDeps, key: SubMerchantKey, by: By) {
  return moveByHand(deps, key, 'give_up', by, () => null)
}

/** Where no application call is connected, a person writes down what the institution decided, and the number it gave. */
export function recordSubMerchant(
  deps: CapabilityDeps,
  key: SubMerchantKey,
  { decision, reasons, paper, subMerchantNo }: RecordedDecision & { readonly subMerchantNo: string | null },
  by: By,
): Promise<SubMerchantKey | Refusal> {
  const hasDesk = deps.desks.subMerchants(key.institution) !== null
  const check = (standing: SubMerchant): Refusal | null => {
    if (hasDesk && !isFiledByHand(standing)) return refuse('desk_decides')
    const lacksNumber = decision === 'grant' && subMerchantNo === null && standing.subMerchantNo === null
    return lacksNumber ? refuse('sub_merchant_number_missing') : null
  }
  return moveByHand(
    deps,
    key,
    decision,
    { ...by, why: `${by.why}（${paper}）` },
    check,
    reasons,
    subMerchantNo,
  )
}

export async function checkSubMerchant(
  deps: CapabilityDeps,
  key: SubMerchantKey,
): Promise<SubMerchantKey | Refusal> {
  const standing = await selectSubMerchant(deps.db, key)
  if (standing === null) return refuse('capability_not_found')
  if (deps.desks.subMerchants(key.institution) === null) return refuse('nobody_to_ask')
  if (standing.state === 'draft') return refuse('capability_move_not_allowed', { state: standing.state })
  // Nothing to ask when it was decided since the page was drawn: the decision is the answer.
  if (standing.dueAt !== null) await pursueSubMerchant(deps, key)
  return key
}

async function moveByHand(
  deps: CapabilityDeps,
  key: SubMerchantKey,
  event: ReviewEvent,
  by: By,
  check: (standing: SubMerchant) => Refusal | null,
  reasons: readonly ReviewReason[] = [],
  subMerchantNo: string | null = null,
): Promise<SubMerchantKey | Refusal> {
  const at = deps.clock.now()
  const asks = deps.desks.subMerchants(key.institution) !== null
  return deps.db.tx(async (tx): Promise<SubMerchantKey | Refusal> => {
    const standing = await holdSubMerchant(tx, key)
    if (standing === null) return refuse('capability_not_found')
    if (nextReviewState(standing.state, event) === null)
      return refuse('capability_move_not_allowed', { state: standing.state })
    const no = check(standing)
    if (no !== null) return no
    const move = { at, by: moverOf(by.actor), why: by.why, asks, reasons, subMerchantNo }
    const to = await moveSubMerchant(tx, standing, event, move)
    const { state } = standing
    await audit(
      tx,
      `sub-merchant.${event.replace('_', '-')}`,
      key,
      { state },
      { state: to, reasons, subMerchantNo },
      at,
      by,
    )
    return key
  })
}

/** One for each application, never used twice. */
function applicationNoOf(
  { merchantId, institution }: { merchantId: string; institution: InstitutionName },
  at: Date,
) {
  return `${institution}.${merchantId}.${at.getTime().toString(36)}`
}

async function audit(
  tx: Tx,
  action: string,
  { merchantId, institution }: SubMerchantKey,
  from: unknown,
  to: unknown,
  at: Date,
  { actor, why }: By,
): Promise<void> {
  const subject = `sub_merchant:${merchantId}.${institution}`
  await recordChange(tx, { at, actor, action, subject, from, to, why })
}
