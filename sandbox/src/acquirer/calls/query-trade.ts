import { type Call, needMerchant, paymentOf } from '../call.js'
import type { Desk } from '../desk.js'
import { readText } from '../fields.js'
import { logNoOf } from '../numbers.js'
import type { Order, Refund } from '../order-book.js'
import { orderState, STATE_WORDS, tradeState } from '../order-state.js'
import { type Answer, answered, Refused } from '../results.js'
import { paymentMembers, refundMembers } from '../trade-json.js'

/** "Success" says only that the trade was found: the state is a member (acquirer.md §2.3). */
export function queryTrade(call: Call): Answer {
  const { desk, data } = call
  needMerchant(call, 'with_terminal')
  const tradeNo = readText(data, 'trade_no', 32)
  const outTradeNo = readText(data, 'out_trade_no', 32)
  if (tradeNo === null && outTradeNo === null)
    throw new Refused('BAD_FIELD', 'trade_no、out_trade_no 至少一项')
  const { book } = desk
  const { merchantNo } = desk.core.keys.acquirer
  // trade_no wins.
  const refund = tradeNo === null ? book.refund(merchantNo, outTradeNo!) : book.refundByNumber(tradeNo)
  if (refund) return answered('SUCCESS', refundAnswer(desk, refund))
  const order = tradeNo === null ? book.order(merchantNo, outTradeNo!) : book.orderByNumber(tradeNo)
  if (!order) throw new Refused('NO_SUCH_TRADE')
  return answered('SUCCESS', orderAnswer(desk, order, tradeNo, call.nowMs))
}

const REFUND_WORDS = { DEAL: '处理中', SUCCESS: '交易成功', FAIL: '交易失败' } as const

export function refundAnswer(desk: Desk, refund: Refund): object {
  const order = desk.book.orderById(refund.orderId)!
  return {
    ...refundMembers(order, paymentOf(order, refund), refund),
    trade_main_type: refund.kind,
    trade_state: refund.state,
    trade_state_desc: REFUND_WORDS[refund.state],
    acc_resp_fields: {},
  }
}

function orderAnswer(desk: Desk, order: Order, tradeNo: string | null, nowMs: number): object {
  const state = orderState(desk.book, order, nowMs)
  const payment = order.payments.find((one) => one.tradeNo === tradeNo) ?? order.payments[0]
  const members = payment
    ? paymentMembers(order, payment)
    : {
        merchant_no: order.merchantNo,
        term_no: order.termNo,
        out_trade_no: order.outTradeNo,
        trade_no: order.number,
        log_no: logNoOf(order.number),
        account_type: order.accountTypes.length === 1 ? order.accountTypes[0] : '',
        total_amount: String(order.totalMinor),
        remark: order.remark ?? '',
      }
  return {
    ...members,
    trade_main_type: 'PREORDER',
    trade_state: tradeState(state),
    trade_state_desc: STATE_WORDS[state],
    acc_resp_fields: {},
  }
}
