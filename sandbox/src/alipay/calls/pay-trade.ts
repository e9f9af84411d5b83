import type { WalletUser } from '../../core/wallets.js'
import { beijingTime } from '../beijing-time.js'
import { buyerFields, buyerOf } from '../buyers.js'
import type { Caller } from '../caller.js'
import type { Desk } from '../desk.js'
import { type AlipayRefusal, isRefusal, refuse } from '../errors.js'
import { type JsonObject, textOf } from '../fields.js'
import { yuanFromFen } from '../price.js'
import { takePayment } from '../take-payment.js'
import { type OrderTerms, orderId, type Trade } from '../trades.js'
import type { NodeFields } from '../wire/answer.js'
import { readTerms } from './order-terms.js'
import { refuseRepetition } from './place-order.js'

/** Above this the wallet asks for the password. The real limit depends on user, merchant and risk (unverified). */
const FREE_OF_PASSWORD_FEN = 100_000

/** alipay.trade.pay: the till reads the payer's code. 10000 paid, 10003 the payer confirms on the phone. */
export function payTrade(desk: Desk, biz: JsonObject, caller: Caller): NodeFields | AlipayRefusal {
  const terms = readTerms('pay', biz, caller, desk.core.clock.nowMs())
  if (isRefusal(terms)) return terms
  if (textOf(biz, 'scene') === undefined) return refuse('ACQ.INVALID_PARAMETER', 'scene不能为空')
  const authCode = textOf(biz, 'auth_code')
  if (authCode === undefined) return refuse('ACQ.INVALID_PARAMETER', 'auth_code不能为空')
  const begun = desk.trades.get(orderId(terms.sellerId, terms.outTradeNo))
  const repeated = begun ? refuseRepetition(begun, terms) : null
  if (repeated) return repeated
  const isFace = textOf(biz, 'scene') === 'security_code'
  const shown = authCode.startsWith('fp') === isFace ? desk.paymentCodes.alive(authCode) : null
  const user = shown ? desk.core.wallets.user(shown.userId) : undefined
  if (!shown || !user) return refuse('ACQ.PAYMENT_AUTH_CODE_INVALID')
  if (begun?.buyer && begun.buyer.userId !== user.id) return refuse('ACQ.TRADE_BUYER_NOT_MATCH')

  desk.paymentCodes.use(shown)
  const trade = begun ?? beginTrade(desk, terms, user)
  if (shown.asksPassword || terms.totalFen > FREE_OF_PASSWORD_FEN) return payAnswer(caller, trade)
  const refusal = takePayment(desk, trade, user, user.password)
  // The trade stays payable: whether the real one leaves a trade behind is unverified.
  if (refusal) return notPaid('ACQ.BUYER_BALANCE_NOT_ENOUGH', terms)
  return payAnswer(caller, trade)
}

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
