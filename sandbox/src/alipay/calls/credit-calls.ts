import type { WalletUser } from '../../core/wallets.js'
import { openIdOf } from '../apps.js'
import { beijingTime } from '../beijing-time.js'
import type { Caller } from '../caller.js'
import type { Consent, ConsentKind } from '../consents.js'
import type { CreditAgreement, CreditOrder } from '../credit-orders.js'
import type { Desk } from '../desk.js'
import { type AlipayRefusal, isRefusal, refuse } from '../errors.js'
import {
  complaintAbout,
  type FieldRules,
  type JsonObject,
  price,
  required,
  text,
  textOf,
  textOrObject,
} from '../fields.js'
import { fenFromYuan, yuanFromFen } from '../price.js'
import type { NodeFields } from '../wire/answer.js'

const OUT_NO = text(64, { pattern: /^[A-Za-z0-9_]+$/ })
const SIGN: FieldRules = {
  out_agreement_no: required(OUT_NO),
  zm_service_id: required(text(64)),
  product_code: text(64),
  category_id: text(64),
  return_back_link: text(1024),
  cancel_back_link: text(1024),
  extra_param: textOrObject(2048),
}
const ORDER: FieldRules = {
  out_order_no: required(OUT_NO),
  subject: required(text(256)),
  body: text(400),
  category_id: text(64),
  order_amount: price,
  amount_type: text(32, { oneOf: ['ORDER_AMOUNT', 'RISK_AMOUNT'] }),
  product_code: text(64),
  extend_params: textOrObject(2048),
}
const CREATE: FieldRules = {
  ...ORDER,
  zm_service_id: required(text(64)),
  out_agreement_no: OUT_NO,
  return_back_link: text(1024),
  cancel_back_link: text(1024),
}

/** zhima.credit.payafteruse.creditagreement.sign: the user opens the service. */
export function openCreditSign(desk: Desk, biz: JsonObject, caller: Caller): Consent | AlipayRefusal {
  const complaint = complaintAbout(biz, SIGN)
  if (complaint !== null) return refuse('INVALID_PARAMETER', complaint)
  return ask(desk, 'credit_agreement', biz, caller)
}

/** zhima.credit.payafteruse.creditbizorder.create: an order that the user confirms, opening the service if it is not open. */
export function openCreditOrder(desk: Desk, biz: JsonObject, caller: Caller): Consent | AlipayRefusal {
  const complaint = complaintAbout(biz, CREATE)
  if (complaint !== null) return refuse('INVALID_PARAMETER', complaint)
  if (desk.creditOrders.orderByOut(caller.sellerId, textOf(biz, 'out_order_no') ?? ''))
    return refuse('BIZ_ERROR', 'out_order_no已存在')
  return ask(desk, 'credit_order', biz, caller)
}

/** ...creditagreement.query: by credit_agreement_id, or by out_agreement_no. */
export function queryCreditAgreement(
  desk: Desk,
  biz: JsonObject,
  caller: Caller,
): NodeFields | AlipayRefusal {
  const found = findAgreement(desk, biz, caller)
  if (isRefusal(found)) return found
  const isOpen = caller.app.buyerNames === 'open_id'
  return {
    code: '10000',
    msg: 'Success',
    agreement_status: found.status,
    alipay_user_id: isOpen ? undefined : found.payerId,
    open_id: isOpen ? openIdOf(caller.app.id, found.payerId) : undefined,
    biz_time: beijingTime(found.atMs),
    credit_agreement_id: found.id,
    out_agreement_no: found.outAgreementNo,
  }
}

/** ...creditagreement.unsign */
export function unsignCredit(desk: Desk, biz: JsonObject, caller: Caller): NodeFields | AlipayRefusal {
  const found = findAgreement(desk, biz, caller)
  if (isRefusal(found)) return found
  desk.creditOrders.keepAgreement({ ...found, status: 'INVALID' })
  return { code: '10000', msg: 'Success' }
}

/** ...creditbizorder.order: without the user, under an open service. */
export function orderOnCredit(desk: Desk, biz: JsonObject, caller: Caller): NodeFields | AlipayRefusal {
  const complaint = complaintAbout(biz, { ...ORDER, credit_agreement_id: required(text(64)) })
  if (complaint !== null) return refuse('INVALID_PARAMETER', complaint)
  const agreement = desk.creditOrders.agreement(textOf(biz, 'credit_agreement_id') ?? '')
  if (agreement?.sellerId !== caller.sellerId || agreement.status !== 'VALID')
    return refuse('CREDIT_AGREEMENT_INVALID')
  const known = desk.creditOrders.orderByOut(caller.sellerId, textOf(biz, 'out_order_no') ?? '')
  const order = known ?? beginCreditOrder(desk, biz, agreement)
  return { code: '10000', msg: 'Success', credit_biz_order_id: order.id, out_order_no: order.outOrderNo }
}

const FINISH = {
  credit_biz_order_id: required(text(64)),
  out_request_no: required(text(64)),
  is_fulfilled: required(text(5, { oneOf: ['true', 'false'] })),
  remark: text(256),
}

/** ...creditbizorder.finish: kept (the charge follows) or cancelled. The same request number again changes nothing. */
export function finishCreditOrder(desk: Desk, biz: JsonObject, caller: Caller): NodeFields | AlipayRefusal {
  const complaint = complaintAbout(biz, FINISH)
  if (complaint !== null) return refuse('INVALID_PARAMETER', complaint)
  const order = desk.creditOrders.order(textOf(biz, 'credit_biz_order_id') ?? '')
  if (order?.sellerId !== caller.sellerId) return refuse('ORDER_NOT_EXIST')
  const requestNo = textOf(biz, 'out_request_no') ?? ''
  if (order.finishedBy !== requestNo) {
    if (order.finishedBy !== null || order.status !== 'INIT') return refuse('ORDER_STATUS_INVALID')
    order.finishedBy = requestNo
    if (textOf(biz, 'is_fulfilled') === 'false') order.status = 'TRADE_CLOSED'
    desk.creditOrders.keepOrder(order)
  }
  return {
    code: '10000',
    msg: 'Success',
    credit_biz_order_id: order.id,
    out_request_no: requestNo,
    order_status: order.status,
  }
}

/** ...creditbizorder.query */
export function queryCreditOrder(desk: Desk, biz: JsonObject, caller: Caller): NodeFields | AlipayRefusal {
  const complaint = complaintAbout(biz, { credit_biz_order_id: text(64), out_order_no: text(64) })
  if (complaint !== null) return refuse('INVALID_PARAMETER', complaint)
  const id = textOf(biz, 'credit_biz_order_id')
  const outNo = textOf(biz, 'out_order_no')
  if (id === undefined && outNo === undefined)
    return refuse('INVALID_PARAMETER', 'credit_biz_order_id与out_order_no不能同时为空')
  const order =
    id === undefined
      ? desk.creditOrders.orderByOut(caller.sellerId, outNo ?? '')
      : desk.creditOrders.order(id)
  if (order?.sellerId !== caller.sellerId) return refuse('ORDER_NOT_EXIST')
  const trade = order.tradeId === null ? undefined : desk.trades.get(order.tradeId)
  // A refund in full closes the order too.
  const isClosed = order.status === 'TRADE_FINISHED' && trade?.state === 'TRADE_CLOSED'
  return {
    code: '10000',
    msg: 'Success',
    credit_biz_order_id: order.id,
    out_order_no: order.outOrderNo,
    order_status: isClosed ? 'TRADE_CLOSED' : order.status,
    total_amount: order.limitFen === null ? undefined : yuanFromFen(order.limitFen),
    total_credit_pay_amount: order.paidFen === 0 ? undefined : yuanFromFen(order.paidFen),
    trade_no: order.tradeNo ?? undefined,
    create_time: beijingTime(order.createdAtMs),
    credit_agreement_id: order.agreementId,
    product_code: order.productCode,
    zm_service_id: order.serviceId,
  }
}

/** The user agreed: the service is open from now on. */
export function signCredit(desk: Desk, consent: Consent, user: WalletUser): CreditAgreement {
  const { asked, sellerId } = consent
  const agreement: CreditAgreement = {
    id: desk.core.random.digits(28),
    sellerId,
    outAgreementNo: textOf(asked, 'out_agreement_no') ?? textOf(asked, 'out_order_no') ?? '',
    serviceId: textOf(asked, 'zm_service_id') ?? '',
    productCode: textOf(asked, 'product_code') ?? 'CREDIT_PAY_AFTER_USE',
    userId: user.id,
    payerId: user.payerId,
    status: 'VALID',
    atMs: desk.core.clock.nowMs(),
  }
  desk.creditOrders.keepAgreement(agreement)
  return agreement
}

export function beginCreditOrder(desk: Desk, biz: JsonObject, agreement: CreditAgreement): CreditOrder {
  const amount = textOf(biz, 'order_amount')
  const isEstimate = textOf(biz, 'amount_type') === 'RISK_AMOUNT'
  const order: CreditOrder = {
    id: desk.core.random.digits(28),
    sellerId: agreement.sellerId,
    outOrderNo: textOf(biz, 'out_order_no') ?? '',
    subject: textOf(biz, 'subject') ?? '',
    agreementId: agreement.id,
    serviceId: agreement.serviceId,
    productCode: agreement.productCode,
    userId: agreement.userId,
    limitFen: amount === undefined || isEstimate ? null : fenFromYuan(amount),
    status: 'INIT',
    tradeId: null,
    tradeNo: null,
    paidFen: 0,
    finishedBy: null,
    createdAtMs: desk.core.clock.nowMs(),
  }
  desk.creditOrders.keepOrder(order)
  return order
}

function findAgreement(desk: Desk, biz: JsonObject, caller: Caller): CreditAgreement | AlipayRefusal {
  const complaint = complaintAbout(biz, { credit_agreement_id: text(64), out_agreement_no: text(64) })
  if (complaint !== null) return refuse('INVALID_PARAMETER', complaint)
  const id = textOf(biz, 'credit_agreement_id')
  const found =
    id === undefined
      ? desk.creditOrders.agreementByOut(caller.sellerId, textOf(biz, 'out_agreement_no') ?? '')
      : desk.creditOrders.agreement(id)
  return found?.sellerId === caller.sellerId ? found : refuse('CREDIT_AGREEMENT_NOT_EXIST')
}

function ask(desk: Desk, kind: ConsentKind, biz: JsonObject, caller: Caller): Consent {
  return desk.consents.ask({
    kind,
    appId: caller.app.id,
    authAppId: caller.authAppId,
    sellerId: caller.sellerId,
    asked: biz,
    returnUrl: textOf(biz, 'return_back_link') ?? caller.returnUrl,
    cancelUrl: textOf(biz, 'cancel_back_link') ?? null,
    notifyUrl: caller.notifyUrl,
    signType: caller.signType,
    payerId: null,
  })
}
