import QRCode from 'qrcode'
import { type Call, needMerchant } from '../call.js'
import {
  type JsonObject,
  needFenText,
  needLocation,
  needNumber,
  needText,
  readAddress,
  readObject,
  readText,
} from '../fields.js'
import { invocationFor } from '../invocation.js'
import { logNoOf, newTradeNo } from '../numbers.js'
import { type AccountType, keyOf, type Order } from '../order-book.js'
import { type Answer, answered, Refused } from '../results.js'

const MINUTE_MS = 60_000
/** Which way each wallet can be paid in (acquirer.md §2.4); 41 for WeChat is a grant of its own. */
const WAYS: Record<AccountType, readonly string[]> = {
  WECHAT: ['41', '51', '71', '61'],
  ALIPAY: ['41', '51', '81'],
}
/** Named by the interface, but no such wallet lives in the sandbox. */
const OTHER_ACCOUNTS = ['UQRCODEPAY', 'BESTPAY', 'SUNING', 'LKLACC', 'NUCSPAY']

export async function preorder(call: Call): Promise<Answer> {
  const { desk, data, nowMs } = call
  const { core, book } = desk
  needMerchant(call, 'with_terminal')
  const terms = readTerms(data)
  if (terms.accountType === 'WECHAT' && terms.transType === '41' && !desk.terms().wechatNative)
    throw new Refused('NOT_OPENED', '微信主扫')
  const { merchantNo, termNo } = core.keys.acquirer
  if (book.order(merchantNo, terms.outTradeNo) ?? book.refund(merchantNo, terms.outTradeNo))
    throw new Refused('NUMBER_USED')

  // From here on the order exists.
  const number = newTradeNo(core.random, nowMs)
  const { fields, handles } = await invocationFor(desk, terms, nowMs)
  const order: Order = {
    id: keyOf(merchantNo, terms.outTradeNo),
    kind: 'preorder',
    merchantNo,
    termNo,
    outTradeNo: terms.outTradeNo,
    number,
    accountTypes: [terms.accountType],
    transType: terms.transType,
    totalMinor: terms.totalMinor,
    subject: terms.subject ?? desk.terms().name,
    remark: terms.remark,
    notifyUrl: terms.notifyUrl,
    callbackUrl: terms.quitUrl,
    payerId: terms.payerId,
    invocationAppId: typeof fields.app_id === 'string' ? fields.app_id : null,
    createdAtMs: nowMs,
    expiresAtMs: nowMs + terms.timeoutMinutes * MINUTE_MS,
    closedAtMs: null,
    handles,
    supportRefund: true,
    supportRepeatPay: false,
    repeatPayAutoRefund: false,
    repeatPayNotify: false,
    payments: [],
    refundIds: [],
  }
  // Signing took a moment, in which the same number may have come once more.
  if (book.order(merchantNo, terms.outTradeNo)) throw new Refused('NUMBER_USED')
  book.keepOrder(order)
  const image = terms.transType === '41' ? await codeImage(handles[0]!) : {}
  return answered('SUCCESS', {
    merchant_no: merchantNo,
    out_trade_no: order.outTradeNo,
    trade_no: number,
    log_no: logNoOf(number),
    settle_merchant_no: merchantNo,
    settle_term_no: termNo,
    acc_resp_fields: { ...fields, ...image },
  })
}

export interface PreorderTerms {
  outTradeNo: string
  accountType: AccountType
  transType: string
  totalMinor: number
  subject: string | null
  remark: string | null
  notifyUrl: string | null
  quitUrl: string | null
  payerId: string | null
  subAppId: string | null
  timeoutMinutes: number
}

function readTerms(data: JsonObject): PreorderTerms {
  const outTradeNo = needNumber(data, 'out_trade_no')
  const account = needText(data, 'account_type', 32)
  const transType = needText(data, 'trans_type', 2)
  const totalMinor = needFenText(data, 'total_amount')
  needLocation(data)
  if (OTHER_ACCOUNTS.includes(account)) throw new Refused('NOT_OPENED', account)
  if (account !== 'WECHAT' && account !== 'ALIPAY') throw new Refused('BAD_FIELD', 'account_type')
  if (!WAYS[account].includes(transType))
    throw new Refused('BAD_FIELD', `trans_type ${transType} 不适用于 ${account}`)
  const subject = account === 'WECHAT' ? needText(data, 'subject', 42) : readText(data, 'subject', 42)
  readText(data, 'busi_mode', 8)
  if (readText(data, 'pay_order_no', 64) !== null) throw new Refused('NOT_OPENED', 'pay_order_no')
  const settleType = readText(data, 'settle_type', 4)
  if (settleType !== null && settleType !== '0' && settleType !== '1')
    throw new Refused('BAD_FIELD', 'settle_type')
  readText(data, 'identity_info', 1_024)
  readText(data, 'promo_info', 1_024)

  const busi = readObject(data, 'acc_busi_fields') ?? {}
  const timeout = readText(busi, 'timeout_express', 2) ?? '5'
  if (!/^[1-9]\d?$/.test(timeout))
    throw new Refused('BAD_FIELD', 'acc_busi_fields.timeout_express 应为 1 到 99 分钟')
  readText(busi, 'attach', 128)
  readText(busi, 'goods_tag', 32)
  readText(busi, 'device_info', 32)
  const limitPay = readText(busi, 'limit_pay', 32)
  if (limitPay !== null && limitPay !== 'no_credit')
    throw new Refused('BAD_FIELD', 'acc_busi_fields.limit_pay')
  const isJsapi = transType === '51' || transType === '71'
  const payerId = isJsapi ? needText(busi, 'user_id', 64) : null
  const needsApp = account === 'WECHAT' && transType !== '41'
  return {
    outTradeNo,
    accountType: account,
    transType,
    totalMinor,
    subject,
    remark: readText(data, 'remark', 128),
    notifyUrl: readAddress(data, 'notify_url', 128),
    quitUrl: transType === '81' ? readAddress(busi, 'quit_url', 400) : null,
    payerId,
    subAppId: needsApp ? needText(busi, 'sub_appid', 32) : null,
    timeoutMinutes: Number(timeout),
  }
}

async function codeImage(code: string): Promise<{ code_image: string }> {
  const png = await QRCode.toBuffer(code, { margin: 1, errorCorrectionLevel: 'M' })
  return { code_image: png.toString('base64') }
}
