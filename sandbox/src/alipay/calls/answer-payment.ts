import type { WalletUser } from '../../core/wallets.js'
import { beijingTime } from '../beijing-time.js'
import { buyerFields, buyerOf } from '../buyers.js'
import type { Caller } from '../caller.js'
import type { Desk } from '../desk.js'
import type { AlipayRefusal } from '../errors.js'
import { yuanFromFen } from '../price.js'
import type { OrderTerms, Trade } from '../trades.js'
import type { NodeFields } from '../wire/answer.js'

/** The trade of an order that its payer accepted by showing a code or by an agreement. */
export function beginTrade(desk: Desk, terms: OrderTerms, user: WalletUser): Trade {
  return desk.trades.create(desk.codes.hand(terms, {}), buyerOf(user))
}

/** A refused payment carries the order number and zero amounts, as an observed answer did. */
export function notPaid(code: AlipayRefusal['refusal'], terms: OrderTerms): AlipayRefusal {
  return {
    refusal: code,
    fields: {
      out_trade_no: terms.outTradeNo,
      buyer_pay_amount: '0.00',
      invoice_amount: '0.00',
      point_amount: '0.00',
      receipt_amount: '0.00',
    },
  }
}

/** 10000 with everything about the payment, or 10003 while the payer has to confirm. */
export function payAnswer(caller: Caller, trade: Trade, more: NodeFields = {}): NodeFields {
  const total = yuanFromFen(trade.terms.totalFen)
  const common = {
    ...buyerFields(caller.app, trade.buyer),
    out_trade_no: trade.terms.outTradeNo,
    total_amount: total,
    trade_no: trade.tradeNo ?? undefined,
  }
  if (trade.paidAtMs === null)
    return { code: '10003', msg: 'order success pay inprocess', ...common, ...more }
  return {
    code: '10000',
    msg: 'Success',
    ...common,
    buyer_pay_amount: total,
    fund_bill_list: [{ amount: total, fund_channel: trade.terms.fundChannel }],
    gmt_payment: beijingTime(trade.paidAtMs),
    invoice_amount: total,
    point_amount: '0.00',
    receipt_amount: total,
    ...more,
  }
}
