import { type Agreement, isInForce } from '../agreements.js'
import { mayPay } from '../buyers.js'
import type { Caller } from '../caller.js'
import type { Desk } from '../desk.js'
import { type AlipayRefusal, refuse } from '../errors.js'
import { isObject, type JsonObject, textOf } from '../fields.js'
import { deductibleFromMs, oneLater } from '../period-rules.js'
import { takePayment } from '../take-payment.js'
import type { OrderTerms, Trade } from '../trades.js'
import type { NodeFields } from '../wire/answer.js'
import { beginTrade, notPaid, payAnswer } from './answer-payment.js'

const PRODUCT_OF: Readonly<Record<string, string>> = {
  CYCLE_PAY_AUTH: 'CYCLE_PAY_AUTH_P',
  GENERAL_WITHHOLDING: 'GENERAL_WITHHOLDING_P',
}

export function isByAgreement(biz: JsonObject): boolean {
  return Object.hasOwn(PRODUCT_OF, textOf(biz, 'product_code') ?? '')
}

/** alipay.trade.pay with agreement_params: charges the user who agreed, within what the agreement allows. */
export function payByAgreement(
  desk: Desk,
  biz: JsonObject,
  caller: Caller,
  terms: OrderTerms,
  begun: Trade | undefined,
): NodeFields | AlipayRefusal {
  const params = isObject(biz.agreement_params) ? biz.agreement_params : {}
  const number = textOf(params, 'agreement_no')
  if (number === undefined) return refuse('ACQ.INVALID_PARAMETER', 'agreement_params.agreement_no不能为空')
  const agreement = desk.agreements.get(number)
  if (agreement?.sellerId !== caller.sellerId) return refuse('ACQ.AGREEMENT_NOT_EXIST')
  if (!isInForce(agreement, desk.core.clock.nowMs())) return refuse('ACQ.AGREEMENT_INVALID')
  if (agreement.product !== PRODUCT_OF[textOf(biz, 'product_code') ?? ''])
    return refuse('ACQ.AGREEMENT_ERROR')
  const limit = overLimit(desk, agreement, terms.totalFen)
  if (limit) return limit
  const user = desk.core.wallets.user(agreement.userId)
  if (!user) return refuse('ACQ.BUYER_NOT_EXIST')
  if (!mayPay(terms, user)) return refuse('ACQ.TRADE_BUYER_NOT_MATCH')

  const signed = { ...terms, agreementNo: agreement.id, externalAgreementNo: agreement.externalNo }
  const trade = begun ?? beginTrade(desk, signed, user)
  const refusal = takePayment(desk, trade, user, user.password)
  if (refusal) {
    const failure = notPaid('ACQ.BUYER_BALANCE_NOT_ENOUGH', terms)
    const canTurn = agreement.period === null ? { can_turn_to_app_pay: 'true' } : {}
    return { ...failure, fields: { ...failure.fields, ...canTurn } }
  }
  agreement.deductedFen += terms.totalFen
  agreement.deductedTimes += 1
  agreement.lastDeductAtMs = desk.core.clock.nowMs()
  if (agreement.period) agreement.period.nextDate = oneLater(agreement.period)
  desk.agreements.keep(agreement)
  // Asynchronous acceptance is answered as a payment that is done already.
  return payAnswer(caller, trade, { async_payment_mode: 'SYNC_DIRECT_PAY' })
}

function overLimit(desk: Desk, agreement: Agreement, amountFen: number): AlipayRefusal | null {
  const { period } = agreement
  if (!period) return null
  if (desk.core.clock.nowMs() < deductibleFromMs(period)) return refuse('ACQ.CYCLE_PAY_DATE_NOT_MATCH')
  if (amountFen > period.singleFen) return refuse('ACQ.CYCLE_PAY_SINGLE_FEE_EXCEED')
  if (period.totalFen !== null && agreement.deductedFen + amountFen > period.totalFen)
    return refuse('ACQ.CYCLE_PAY_TOTAL_FEE_EXCEED')
  if (period.totalPayments !== null && agreement.deductedTimes >= period.totalPayments)
    return refuse('ACQ.CYCLE_PAY_TOTAL_TIMES_EXCEED')
  return null
}
