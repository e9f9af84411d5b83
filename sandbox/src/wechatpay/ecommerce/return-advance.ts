import { type Answer, ok, Refused } from '../answers.js'
import { beijingTime } from '../beijing-time.js'
import { type Call, readBody } from '../call.js'
import { checkFields } from '../fields.js'
import { requireSubMerchant } from '../merchants/partner.js'
import { sellerOf } from '../order-book.js'
import { freeMinor, requirePlatform, sellerInQuery } from './platform-gate.js'
import { ADVANCE_FIELDS } from './refund-fields.js'
import {
  type AdvanceReturn,
  type FoundRefund,
  moveAdvance,
  refundById,
  requireAdvance,
  sellerRefundsOf,
} from './seller-refund-book.js'

/** Then it is given up (14-ecommerce §6). */
const TRIED_FOR_MS = 90 * 24 * 3_600_000

/** The seller gives back what the platform advanced; asked again it is the same one. */
export function returnAdvance(call: Call): Answer {
  requirePlatform(call)
  const body = readBody(call)
  checkFields(body, ADVANCE_FIELDS)
  const found = refundById(call, requireSubMerchant(call, String(body.sub_mchid)).mchid)
  requireAdvance(found.extra)
  const started: AdvanceReturn = found.extra.advanceReturn ?? {
    id: call.platform.core.random.digits(30),
    startedAtMs: call.nowMs,
    result: 'PROCESSING',
    successAtMs: null,
  }
  return ok(advanceJson(call, found, tried(call, found, started)))
}

export function queryReturnedAdvance(call: Call): Answer {
  const found = refundById(call, sellerInQuery(call).mchid)
  if (!found.extra.advanceReturn) {
    throw new Refused('RESOURCE_NOT_EXISTS', { zh: '垫付回补不存在', en: 'There is no such return' })
  }
  return ok(advanceJson(call, found, tried(call, found, found.extra.advanceReturn)))
}

/** Tries whenever somebody looks: nobody can tell it from trying all the time. */
function tried(call: Call, { order, refund, extra }: FoundRefund, one: AdvanceReturn): AdvanceReturn {
  if (one.result !== 'PROCESSING') return one
  const next = { ...one }
  if (call.nowMs > one.startedAtMs + TRIED_FOR_MS) next.result = 'FAILED'
  else if (freeMinor(call, sellerOf(order)) >= extra.advanceMinor) {
    moveAdvance(call, order, -extra.advanceMinor, one.id, refund.outRefundNo)
    next.result = 'SUCCESS'
    next.successAtMs = call.nowMs
  }
  sellerRefundsOf(call).put({ ...extra, advanceReturn: next })
  return next
}

function advanceJson(call: Call, { refund, order, extra }: FoundRefund, one: AdvanceReturn): object {
  return {
    refund_id: refund.refundId,
    advance_return_id: one.id,
    return_amount: extra.advanceMinor,
    payer_mchid: sellerOf(order),
    payer_account: 'BASIC',
    payee_mchid: call.merchant.mchid,
    payee_account: 'BASIC',
    result: one.result,
    ...(one.successAtMs === null ? {} : { success_time: beijingTime(one.successAtMs) }),
  }
}
