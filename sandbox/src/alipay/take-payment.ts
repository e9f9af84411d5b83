import type { WalletRefusal } from '../core/institution.js'
import type { WalletUser } from '../core/wallets.js'
import { bookPayment } from './book-keeping.js'
import { buyerOf } from './buyers.js'
import type { Desk } from './desk.js'
import { type JsonObject, textOf } from './fields.js'
import { complaintAboutSigning, signAgreement } from './sign-agreement.js'
import type { Trade } from './trades.js'

function signByPaying(desk: Desk, { terms }: Trade, signs: JsonObject, user: WalletUser): void {
  // An agreement that cannot be signed does not undo the payment.
  if (complaintAboutSigning(desk, terms.sellerId, signs) !== null) return
  const { appId, authAppId, sellerId, signType } = terms
  const notifyUrl = textOf(signs, 'sign_notify_url') ?? terms.notifyUrl
  signAgreement(desk, { appId, authAppId, sellerId, signType, notifyUrl }, signs, user)
}

/** Takes the money for a waiting trade and tells the merchant; a refusal leaves everything as it was. */
export function takePayment(
  desk: Desk,
  trade: Trade,
  user: WalletUser,
  password: string,
): WalletRefusal | null {
  const { core, trades } = desk
  const { outTradeNo, subject, totalFen, sellerId } = trade.terms
  const refusal = core.wallets.charge(user.id, password, {
    payee: desk.apps.ofSeller(sellerId)?.name ?? sellerId,
    description: subject,
    outTradeNo,
    amountMinor: totalFen,
    orderId: trade.id,
  })
  if (refusal) return refusal
  // From here on the trade is paid.
  trade.buyer = buyerOf(user)
  trade.paidAtMs = core.clock.nowMs()
  bookPayment(desk, trade)
  trades.move(trade, 'paid')
  core.events.emit({
    kind: 'payment',
    institution: 'alipay',
    outTradeNo,
    zh: '支付宝付款成功',
    en: 'Paid with Alipay',
    data: { amountMinor: totalFen, tradeNo: trade.tradeNo },
  })
  desk.notifier.paid(trade)
  if (trade.terms.signs) signByPaying(desk, trade, trade.terms.signs, user)
  return null
}
