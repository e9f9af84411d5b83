import { takeByCode } from '../codepay/codepay.js'
import type { PaymentCode } from '../codepay/payment-codes.js'
import { reverseOrder } from '../codepay/reverse.js'
import { isObject } from '../fields.js'
import type { Order } from '../order-book.js'
import { tradeState } from '../order-state.js'
import { fingerprintOf } from '../place-order.js'
import { orderXml, paymentXml } from './order-xml.js'
import { FEN, OUT_TRADE_NO_V2, type V2Call, type V2Fields, type V2Outcome, V2Refused } from './v2-call.js'

const DIGITS_14 = /^\d{14}$/
const AUTH_CODE = /^1[0-5]\d{16}$/

export const MICROPAY_FIELDS: V2Fields = {
  nonce_str: { max: 32, required: true },
  device_info: { max: 32 },
  body: { max: 128, required: true },
  detail: { max: 6_000 },
  attach: { max: 127 },
  out_trade_no: { max: 32, pattern: OUT_TRADE_NO_V2, required: true },
  total_fee: { max: 9, pattern: FEN, required: true },
  fee_type: { max: 16, pattern: /^CNY$/ },
  spbill_create_ip: { max: 64, required: true },
  goods_tag: { max: 32 },
  limit_pay: { max: 32, pattern: /^no_credit$/ },
  time_start: { max: 14, pattern: DIGITS_14 },
  time_expire: { max: 14, pattern: DIGITS_14 },
  receipt: { max: 8, pattern: /^Y$/ },
  auth_code: { max: 128, required: true },
  profit_sharing: { max: 16, pattern: /^[YN]$/ },
  scene_info: { max: 256 },
  version: { max: 32 },
}

/** The till reads the payer's code: paid at once, refused, or the payer is asked for the password. */
export function micropay(v2: V2Call): V2Outcome {
  const { call, parameters, seat } = v2
  const { nonce_str: _nonce, sign: _sign, sign_type: _type, ...rest } = parameters
  const fingerprint = fingerprintOf('micropay', rest)
  const known = call.platform.book.order(seat.scope, parameters.out_trade_no ?? '')
  if (known) throw repeated(known, fingerprint, call.nowMs)
  const code = aliveCode(v2)
  const { device_info: device, attach, goods_tag: tag } = parameters
  const detail = detailOf(parameters.detail)
  const body = {
    description: parameters.body ?? '',
    out_trade_no: parameters.out_trade_no ?? '',
    amount: { total: Number(parameters.total_fee) },
    ...(attach ? { attach } : {}),
    ...(tag ? { goods_tag: tag } : {}),
    ...(device ? { scene_info: { device_id: device } } : {}),
    ...(detail ? { detail } : {}),
    ...(parameters.limit_pay ? { limit_pay: [parameters.limit_pay] } : {}),
    settle_info: { profit_sharing: parameters.profit_sharing === 'Y' },
  }
  return paymentXml(takeByCode(call, body, { ...seat, fingerprint, userId: code.userId }, code))
}

/** The same number again: how it stands, never a second payment. */
function repeated(order: Order, fingerprint: string, nowMs: number): V2Refused {
  if (order.fingerprint !== fingerprint) return used()
  switch (tradeState(order, nowMs)) {
    case 'USERPAYING':
      return new V2Refused('USERPAYING', '需要用户输入支付密码', 'The payer is asked for the password')
    case 'SUCCESS':
    case 'REFUND':
      return new V2Refused('ORDERPAID', '该订单已支付', 'The order is already paid')
    case 'REVOKED':
      return new V2Refused('ORDERREVERSED', '该订单已撤销', 'The order was reversed')
    default:
      return new V2Refused('ORDERCLOSED', '该订单已关闭', 'The order is closed')
  }
}

export const used = (): V2Refused =>
  new V2Refused('OUT_TRADE_NO_USED', '商户订单号重复', 'The out_trade_no is used already')

function aliveCode({ call, parameters }: V2Call): PaymentCode {
  const { paymentCodes } = call.platform
  const text = parameters.auth_code ?? ''
  if (!AUTH_CODE.test(text))
    throw new V2Refused('AUTH_CODE_ERROR', '付款码格式错误', 'This is not written like a payment code')
  const code = paymentCodes.known(text)
  if (!code || (code.lockedTo ?? call.merchant.mchid) !== call.merchant.mchid)
    throw new V2Refused('AUTH_CODE_INVALID', '付款码无效', 'There is no such payment code')
  if (paymentCodes.alive(text)) return code
  throw new V2Refused(
    'AUTHCODEEXPIRE',
    '付款码已过期，请用户刷新后重试',
    'The payment code is not valid any more; ask the payer for a fresh one',
  )
}

interface Detail {
  cost_price?: number
  goods_detail?: Array<{ merchant_goods_id: string; quantity: number; unit_price: number }>
}

/** The receipt, whose members V2 names in another way; a text that is none is refused. */
function detailOf(text: string | undefined): Detail | undefined {
  if (!text) return undefined
  const wrong = new V2Refused('PARAM_ERROR', '参数detail格式错误', 'detail is not as documented')
  let told: unknown
  try {
    told = JSON.parse(text)
  } catch {
    throw wrong
  }
  if (!isObject(told)) throw wrong
  const { cost_price: cost, goods_detail: goods = [] } = told
  if (!Array.isArray(goods) || (cost !== undefined && !Number.isSafeInteger(cost))) throw wrong
  return {
    ...(cost === undefined ? {} : { cost_price: Number(cost) }),
    goods_detail: goods.map((one: unknown) => {
      if (!isObject(one) || typeof one.goods_id !== 'string') throw wrong
      const { quantity, price } = one
      if (!Number.isSafeInteger(quantity) || !Number.isSafeInteger(price)) throw wrong
      return { merchant_goods_id: one.goods_id, quantity: Number(quantity), unit_price: Number(price) }
    }),
  }
}

export const NUMBER_FIELDS: V2Fields = {
  transaction_id: { max: 32 },
  out_trade_no: { max: 32, pattern: OUT_TRADE_NO_V2 },
}

/** Any order of this merchant, over whichever interface it came. */
export function orderQuery(v2: V2Call): V2Outcome {
  return orderXml(orderMeant(v2), v2.call.nowMs)
}

/** `recall` would be `Y` when nobody knows how it ended: here it is always known. */
export function reverse(v2: V2Call): V2Outcome {
  const order = orderMeant(v2)
  reverseOrder(v2.call, order, v2.seat.scope)
  return { recall: 'N' }
}

function orderMeant({ call, parameters, seat }: V2Call): Order {
  const { transaction_id: id, out_trade_no: number } = parameters
  if (!id && !number)
    throw new V2Refused(
      'LACK_PARAMS',
      '缺少参数transaction_id或out_trade_no',
      'transaction_id or out_trade_no is missing',
    )
  const { book } = call.platform
  const order = id ? book.orderByTransaction(seat.scope, id) : book.order(seat.scope, number ?? '')
  // Parts of a combined order are queried as a whole only.
  if (order && order.combineId === undefined) return order
  throw new V2Refused('ORDERNOTEXIST', '此交易订单号不存在', 'The order does not exist')
}

export const AUTH_CODE_FIELDS: V2Fields = { auth_code: { max: 128, required: true } }

/** Whose code it is; from then on it pays this merchant only. */
export function authCodeToOpenid(v2: V2Call): V2Outcome {
  const { core, openids, paymentCodes } = v2.call.platform
  const code = aliveCode(v2)
  const user = core.wallets.user(code.userId)
  if (!user) throw new V2Refused('AUTH_CODE_INVALID', '付款码无效', 'There is no such payment code')
  paymentCodes.lock(code, v2.call.merchant.mchid)
  return { openid: openids.openidOf(user, v2.seat.appid) }
}
