import { type Answer, ok, Refused } from '../answers.js'
import { beijingDigits } from '../beijing-time.js'
import { type Call, readBody } from '../call.js'
import { checkFields, type FieldRules, fieldError } from '../fields.js'
import { requireAppid } from '../merchants/partner.js'
import { canonical } from '../place-order.js'
import { finishService, newService, setItems } from './new-service.js'
import { beginFor, requirePermission } from './permissions.js'
import { type ServiceOrder, serviceKey } from './service-book.js'
import {
  type AmountBody,
  CANCEL_FIELDS,
  COMPLETE_FIELDS,
  type CompleteBody,
  CREATE_FIELDS,
  type CreateBody,
  MODIFY_FIELDS,
  OUT_ORDER_NO,
  SYNC_FIELDS,
} from './service-fields.js'
import { serviceJson } from './service-json.js'
import {
  invalid,
  requireDiscounts,
  requireDue,
  requireOver,
  requireState,
  requireSum,
  requireTerms,
  requireWithinLimit,
  TOLERANCE_MS,
} from './service-rules.js'
import {
  neededInQuery,
  partnerJson,
  type ServiceSeat,
  type ServiceSide,
  seatInQuery,
  userFields,
} from './service-seat.js'

type ServiceAct = (call: Call, side: ServiceSide) => Answer

export const createService: ServiceAct = (call, side) => {
  const { services } = call.platform
  const raw = readBody(call)
  const authorised = raw.need_user_confirm === false
  checkFields(raw, { ...CREATE_FIELDS, ...side.fields, ...(authorised ? userFields(side) : {}) })
  // The fields above are exactly the members of CreateBody.
  const body = raw as unknown as CreateBody
  const seat = side.seat(call, body)
  requireAppid(call.merchant, body.appid, 'appid')
  requireTerms(body)
  const fingerprint = canonical(raw)
  const known = services.get(serviceKey(seat.scope, body.out_order_no))
  if (known && known.fingerprint !== fingerprint) {
    throw invalid('商户服务订单号已存在，且参数不一致', 'The out_order_no exists with other parameters')
  }
  if (known) requireState(known, call.nowMs, authorised ? 'DOING' : 'CREATED')
  const permission = authorised && !known ? requirePermission(call, seat, body) : null
  const order = known ?? newService(call, seat, body, fingerprint)
  if (permission) beginFor(order, permission)
  services.put(order)
  // Nobody is asked in the authorised mode, so there is no page to open.
  return ok({ ...serviceJson(order, call.nowMs), ...(authorised ? {} : { package: order.packageText }) })
}

export const queryService: ServiceAct = (call, side) => {
  const seat = seatInQuery(call, side)
  const serviceId = neededInQuery(call, 'service_id')
  const appid = neededInQuery(call, 'appid')
  const outOrderNo = call.query.get('out_order_no')
  const queryId = call.query.get('query_id')
  if (!outOrderNo === !queryId) {
    throw fieldError(
      'out_order_no',
      undefined,
      '与query_id必须且只能传一个',
      'or query_id, exactly one',
      'query',
    )
  }
  const byNumber = call.platform.services.get(serviceKey(seat.scope, outOrderNo ?? ''))
  const order = byNumber ?? [...call.platform.services.values()].find((one) => one.queryId === queryId)
  return ok(serviceJson(mine(seat, order, serviceId, appid), call.nowMs))
}

/** Before it is paid, whether the user confirmed or not. */
export const cancelService: ServiceAct = (call, side) => {
  const { order } = inPath<{ appid: string; service_id?: string }>(call, side, CANCEL_FIELDS)
  requireState(order, call.nowMs, 'CREATED', 'DOING')
  order.state = 'REVOKED'
  order.nextAtMs = null
  call.platform.services.put(order)
  return ok({
    appid: order.appid,
    mchid: order.mchid,
    ...partnerJson(order.partner),
    out_order_no: order.outOrderNo,
    service_id: order.serviceId,
    order_id: order.orderId,
  })
}

export const completeService: ServiceAct = (call, side) => {
  const { order, body } = inPath<CompleteBody>(call, side, COMPLETE_FIELDS)
  requireState(order, call.nowMs, 'DOING')
  if (order.completedAtMs !== null) {
    if (order.totalMinor !== body.total_amount)
      throw invalid('订单已完结，金额不一致', 'Completed with another amount')
    return ok(serviceJson(order, call.nowMs))
  }
  requireOver(order, body, call.nowMs)
  requireSum(body)
  requireWithinLimit(order, body.total_amount)

  // From here on the service is over.
  finishService(call, order, body)
  return ok(serviceJson(order, call.nowMs))
}

/** Only downwards, and only while the money is still due. */
export const modifyService: ServiceAct = (call, side) => {
  const { order, body } = inPath<AmountBody>(call, side, MODIFY_FIELDS)
  requireDue(order, call.nowMs)
  requireDiscounts(body)
  requireSum(body)
  if (body.total_amount >= (order.totalMinor ?? 0))
    throw invalid('修改后的金额须小于原金额', 'Must be lower than before')
  order.totalMinor = body.total_amount
  setItems(order, body)
  if (body.total_amount === 0) {
    order.state = 'DONE'
    order.nextAtMs = null
  }
  call.platform.services.put(order)
  return ok(serviceJson(order, call.nowMs))
}

/** The user paid elsewhere: nothing is taken any more. */
export const syncService: ServiceAct = (call, side) => {
  const { order, body } = inPath<{ appid: string; service_id: string; detail: { paid_time: string } }>(
    call,
    side,
    SYNC_FIELDS,
  )
  requireDue(order, call.nowMs)
  const { paid_time: paidTime } = body.detail
  const latest = beijingDigits(call.nowMs + TOLERANCE_MS)
  const earliest = beijingDigits((order.completedAtMs ?? 0) - TOLERANCE_MS)
  const fits =
    paidTime.length === 14
      ? paidTime <= latest && paidTime >= earliest
      : paidTime <= latest.slice(0, 8) && paidTime >= earliest.slice(0, 8)
  if (!fits)
    throw fieldError(
      '/detail/paid_time',
      paidTime,
      '应在完结之后且不晚于当前时间',
      'must lie between completion and now',
    )
  order.state = 'DONE'
  order.nextAtMs = null
  order.payment = { amountMinor: order.totalMinor ?? 0, paidType: 'MCH', paidTime, transactionId: null }
  call.platform.services.put(order)
  return ok(serviceJson(order, call.nowMs))
}

function inPath<B extends { appid: string; service_id?: string }>(
  call: Call,
  side: ServiceSide,
  fields: FieldRules,
): { order: ServiceOrder; body: B } {
  const raw = readBody(call)
  checkFields(raw, { ...fields, ...side.fields })
  // The fields are exactly the members of the body named by the caller.
  const body = raw as unknown as B & { sub_mchid?: string; sub_appid?: string }
  const outOrderNo = call.params.out_order_no ?? ''
  if (!OUT_ORDER_NO.test(outOrderNo)) {
    throw fieldError('out_order_no', outOrderNo, '商户服务订单号格式错误', 'is not a valid number', 'url')
  }
  const seat = side.seat(call, body)
  const order = call.platform.services.get(serviceKey(seat.scope, outOrderNo))
  return { order: mine(seat, order, body.service_id, body.appid), body }
}

function mine(
  seat: ServiceSeat,
  order: ServiceOrder | undefined,
  serviceId: string | undefined,
  appid: string,
): ServiceOrder {
  const isMine = order !== undefined && order.id === serviceKey(seat.scope, order.outOrderNo)
  const isOfService = serviceId === undefined || order?.serviceId === serviceId
  if (isMine && isOfService && order.appid === appid) return order
  throw new Refused('ORDER_NOT_EXIST', { zh: '服务订单不存在', en: 'There is no such service order' })
}
