import { MAY_BE_CHANGED } from '../change-capability.js'
import type { CapabilityDeps } from '../deps.js'
import { RECORDED } from '../record-decision.js'
import { nextReviewState } from '../states.js'
import { viewMove } from '../view-capability.js'
import { SUB_MERCHANT_FIELDS } from './documents.js'
import { selectFiles } from './files.js'
import { maskDocuments } from './mask.js'
import { isFiledByHand } from './move-sub-merchant.js'
import {
  type SubMerchant,
  type SubMerchantKey,
  selectMerchantName,
  selectSubMerchant,
  selectSubMerchantMoves,
} from './queries.js'
import { openDocuments } from './sealed-documents.js'

/** A row of the list: nothing of the papers. */
export function viewRow(deps: CapabilityDeps, one: SubMerchant & { name: string; nameEn: string | null }) {
  const { merchantId, institution, name, nameEn, state, reasons, applicationNo, submission } = one
  return {
    merchantId,
    institution,
    name,
    nameEn,
    state,
    reasons,
    applicationNo,
    submission,
    institutionRef: one.institutionRef,
    signUrl: one.signUrl,
    subMerchantNo: one.subMerchantNo,
    nextLookAt: one.dueAt?.toISOString() ?? null,
    lastCall: one.lastCall,
    changedAt: one.changedAt.toISOString(),
    may: mayDo(deps, one),
  }
}

/** One of them with its documents, sensitive ones with their middle hidden, and its history. */
export async function viewSubMerchant(deps: CapabilityDeps, key: SubMerchantKey) {
  const [one, moves, merchant] = await Promise.all([
    selectSubMerchant(deps.db, key),
    selectSubMerchantMoves(deps.db, key),
    selectMerchantName(deps.db, key.merchantId),
  ])
  if (one === null || merchant === null) return null
  const documents = openDocuments(deps.vault, one)
  return {
    ...viewRow(deps, { ...one, ...merchant }),
    documents: maskDocuments(SUB_MERCHANT_FIELDS[key.institution], documents),
    files: [...(await selectFiles(deps, Object.values(documents)))],
    history: moves.map(viewMove),
  }
}

function mayDo(deps: CapabilityDeps, one: SubMerchant): string[] {
  const { institution, state, dueAt } = one
  const asks = deps.desks.subMerchants(institution) !== null && !isFiledByHand(one)
  const recordable = RECORDED.some((event) => nextReviewState(state, event) !== null)
  return [
    ...(MAY_BE_CHANGED.has(state) || state === 'withdrawn' ? ['change'] : []),
    ...(nextReviewState(state, 'hand_in') === null ? [] : ['submit']),
    ...(nextReviewState(state, 'give_up') === null ? [] : ['withdraw']),
    ...(asks && dueAt !== null ? ['check'] : []),
    ...(!asks && recordable ? ['record'] : []),
  ]
}
