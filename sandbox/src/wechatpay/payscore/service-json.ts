import { type ServiceOrder, serviceState } from './service-book.js'
import { partnerJson } from './service-seat.js'

/** The order object of answers and notices (15-payscore §4). */
export function serviceJson(order: ServiceOrder, nowMs: number): Record<string, unknown> {
  const state = serviceState(order, nowMs)
  return {
    appid: order.appid,
    mchid: order.mchid,
    ...partnerJson(order.partner),
    out_order_no: order.outOrderNo,
    service_id: order.serviceId,
    ...order.terms,
    state,
    ...(state === 'DOING'
      ? { state_description: order.completedAtMs === null ? 'USER_CONFIRM' : 'MCH_COMPLETE' }
      : {}),
    ...(order.totalMinor === null ? {} : { total_amount: order.totalMinor, need_collection: true }),
    ...(order.totalMinor ? { collection: collectionJson(order, order.totalMinor) } : {}),
    ...(order.attach === null ? {} : { attach: order.attach }),
    notify_url: order.notifyUrl,
    ...(order.openid === null ? {} : { openid: order.openid }),
    ...(order.subOpenid === undefined ? {} : { sub_openid: order.subOpenid }),
    order_id: order.orderId,
  }
}

function collectionJson(order: ServiceOrder, totalMinor: number): Record<string, unknown> {
  const { payment } = order
  return {
    state: payment ? 'USER_PAID' : 'USER_PAYING',
    total_amount: totalMinor,
    paying_amount: payment ? 0 : totalMinor,
    paid_amount: payment?.amountMinor ?? 0,
    details: payment
      ? [
          {
            seq: 1,
            amount: payment.amountMinor,
            paid_type: payment.paidType,
            paid_time: payment.paidTime,
            ...(payment.transactionId === null ? {} : { transaction_id: payment.transactionId }),
            ...(payment.promotionDetail ? { promotion_detail: payment.promotionDetail } : {}),
          },
        ]
      : [],
  }
}
