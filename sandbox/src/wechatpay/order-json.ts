import { beijingTime } from './beijing-time.js'
import {
  payerRefundMinor,
  payerTotalMinor,
  promotionsJson,
  refundDiscountMinor,
  refundPromotionsJson,
  settlementMinor,
  settlementRefundMinor,
} from './coupons/promotion.js'
import type { Order, Refund } from './order-book.js'
import { TRADE_STATE_WORDS, tradeState } from './order-state.js'

/** The order as a query answers it: an unpaid one shows neither payer nor trade type (10-payments §4.1). */
export function orderJson(order: Order, nowMs: number): Record<string, unknown> {
  const state = tradeState(order, nowMs)
  const always = {
    ...whoJson(order),
    out_trade_no: order.outTradeNo,
    trade_state: state,
    trade_state_desc: TRADE_STATE_WORDS[state],
  }
  if (!order.paid) {
    return {
      ...always,
      amount: { payer_currency: 'CNY', total: order.totalMinor },
      promotion_detail: [],
      scene_info: { device_id: order.deviceId ?? '' },
    }
  }
  return { ...always, ...paidMembers(order, order.paid) }
}

/** The plaintext of a payment notice: the order as it was at that moment. */
export function paymentNoticeJson(order: Order): Record<string, unknown> {
  if (!order.paid) throw new Error('Only a paid order has a payment notice.')
  return {
    ...whoJson(order),
    out_trade_no: order.outTradeNo,
    trade_state: 'SUCCESS',
    trade_state_desc: TRADE_STATE_WORDS.SUCCESS,
    ...paidMembers(order, order.paid),
  }
}

/** Whose order it is: a merchant, or a sub-merchant of a provider (10-payments §4.2). */
export function whoJson(order: Order): Record<string, unknown> {
  if (!order.partner) return { appid: order.appid, mchid: order.mchid }
  const { subMchid, subAppid } = order.partner
  return {
    sp_appid: order.appid,
    sp_mchid: order.mchid,
    ...(subAppid === null ? {} : { sub_appid: subAppid }),
    sub_mchid: subMchid,
  }
}

function payerJson(order: Order, paid: NonNullable<Order['paid']>): Record<string, unknown> {
  if (!order.partner) return { openid: paid.openid }
  return {
    sp_openid: paid.openid,
    ...(paid.subOpenid === undefined ? {} : { sub_openid: paid.subOpenid }),
  }
}

function paidMembers(order: Order, paid: NonNullable<Order['paid']>): Record<string, unknown> {
  return {
    transaction_id: paid.transactionId,
    trade_type: order.tradeType,
    // Wallet balance is no bank card.
    bank_type: paid.bankType ?? 'OTHERS',
    attach: order.attach,
    success_time: beijingTime(paid.atMs),
    payer: payerJson(order, paid),
    amount: {
      currency: 'CNY',
      payer_currency: 'CNY',
      payer_total: payerTotalMinor(order),
      total: order.totalMinor,
    },
    promotion_detail: promotionsJson(order),
    ...(order.deviceId === null ? {} : { scene_info: { device_id: order.deviceId } }),
  }
}

/** The refund as create, query and abnormal refund answer it (12-refunds §4). */
export function refundJson(refund: Refund, order: Order): Record<string, unknown> {
  const refundMinor = refund.refundMinor
  return {
    refund_id: refund.refundId,
    out_refund_no: refund.outRefundNo,
    transaction_id: order.paid?.transactionId ?? '',
    out_trade_no: order.outTradeNo,
    channel: refund.channel,
    user_received_account: refund.receivedAccount,
    ...(refund.successAtMs === null ? {} : { success_time: beijingTime(refund.successAtMs) }),
    create_time: beijingTime(refund.createdAtMs),
    status: refund.state,
    funds_account: refund.fundsAccount,
    amount: {
      total: order.totalMinor,
      refund: refundMinor,
      from: refund.from,
      payer_total: payerTotalMinor(order),
      payer_refund: payerRefundMinor(refund),
      settlement_refund: settlementRefundMinor(order, refund),
      settlement_total: settlementMinor(order),
      discount_refund: refundDiscountMinor(refund),
      currency: 'CNY',
      refund_fee: refund.feeMinor ?? 0,
    },
    promotion_detail: refundPromotionsJson(refund, order),
  }
}

/** The plaintext of a refund notice; here the state is called `refund_status` (12-refunds §7). */
export function refundNoticeJson(refund: Refund, order: Order): Record<string, unknown> {
  return {
    ...(order.partner
      ? { sp_mchid: order.mchid, sub_mchid: order.partner.subMchid }
      : { mchid: order.mchid }),
    out_trade_no: order.outTradeNo,
    transaction_id: order.paid?.transactionId ?? '',
    out_refund_no: refund.outRefundNo,
    refund_id: refund.refundId,
    refund_status: refund.state,
    ...(refund.successAtMs === null ? {} : { success_time: beijingTime(refund.successAtMs) }),
    user_received_account: refund.receivedAccount,
    amount: {
      total: order.totalMinor,
      refund: refund.refundMinor,
      payer_total: payerTotalMinor(order),
      payer_refund: payerRefundMinor(refund),
    },
  }
}
