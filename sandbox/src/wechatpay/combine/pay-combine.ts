import type { NoticeAlteration } from '../../core/faults.js'
import type { CodeView, WalletRefusal } from '../../core/institution.js'
import type { NoticeRecord } from '../../core/notices.js'
import { refuseWallet } from '../../core/refusals.js'
import type { Platform } from '../call.js'
import { markPaid, REFUSAL_OF, requirePayer } from '../pay-order.js'
import type { Combine } from './combine-book.js'
import { combineNoticeJson } from './combine-json.js'
import { combineState, combineTotalMinor } from './combine-state.js'

export function combineView(
  platform: Platform,
  combine: Combine,
  expiresAtMs: number,
  returnUrl: string | null,
): CodeView {
  const nowMs = platform.core.clock.nowMs()
  const orders = platform.combines.ordersOf(combine)
  const state = combineState(combine, orders, nowMs)
  const untilMs = Math.min(expiresAtMs, combine.payableUntilMs)
  return {
    institution: 'wechat',
    outTradeNo: combine.outTradeNo,
    payee: platform.merchants.get(combine.mchid)?.name ?? combine.mchid,
    description: orders.map((order) => order.description).join('、'),
    amountMinor: combineTotalMinor(orders),
    currency: 'CNY',
    state:
      state === 'CLOSED' ? 'closed' : state !== 'NOTPAY' ? 'paid' : nowMs >= untilMs ? 'expired' : 'payable',
    expiresAtMs: untilMs,
    returnUrl,
  }
}

/** One charge, every part paid, one notice; or a refusal and nothing at all. */
export function payCombine(
  platform: Platform,
  combine: Combine,
  view: CodeView,
  userId: string,
  password: string,
): WalletRefusal | null {
  const { core } = platform
  if (view.state !== 'payable') return refuseWallet(REFUSAL_OF[view.state])
  const user = requirePayer(platform, userId, combine.openid, combine.openidUnder)
  if ('zh' in user) return user
  const orders = platform.combines.ordersOf(combine)
  const plans = platform.coupons.plan(orders, user.id)
  const refusal = core.wallets.charge(userId, password, {
    payee: view.payee,
    description: view.description,
    outTradeNo: combine.outTradeNo,
    amountMinor: view.amountMinor - plans.reduce((sum, plan) => sum + plan.discountMinor, 0),
  })
  if (refusal) return refusal

  // From here on all parts are paid.
  for (const [at, order] of orders.entries()) markPaid(platform, order, user, plans[at])
  core.events.emit({
    kind: 'payment',
    institution: 'wechatpay',
    outTradeNo: combine.outTradeNo,
    zh: '用户已支付合单',
    en: 'The user paid a combined order',
    data: { amountMinor: view.amountMinor, parts: combine.orderIds.length },
  })
  sendCombineNotice(platform, combine, null)
  return null
}

export function sendCombineNotice(
  platform: Platform,
  combine: Combine,
  alter: NoticeAlteration | null,
): NoticeRecord {
  return platform.core.notices.send({
    institution: 'wechatpay',
    operation: 'notice.payment',
    event: 'TRANSACTION.SUCCESS',
    outTradeNo: combine.outTradeNo,
    url: combine.notifyUrl,
    alter,
    payload: {
      mchid: combine.mchid,
      signer: combine.signer,
      originalType: 'transaction',
      summary: '支付成功',
      plaintext: combineNoticeJson(combine, platform.combines.ordersOf(combine)),
    },
  })
}
