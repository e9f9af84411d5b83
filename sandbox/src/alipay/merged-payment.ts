import type { CodeView, WalletRefusal } from '../core/institution.js'
import { refuseWallet } from '../core/refusals.js'
import type { WalletUser } from '../core/wallets.js'
import { buyerOf, mayPay, OTHER_PAYER } from './buyers.js'
import type { Desk } from './desk.js'
import { takePayment } from './take-payment.js'
import { type Code, orderId, type Trade } from './trades.js'

/** The trades of a merged code, those that exist. */
export function mergedTrades(desk: Desk, code: Code): Trade[] {
  return (code.parts ?? []).flatMap(
    (terms) => desk.trades.get(orderId(terms.sellerId, terms.outTradeNo)) ?? [],
  )
}

/** Opening the cashier begins every trade. */
export function openMergedCode(desk: Desk, code: Code, user: WalletUser): void {
  for (const terms of code.parts ?? []) {
    const known = desk.trades.get(orderId(terms.sellerId, terms.outTradeNo))
    if (!known) {
      if (code.endsAtMs > desk.core.clock.nowMs()) desk.trades.create({ ...code, terms }, buyerOf(user))
    } else if (known.state === 'WAIT_BUYER_PAY' && known.buyer?.userId !== user.id) {
      known.buyer = buyerOf(user)
      desk.trades.keep(known)
    }
  }
}

/** All of them or none: the whole sum must be there before the first is paid. */
export function payMerged(desk: Desk, code: Code, user: WalletUser, password: string): WalletRefusal | null {
  openMergedCode(desk, code, user)
  const state = mergedState(desk, code)
  if (state === 'paid') return refuseWallet('already_paid')
  if (state !== 'payable') return refuseWallet(state)
  if (!mergedTrades(desk, code).every(({ terms }) => mayPay(terms, user))) return OTHER_PAYER
  if (user.password !== password) return refuseWallet('wrong_password')
  if (user.balanceMinor < code.terms.totalFen) return refuseWallet('not_enough')
  for (const trade of mergedTrades(desk, code)) {
    const refusal = takePayment(desk, trade, user, password)
    if (refusal) return refusal
  }
  return null
}

export function mergedState(desk: Desk, code: Code): CodeView['state'] {
  const trades = mergedTrades(desk, code)
  if (trades.length === 0) return code.endsAtMs > desk.core.clock.nowMs() ? 'payable' : 'expired'
  if (trades.some((trade) => trade.state === 'TRADE_CLOSED' && trade.paidAtMs === null))
    return trades.every((trade) => trade.closedBy === 'expired') ? 'expired' : 'closed'
  const paid = trades.filter((trade) => trade.paidAtMs !== null)
  if (paid.length === 0) return 'payable'
  // One that was paid by itself cannot be paid together with the rest any more.
  return paid.length === code.parts?.length ? 'paid' : 'closed'
}
