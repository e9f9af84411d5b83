import { mayPay } from '../buyers.js'
import type { Caller } from '../caller.js'
import type { Desk } from '../desk.js'
import { type AlipayRefusal, isRefusal, refuse } from '../errors.js'
import { type JsonObject, textOf } from '../fields.js'
import { takePayment } from '../take-payment.js'
import { orderId } from '../trades.js'
import type { NodeFields } from '../wire/answer.js'
import { beginTrade, notPaid, payAnswer } from './answer-payment.js'
import { readTerms } from './order-terms.js'
import { isByAgreement, payByAgreement } from './pay-by-agreement.js'
import { isForCredit, payCreditOrder } from './pay-credit-order.js'
import { refuseRepetition } from './place-order.js'

/** Above this the wallet asks for the password. The real limit depends on user, merchant and risk (unverified). */
const FREE_OF_PASSWORD_FEN = 100_000

/** alipay.trade.pay: the till reads the payer's code. 10000 paid, 10003 the payer confirms on the phone. */
export function payTrade(desk: Desk, biz: JsonObject, caller: Caller): NodeFields | AlipayRefusal {
  const terms = readTerms('pay', biz, caller, desk.core.clock.nowMs())
  if (isRefusal(terms)) return terms
  const begun = desk.trades.get(orderId(terms.sellerId, terms.outTradeNo))
  const repeated = begun ? refuseRepetition(begun, terms) : null
  if (repeated) return repeated
  if (isByAgreement(biz)) return payByAgreement(desk, biz, caller, terms, begun)
  if (isForCredit(biz)) return payCreditOrder(desk, biz, caller, terms, begun)
  if (textOf(biz, 'scene') === undefined) return refuse('ACQ.INVALID_PARAMETER', 'scene不能为空')
  const authCode = textOf(biz, 'auth_code')
  if (authCode === undefined) return refuse('ACQ.INVALID_PARAMETER', 'auth_code不能为空')
  const isFace = textOf(biz, 'scene') === 'security_code'
  const shown = authCode.startsWith('fp') === isFace ? desk.paymentCodes.alive(authCode) : null
  const user = shown ? desk.core.wallets.user(shown.userId) : undefined
  if (!shown || !user) return refuse('ACQ.PAYMENT_AUTH_CODE_INVALID')
  if (begun?.buyer && begun.buyer.userId !== user.id) return refuse('ACQ.TRADE_BUYER_NOT_MATCH')
  if (!mayPay(terms, user)) return refuse('ACQ.TRADE_BUYER_NOT_MATCH')

  desk.paymentCodes.use(shown)
  const trade = begun ?? beginTrade(desk, terms, user)
  if (shown.asksPassword || terms.totalFen > FREE_OF_PASSWORD_FEN) return payAnswer(caller, trade)
  const refusal = takePayment(desk, trade, user, user.password)
  // The trade stays payable: whether the real one leaves a trade behind is unverified.
  if (refusal) return notPaid('ACQ.BUYER_BALANCE_NOT_ENOUGH', terms)
  return payAnswer(caller, trade)
}
