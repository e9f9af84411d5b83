import type { Core } from '../core/core.js'
import { beijingStamp } from './beijing-time.js'
import type { Order, Payment, Refund } from './order-book.js'
import { counterStatus, type OrderState } from './order-state.js'

/** Nothing is discounted in the sandbox: every amount is what the payer paid. */
function amounts(amountMinor: number): Record<string, string> {
  const text = String(amountMinor)
  return {
    total_amount: text,
    payer_amount: text,
    acc_settle_amount: text,
    acc_mdiscount_amount: '0',
    acc_discount_amount: '0',
    acc_other_discount_amount: '0',
  }
}

/** The members shared by a labs notice and tradequery (acquirer.md §2.5, §2.9). */
export function paymentMembers(order: Order, payment: Payment): Record<string, string> {
  return {
    merchant_no: order.merchantNo,
    term_no: order.termNo,
    out_trade_no: order.outTradeNo,
    trade_no: payment.tradeNo,
    log_no: payment.logNo,
    acc_trade_no: payment.accTradeNo,
    account_type: payment.accountType,
    ...amounts(payment.amountMinor),
    trade_time: beijingStamp(payment.paidAtMs),
    user_id1: payment.payerId,
    user_id2: payment.payerId,
    bank_type: payment.accountType === 'WECHAT' ? 'OTHERS' : 'ALIPAYACCOUNT',
    card_type: payment.accountType === 'WECHAT' ? '02' : '04',
    remark: order.remark ?? '',
  }
}

export function refundMembers(order: Order, payment: Payment, refund: Refund): Record<string, string> {
  return {
    merchant_no: order.merchantNo,
    term_no: order.termNo,
    out_trade_no: refund.outTradeNo,
    trade_no: refund.tradeNo,
    log_no: refund.logNo,
    acc_trade_no: refund.accTradeNo,
    account_type: payment.accountType,
    ...amounts(refund.amountMinor),
    refund_amount: String(refund.amountMinor),
    trade_time: beijingStamp(refund.doneAtMs ?? refund.createdAtMs),
    origin_trade_no: payment.tradeNo,
    origin_log_no: payment.logNo,
    origin_out_trade_no: order.outTradeNo,
    remark: refund.reason ?? '',
  }
}

export function counterMembers(core: Core, order: Order, state: OrderState): Record<string, unknown> {
  return {
    pay_order_no: order.number,
    out_order_no: order.outTradeNo,
    channel_id: core.keys.acquirer.channelId,
    trans_merchant_no: order.merchantNo,
    trans_term_no: order.termNo,
    merchant_no: order.merchantNo,
    term_no: order.termNo,
    order_status: counterStatus(state),
    order_info: order.subject,
    total_amount: order.totalMinor,
    order_create_time: beijingStamp(order.createdAtMs),
    order_efficient_time: beijingStamp(order.expiresAtMs),
    split_mark: '',
  }
}

/** One entry of order_trade_info_list: a payment … */
export function paymentTradeInfo(order: Order, payment: Payment): Record<string, unknown> {
  return {
    ...tradeInfo(order, payment),
    trade_no: payment.tradeNo,
    log_no: payment.logNo,
    trade_ref_no: payment.logNo,
    trade_type: 'PAY',
    trade_status: 'S',
    trade_amount: payment.amountMinor,
    payer_amount: payment.amountMinor,
    acc_settle_amount: String(payment.amountMinor),
    trade_time: beijingStamp(payment.paidAtMs),
    acc_trade_no: payment.accTradeNo,
  }
}

/** … or a refund of one. */
export function refundTradeInfo(order: Order, payment: Payment, refund: Refund): Record<string, unknown> {
  return {
    ...tradeInfo(order, payment),
    trade_no: refund.tradeNo,
    log_no: refund.logNo,
    trade_ref_no: refund.logNo,
    trade_type: refund.kind,
    trade_status: { DEAL: 'P', SUCCESS: 'S', FAIL: 'F' }[refund.state],
    trade_amount: refund.amountMinor,
    payer_amount: refund.amountMinor,
    acc_settle_amount: String(refund.amountMinor),
    trade_time: beijingStamp(refund.doneAtMs ?? refund.createdAtMs),
    acc_trade_no: refund.accTradeNo,
    origin_trade_no: payment.tradeNo,
  }
}

function tradeInfo(order: Order, payment: Payment): Record<string, unknown> {
  return {
    user_id1: payment.payerId,
    user_id2: payment.payerId,
    busi_type: 'SCPAY',
    payer_account_no: '',
    payer_name: '',
    payer_account_bank: '',
    acc_type: payment.accountType === 'WECHAT' ? '02' : '04',
    pay_mode: payment.accountType,
    client_batch_no: '',
    client_seq_no: '',
    settle_merchant_no: order.merchantNo,
    settle_term_no: order.termNo,
    trade_remark: order.remark ?? '',
    bank_type: payment.accountType === 'WECHAT' ? 'OTHERS' : 'ALIPAYACCOUNT',
  }
}
