import type { WalletRefusal } from '../../core/institution.js'
import { type Answer, ok, Refused } from '../answers.js'
import { type Call, type Platform, readBody } from '../call.js'
import { NO_PLAN } from '../coupons/choose-coupons.js'
import { couponFacts } from '../coupons/promotion.js'
import { checkFields, fieldError } from '../fields.js'
import { requireAppid, requireSubMerchant } from '../merchants/partner.js'
import { type Order, orderKey, type Partner, scopeOf, sellerOf } from '../order-book.js'
import { orderJson } from '../order-json.js'
import { DEFAULT_PAYABLE_MS, tradeState } from '../order-state.js'
import { markPaid } from '../pay-order.js'
import { fingerprintOf } from '../place-order.js'
import { type CodePayBody, codePayFields } from './codepay-fields.js'
import type { PaymentCode } from './payment-codes.js'

/** Above this the payer is asked for the password (unverified; the wallet decides in life). */
const WITHOUT_PASSWORD_MINOR = 100_000

/** The till reads the payer's code and is answered at once: paid, refused, or the payer must type the password. */
export const codePay =
  (mode: 'direct' | 'partner') =>
  (call: Call): Answer => {
    const raw = readBody(call)
    checkFields(raw, codePayFields(mode === 'partner'))
    // The fields above are exactly the members of CodePayBody.
    const body = raw as unknown as CodePayBody
    requireStore(body)
    const { appid, partner } = payeeOf(call, body)
    requireOpen(call)
    const scope = scopeOf(call.merchant.mchid, partner?.subMchid)
    const fingerprint = fingerprintOf('codepay', raw)
    const existing = call.platform.book.order(scope, body.out_trade_no)
    if (existing) return repeated(existing, fingerprint, call.nowMs)
    const code = call.platform.paymentCodes.alive(body.payer.auth_code)
    if (!code || (code.lockedTo ?? call.merchant.mchid) !== call.merchant.mchid) {
      throw new Refused('INVALID_REQUEST', {
        zh: '付款码无效或已过期，请让用户刷新后重新扫码',
        en: 'The payment code is not valid any more; ask the payer for a fresh one',
      })
    }

    const seat = { appid, partner, scope, fingerprint, userId: code.userId }
    return ok(orderJson(takeByCode(call, body, seat, code), call.nowMs))
  }

/** The order stands and the code is spent; throws when it is not paid at once. */
export function takeByCode(call: Call, body: CodePayOrder, seat: CodePaySeat, code: PaymentCode): Order {
  const order = newOrder(call, body, seat)
  call.platform.paymentCodes.use(code)
  if (code.asksPassword || body.amount.total > WITHOUT_PASSWORD_MINOR) {
    call.platform.book.keepOrder(order)
    throw userPaying()
  }
  const refusal = settleCodePay(call.platform, order)
  if (refusal) throw new Refused('NOT_ENOUGH', { zh: '用户余额不足', en: 'The payer has not enough money' })
  return order
}

/** Takes the money as the payer confirms; a refusal ends this number. */
export function settleCodePay(platform: Platform, order: Order): WalletRefusal | null {
  const { core, book, merchants } = platform
  const user = core.wallets.user(order.codePay?.userId ?? '')
  if (!order.codePay || !user) throw new Error('A code payment without its payer.')
  const [plan = NO_PLAN] = platform.coupons.plan([order], user.id)
  const refusal = core.wallets.charge(user.id, user.password, {
    payee: merchants.get(sellerOf(order))?.name ?? sellerOf(order),
    description: order.description,
    outTradeNo: order.outTradeNo,
    orderId: order.id,
    amountMinor: order.totalMinor - plan.discountMinor,
  })
  order.codePay = { ...order.codePay, waiting: false, failed: refusal !== null }
  if (refusal) book.keepOrder(order)
  else markPaid(platform, order, user, plan)
  core.events.emit({
    kind: 'payment',
    institution: 'wechatpay',
    outTradeNo: order.outTradeNo,
    zh: refusal ? '付款码支付失败' : '付款码支付成功',
    en: refusal ? 'The code payment failed' : 'Paid by code',
    data: { amountMinor: order.totalMinor },
  })
  return refusal
}

/** The payer does not type the password. */
export function declineCodePay(platform: Platform, order: Order): void {
  if (!order.codePay) return
  order.codePay = { ...order.codePay, waiting: false, failed: true }
  platform.book.keepOrder(order)
}

export function requireOpen(call: Call): void {
  if (call.platform.merchantBook.settings(call.merchant.mchid).codePay) return
  throw new Refused('NO_AUTH', { zh: '商户未开通付款码支付', en: 'Code-pay is not open to this merchant' })
}

export function payeeOf(
  call: Call,
  body: { appid?: string; sp_appid?: string; sub_appid?: string; sub_mchid?: string },
): { appid: string; partner: Partner | null } {
  const appid = body.sp_appid ?? body.appid ?? call.merchant.appid
  if (body.sub_mchid === undefined) {
    requireAppid(call.merchant, appid, 'appid')
    return { appid, partner: null }
  }
  const sub = requireSubMerchant(call, body.sub_mchid)
  requireAppid(call.merchant, appid, 'sp_appid')
  if (body.sub_appid !== undefined) requireAppid(sub, body.sub_appid, 'sub_appid')
  return { appid, partner: { subMchid: sub.mchid, subAppid: body.sub_appid ?? null, openidUnder: appid } }
}

/** A store is known by WeChat's number or by the merchant's own. */
function requireStore({ scene_info: scene }: CodePayBody): void {
  const store = scene?.store_info
  if (!store || store.id !== undefined || store.out_id !== undefined) return
  throw fieldError('/scene_info/store_info/id', undefined, '与out_id必填其一', 'or out_id is required')
}

function repeated(order: Order, fingerprint: string, nowMs: number): Answer {
  const state = tradeState(order, nowMs)
  if (order.fingerprint !== fingerprint) {
    throw new Refused('OUT_TRADE_NO_USED', { zh: '商户订单号重复', en: 'The out_trade_no is used already' })
  }
  if (state === 'USERPAYING') throw userPaying()
  if (state === 'SUCCESS' || state === 'REFUND') {
    throw new Refused('INVALID_REQUEST', { zh: '该订单已支付', en: 'The order is already paid' })
  }
  throw new Refused('ORDER_CLOSED', {
    zh: '订单已关闭，请更换商户订单号',
    en: 'The order is over; use a new number',
  })
}

/** 202 with an error body: ask again until the payer decided (the status is unverified). */
function userPaying(): Refused {
  return new Refused('USERPAYING', {
    zh: '用户支付中，需要输入密码',
    en: 'The payer is asked for the password',
  })
}

/** What is paid for. */
type CodePayOrder = Omit<CodePayBody, 'payer'>

interface CodePaySeat {
  appid: string
  partner: Partner | null
  scope: string
  fingerprint: string
  userId: string
}

function newOrder(call: Call, body: CodePayOrder, seat: CodePaySeat): Order {
  return {
    id: orderKey(seat.scope, body.out_trade_no),
    mchid: call.merchant.mchid,
    ...(seat.partner ? { partner: seat.partner } : {}),
    appid: seat.appid,
    outTradeNo: body.out_trade_no,
    tradeType: 'MICROPAY',
    description: body.description,
    attach: body.attach ?? '',
    notifyUrl: '',
    totalMinor: body.amount.total,
    fingerprint: seat.fingerprint,
    openid: null,
    deviceId: body.scene_info?.device_id ?? null,
    goodsIds: body.detail?.goods_detail?.map((goods) => goods.merchant_goods_id) ?? null,
    ...couponFacts(body),
    profitSharing: body.settle_info?.profit_sharing ?? false,
    createdAtMs: call.nowMs,
    payableUntilMs: call.nowMs + DEFAULT_PAYABLE_MS,
    closedAtMs: null,
    handles: [],
    signer: call.signer,
    codePay: { userId: seat.userId, waiting: true, failed: false, revokedAtMs: null },
    paid: null,
    refundIds: [],
  }
}
