import { type CodeView, type Institution, isRefusal, type WalletRefusal } from '../core/institution.js'
import { refuseOtherWallet, refuseWallet } from '../core/refusals.js'
import type { Order } from './order-book.js'
import { tradeState } from './order-state.js'
import { codeView, type PayParts, payOrder } from './pay-order.js'
import { invocationIsGood, readWalletText } from './wallet-texts.js'

interface Found {
  order: Order
  view: CodeView
}

/** WeChat Pay as the phone sees it. */
export function createWalletSide(parts: PayParts): Institution {
  const { core, book, merchants } = parts

  const find = (text: string): Found | WalletRefusal => {
    const read = readWalletText(text)
    if (!read) return refuseOtherWallet('wechat')
    const found = book.orderByHandle(read.handle)
    const merchant = found && merchants.get(found.order.mchid)
    if (!found || !merchant) return refuseWallet('unknown_code')
    if (read.invocation && !invocationIsGood(read.invocation, found.order, merchant)) {
      return refuseWallet('wrong_invocation_signature')
    }
    return {
      order: found.order,
      view: codeView(parts, found.order, found.handle.expiresAtMs, read.returnUrl),
    }
  }
  const missing = (answer: Found | WalletRefusal): answer is WalletRefusal => 'zh' in answer

  return {
    name: 'wechatpay',
    recognises: (text) => readWalletText(text) !== null,
    look(text, userId) {
      if (core.wallets.user(userId)?.wallet !== 'wechat') return refuseOtherWallet('alipay')
      const found = find(text)
      return missing(found) ? found : found.view
    },
    pay(text, userId, password) {
      const found = find(text)
      if (missing(found)) return found
      const refusal = payOrder(parts, found.order, found.view, userId, password)
      return refusal ?? { ...found.view, state: 'paid' }
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
      return open.reverse()
    },
  }
}
