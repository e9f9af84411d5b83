import { beijingDigits } from '../beijing-time.js'
import type { Call } from '../call.js'
import { type ServiceOrder, serviceKey } from './service-book.js'
import type { CompleteBody, CreateBody } from './service-fields.js'
import type { ServiceSeat } from './service-seat.js'

/** An order that nobody has confirmed yet; the caller keeps it. */
export function newService(
  call: Call,
  seat: ServiceSeat,
  body: CreateBody,
  fingerprint: string,
): ServiceOrder {
  const { core } = call.platform
  const { service_introduction, time_range, risk_fund, post_payments, post_discounts, location, device } =
    body
  return {
    id: serviceKey(seat.scope, body.out_order_no),
    mchid: call.merchant.mchid,
    ...(seat.partner ? { partner: seat.partner } : {}),
    appid: body.appid,
    serviceId: body.service_id,
    outOrderNo: body.out_order_no,
    orderId: `1000000000${beijingDigits(call.nowMs).slice(0, 8)}${core.random.digits(13)}`,
    fingerprint,
    terms: {
      service_introduction,
      time_range,
      ...(risk_fund ? { risk_fund } : {}),
      ...(post_payments ? { post_payments } : {}),
      ...(post_discounts ? { post_discounts } : {}),
      ...(location ? { location } : {}),
      ...(device ? { device } : {}),
    },
    attach: body.attach ?? null,
    notifyUrl: body.notify_url,
    packageText: core.random.alphanumeric(96),
    queryId: core.random.alphanumeric(64),
    state: 'CREATED',
    completedAtMs: null,
    openid: null,
    userId: null,
    totalMinor: null,
    profitSharing: false,
    payment: null,
    createdAtMs: call.nowMs,
    nextAtMs: null,
    signer: call.signer,
  }
}

/** The service is over: nothing to pay is done at once, anything else is collected. */
export function finishService(call: Call, order: ServiceOrder, body: CompleteBody): void {
  order.completedAtMs = call.nowMs
  order.totalMinor = body.total_amount
  order.profitSharing = body.profit_sharing ?? false
  if (body.goods_tag !== undefined) order.goodsTag = body.goods_tag
  setItems(order, body)
  setScene(order, body)
  if (body.total_amount === 0) order.state = 'DONE'
  call.platform.services.put(order)
  if (body.total_amount > 0) call.platform.serviceWork.collect(order)
}

/** When and where it was in the end. */
function setScene({ terms }: ServiceOrder, { time_range, location, device }: CompleteBody): void {
  terms.time_range = { ...terms.time_range, ...time_range }
  if (location) terms.location = { ...terms.location, ...location }
  if (device) terms.device = { ...terms.device, ...device }
}

export function setItems(
  order: ServiceOrder,
  body: Pick<CompleteBody, 'post_payments' | 'post_discounts'>,
): void {
  order.terms.post_payments = body.post_payments
  if (body.post_discounts) order.terms.post_discounts = body.post_discounts
}
