import type { CodeView, WalletName, WalletRefusal } from '../core/institution.js'
import { refuseOtherWallet, refuseWallet } from '../core/refusals.js'
import type { WalletUser } from '../core/wallets.js'
import type { Desk } from './desk.js'
import { notifyPayment } from './notify.js'
import { feeOf, logNoOf, newAccTradeNo, newTradeNo } from './numbers.js'
import { type Order, type Payment, WALLET_OF_ACCOUNT } from './order-book.js'
import { orderState } from './order-state.js'
import { beginRefund } from './refunding.js'

const ACCOUNT_OF: Record<WalletName, 'WECHAT' | 'ALIPAY'> = { wechat: 'WECHAT', alipay: 'ALIPAY' }

export function viewOf(desk: Desk, order: Order, wallet: WalletName): CodeView {
  const state = orderState(desk.book, order, desk.core.clock.nowMs())
  const unpaid = order.closedAtMs === null && desk.core.clock.nowMs() < order.expiresAtMs
  const payableAgain = order.supportRepeatPay && state === 'SUCCESS' && unpaid
  return {
    institution: wallet,
    outTradeNo: order.outTradeNo,
    payee: desk.terms().name,
    description: order.subject,
    amountMinor: order.totalMinor,
    currency: 'CNY',
    state:
      state === 'INIT' || payableAgain
        ? 'payable'
        : state === 'CLOSE'
          ? 'closed'
          : state === 'EXPIRED'
            ? 'expired'
            : 'paid',
    expiresAtMs: order.expiresAtMs,
    returnUrl: order.callbackUrl,
  }
}

/** Why this user cannot pay the order at all, whatever its state. */
export function refusePayer(order: Order, user: WalletUser): WalletRefusal | null {
  if (!order.accountTypes.some((account) => WALLET_OF_ACCOUNT[account] === user.wallet))
    return refuseOtherWallet(user.wallet)
  if (order.payerId === null || order.payerId === user.payerId) return null
  return {
    code: 'not_this_wallet',
    zh: '该订单只能由下单时指定的用户支付。没有扣款。',
    en: 'Only the user named by the order can pay it. Nothing was charged.',
  }
}

const REFUSAL_OF = { paid: 'already_paid', closed: 'closed', expired: 'expired' } as const

/** What an Alipay window was handed is Alipay's own number of the trade; the payment goes by it too. */
function handedOut({ accountTypes, transType, handles }: Order): string | null {
  return transType === '51' && accountTypes.includes('ALIPAY') ? (handles[0] ?? null) : null
}

/** Takes the money and tells the merchant, or refuses and takes nothing. */
export function takePayment(
  desk: Desk,
  order: Order,
  user: WalletUser,
  password: string,
): WalletRefusal | null {
  const { core, book } = desk
  const { state } = viewOf(desk, order, user.wallet)
  if (state !== 'payable') return refuseWallet(REFUSAL_OF[state])
  const refusal = core.wallets.charge(user.id, password, {
    payee: desk.terms().name,
    description: order.subject,
    outTradeNo: order.outTradeNo,
    amountMinor: order.totalMinor,
  })
  if (refusal) return refusal

  // From here on the order is paid.
  const nowMs = core.clock.nowMs()
  const accountType = ACCOUNT_OF[user.wallet]
  // A preorder is one trade from the start; the cashier makes one for each payment.
  const tradeNo = order.kind === 'preorder' ? order.number : newTradeNo(core.random, nowMs)
  const payment: Payment = {
    tradeNo,
    logNo: logNoOf(tradeNo),
    accTradeNo: handedOut(order) ?? newAccTradeNo(core.random, nowMs, accountType),
    accountType,
    userId: user.id,
    payerId: user.payerId,
    amountMinor: order.totalMinor,
    feeMinor: feeOf(order.totalMinor),
    paidAtMs: nowMs,
    repeat: order.payments.length > 0,
  }
  order.payments.push(payment)
  book.keepOrder(order)
  core.events.emit({
    kind: 'payment',
    institution: 'acquirer',
    outTradeNo: order.outTradeNo,
    zh: payment.repeat ? '同一聚合码被再次支付' : '通过收单机构付款成功',
    en: payment.repeat ? 'The aggregated code was paid once more' : 'Paid through the acquirer',
    data: { amountMinor: payment.amountMinor, tradeNo, accTradeNo: payment.accTradeNo },
  })
  const givesBack = payment.repeat && order.repeatPayAutoRefund
  if (givesBack) {
    beginRefund(desk, order, payment, {
      outTradeNo: `AR${tradeNo}`,
      amountMinor: payment.amountMinor,
      reason: '重复支付自动退款',
      kind: 'REFUND',
      repeatable: false,
      silent: !order.repeatPayNotify,
    })
  }
  if (!givesBack || order.repeatPayNotify) notifyPayment(desk, order, payment)
  return null
}
