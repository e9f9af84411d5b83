import { beijingStamp, readBeijingStamp } from '../beijing-time.js'
import { type Call, needMerchant, paymentOf } from '../call.js'
import {
  type JsonObject,
  needFenNumber,
  needNumber,
  needText,
  readAddress,
  readFlag,
  readJsonText,
  readText,
} from '../fields.js'
import { newPayOrderNo } from '../numbers.js'
import { type AccountType, keyOf, type Order } from '../order-book.js'
import { counterStatus, orderState } from '../order-state.js'
import { type Answer, answered, Refused } from '../results.js'
import { counterMembers, paymentTradeInfo, refundTradeInfo } from '../trade-json.js'
import { codeText } from '../wallet-side.js'
import { closeOrder } from './close-trade.js'

/** (unverified): the longest time to pay. */
const LONGEST_MS = 7 * 24 * 3_600_000

/** The aggregated code: counter_url is drawn as a QR, or a browser is led there (acquirer.md §2.8). */
export function createCounterOrder(call: Call): Answer {
  const { desk, data, nowMs } = call
  const { core, book } = desk
  needMerchant(call, 'no_terminal')
  const { merchantNo, termNo, channelId } = core.keys.acquirer
  const outTradeNo = needNumber(data, 'out_order_no')
  const totalMinor = needFenNumber(data, 'total_amount')
  const expiresAtMs = readBeijingStamp(needText(data, 'order_efficient_time', 14))
  if (expiresAtMs === null || expiresAtMs <= nowMs || expiresAtMs > nowMs + LONGEST_MS)
    throw new Refused('BAD_FIELD', 'order_efficient_time 应为 7 天内的 yyyyMMddHHmmss')
  const subject = needText(data, 'order_info', 100)
  readText(data, 'vpos_id', 32)
  readText(data, 'settle_type', 4)
  // Combined orders are split to several merchants; this sandbox has one.
  if (readFlag(data, 'split_mark')) throw new Refused('NOT_OPENED', 'split_mark')
  readFlag(data, 'support_cancel')
  readFlag(data, 'close_order_auto_refund')
  const flags = {
    supportRefund: readFlag(data, 'support_refund'),
    supportRepeatPay: readFlag(data, 'support_repeat_pay'),
    repeatPayAutoRefund: readFlag(data, 'repeat_pay_auto_refund'),
    repeatPayNotify: readFlag(data, 'repeat_pay_notify'),
  }
  const accountTypes = readModes(data)
  const addresses = {
    notifyUrl: readAddress(data, 'notify_url', 128),
    callbackUrl: readAddress(data, 'callback_url', 256),
  }
  if (book.order(merchantNo, outTradeNo) ?? book.refund(merchantNo, outTradeNo))
    throw new Refused('NUMBER_USED')

  // From here on the order exists.
  const order: Order = {
    id: keyOf(merchantNo, outTradeNo),
    kind: 'counter',
    merchantNo,
    termNo,
    outTradeNo,
    number: newPayOrderNo(core.random, nowMs),
    accountTypes,
    transType: null,
    totalMinor,
    subject,
    remark: null,
    ...addresses,
    payerId: null,
    invocationAppId: null,
    createdAtMs: nowMs,
    expiresAtMs,
    closedAtMs: null,
    handles: [core.random.alphanumeric(24)],
    ...flags,
    payments: [],
    refundIds: [],
  }
  book.keepOrder(order)
  return answered('CASHIER_SUCCESS', {
    merchant_no: merchantNo,
    channel_id: channelId,
    out_order_no: outTradeNo,
    order_create_time: beijingStamp(nowMs),
    order_efficient_time: beijingStamp(expiresAtMs),
    pay_order_no: order.number,
    total_amount: String(totalMinor),
    counter_url: codeText(desk, order),
  })
}

/** counter_param may leave only one wallet. */
function readModes(data: JsonObject): AccountType[] {
  readText(data, 'busi_type_param', 1_024)
  const mode = readJsonText(data, 'counter_param', 1_024)?.pay_mode
  if (mode === undefined) return ['WECHAT', 'ALIPAY']
  if (mode === 'WECHAT' || mode === 'ALIPAY') return [mode]
  throw new Refused('NOT_OPENED', `pay_mode ${String(mode).slice(0, 32)}`)
}

export function queryCounterOrder(call: Call): Answer {
  const order = needCounterOrder(call)
  const { desk, nowMs } = call
  const refunds = desk.book.refundsOf(order)
  return answered('CASHIER_SUCCESS', {
    ...counterMembers(desk.core, order, orderState(desk.book, order, nowMs)),
    order_trade_info_list: [
      ...order.payments.map((payment) => paymentTradeInfo(order, payment)),
      ...refunds.map((refund) => refundTradeInfo(order, paymentOf(order, refund), refund)),
    ],
  })
}

export function closeCounterOrder(call: Call): Answer {
  const order = needCounterOrder(call)
  closeOrder(call.desk, order, call.nowMs)
  return answered('CASHIER_SUCCESS', {
    merchant_no: order.merchantNo,
    channel_id: call.desk.core.keys.acquirer.channelId,
    out_order_no: order.outTradeNo,
    pay_order_no: order.number,
    order_status: counterStatus('CLOSE'),
  })
}

/** By out_order_no and merchant_no, or by pay_order_no and channel_id. */
function needCounterOrder(call: Call): Order {
  const { desk, data } = call
  const { book } = desk
  const { merchantNo, channelId } = desk.core.keys.acquirer
  const payOrderNo = readText(data, 'pay_order_no', 64)
  let order: Order | undefined
  if (payOrderNo === null) {
    needMerchant(call, 'no_terminal')
    order = book.order(merchantNo, needText(data, 'out_order_no', 32))
  } else {
    if (needText(data, 'channel_id', 32) !== channelId) throw new Refused('OTHER_MERCHANT')
    order = book.orderByNumber(payOrderNo)
  }
  if (order?.kind !== 'counter') throw new Refused('NO_SUCH_TRADE')
  return order
}
