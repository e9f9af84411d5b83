import { type CodeView, type Institution, isRefusal, type WalletRefusal } from '../core/institution.js'
import { refuseOtherWallet, refuseWallet } from '../core/refusals.js'
import type { Platform } from './call.js'
import { type InvokedOrder, invocationProblem } from './check-invocation.js'
import { combineView, payCombine } from './combine/pay-combine.js'
import { type Order, sellerOf } from './order-book.js'
import { tradeState } from './order-state.js'
import { codeView, payOrder } from './pay-order.js'
import { readInvocation } from './read-invocation.js'
import { readWalletText, type WalletText } from './wallet-texts.js'

interface Found {
  view: CodeView
  orders: Order[]
  pay(view: CodeView, userId: string, password: string): WalletRefusal | null
}

/** An invocation that lacks something; null for any other text. */
function refuseIncomplete(text: string): WalletRefusal | null {
  const read = readInvocation(text.trim())
  if (!read || !('missing' in read)) return null
  return {
    code: 'wrong_invocation_signature',
    zh: `调起支付缺少或写错了参数：${read.missing.join('、')}。没有扣款。`,
    en: `The invocation lacks, or has malformed: ${read.missing.join(', ')}. Nothing was charged.`,
  }
}

/** WeChat Pay as the phone sees it. */
export function createWalletSide(parts: Platform): Institution {
  const { core, book, combines, merchants } = parts

  const find = (text: string): Found | WalletRefusal => {
    const read = readWalletText(text)
    if (!read) return refuseIncomplete(text) ?? refuseOtherWallet('wechat')
    return findCombine(read) ?? findOrder(read) ?? refuseWallet('unknown_code')
  }
  const refuseInvocation = ({ invocation }: WalletText, order: InvokedOrder): WalletRefusal | null => {
    const problem = invocation && invocationProblem(invocation, order, merchants.values())
    if (!problem) return null
    const { code, zh, en } = refuseWallet('wrong_invocation_signature')
    return { code, zh: `${zh}${problem.zh}`, en: `${en} ${problem.en}` }
  }
  const findOrder = (read: WalletText): Found | WalletRefusal | null => {
    const found = book.orderByHandle(read.handle)
    const merchant = found && merchants.get(found.order.mchid)
    if (!found || !merchant) return null
    const { order, handle } = found
    const invoked = {
      appid: order.partner?.subAppid ?? order.appid,
      signer: merchant,
      sellerMchid: sellerOf(order),
    }
    return (
      refuseInvocation(read, invoked) ?? {
        view: codeView(parts, order, handle.expiresAtMs, read.returnUrl),
        orders: [order],
        pay: (view, userId, password) => payOrder(parts, order, view, userId, password),
      }
    )
  }
  const findCombine = (read: WalletText): Found | WalletRefusal | null => {
    const found = combines.byHandle(read.handle)
    const merchant = found && merchants.get(found.combine.mchid)
    if (!found || !merchant) return null
    const { combine, handle } = found
    const invoked = { appid: combine.appid, signer: merchant, sellerMchid: combine.mchid }
    return (
      refuseInvocation(read, invoked) ?? {
        view: combineView(parts, combine, handle.expiresAtMs, read.returnUrl),
        orders: combines.ordersOf(combine),
        pay: (view, userId, password) => payCombine(parts, combine, view, userId, password),
      }
    )
  }
  /** The view with what this user's coupons will take off. */
  const viewFor = ({ view, orders }: Found, userId: string): CodeView => {
    if (view.state !== 'payable') return view
    const plans = parts.coupons.plan(orders, userId)
    const discountMinor = plans.reduce((sum, plan) => sum + plan.discountMinor, 0)
    return discountMinor === 0 ? view : { ...view, discountMinor }
  }
  const missing = (answer: Found | WalletRefusal): answer is WalletRefusal => 'zh' in answer

  return {
    name: 'wechatpay',
    recognises: (text) => readWalletText(text) !== null || refuseIncomplete(text) !== null,
    look(text, userId) {
      if (core.wallets.user(userId)?.wallet !== 'wechat') return refuseOtherWallet('alipay')
      const found = find(text)
      return missing(found) ? found : viewFor(found, userId)
    },
    pay(text, userId, password) {
      const found = find(text)
      if (missing(found)) return found
      // Before the coupons are spent.
      const view = viewFor(found, userId)
      const refusal = found.pay(view, userId, password)
      return refusal ?? { ...view, state: 'paid' }
    },
    cancel(text, userId) {
      const view = this.look(text, userId)
      if (isRefusal(view)) return view
      core.events.emit({
        kind: 'payment',
        institution: 'wechatpay',
        outTradeNo: view.outTradeNo,
        zh: '用户取消支付，订单仍可支付',
        en: 'The user turned away; the order stays payable',
        data: {},
      })
      return view
    },
    openCodes() {
      const nowMs = core.clock.nowMs()
      const open: Array<CodeView & { code: string }> = []
      for (const order of book.orders()) {
        const handle = order.handles.at(-1)
        if (!handle || tradeState(order, nowMs) !== 'NOTPAY') continue
        const view = codeView(parts, order, handle.expiresAtMs, null)
        if (view.state === 'payable') open.push({ ...view, code: handle.text })
      }
      for (const combine of combines.values()) {
        const handle = combine.handles.at(-1)
        if (!handle) continue
        const view = combineView(parts, combine, handle.expiresAtMs, null)
        if (view.state === 'payable') open.push({ ...view, code: handle.text })
      }
      return open.reverse()
    },
  }
}
