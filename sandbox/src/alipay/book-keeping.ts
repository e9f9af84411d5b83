import type { Desk } from './desk.js'
import { refundedFen, type Trade, type TradeRefund } from './trades.js'

/** Books a payment: the income, the service fee, and what the order wants frozen for a later split. */
export function bookPayment({ apps, ledger }: Pick<Desk, 'apps' | 'ledger'>, trade: Trade): void {
  const { sellerId, totalFen, appId } = trade.terms
  const app = apps.get(appId)
  // Rounded half up to fen. Rate and rounding of a contract are unverified, so that the rate is the app's own setting.
  trade.feeFen = Math.floor((totalFen * (app?.feeBasisPoints ?? 0) + 5_000) / 10_000)
  const about = aboutOf(trade)
  ledger.post({ ...about, kind: '在线支付', amountFen: totalFen })
  if (trade.feeFen > 0) ledger.post({ ...about, kind: '收费', other: '支付宝', amountFen: -trade.feeFen })
  if (trade.terms.royaltyFreeze) ledger.freeze(trade.id, sellerId, totalFen - trade.feeFen)
}

/** Books a refund that is part of trade.refunds. The fee comes back in proportion (unverified), to the last fen. */
export function bookRefund({ ledger }: Pick<Desk, 'ledger'>, trade: Trade, refund: TradeRefund): void {
  const about = aboutOf(trade)
  refund.feeBackFen =
    feeBackFen(trade, refundedFen(trade)) - feeBackFen(trade, refundedFen(trade) - refund.amountFen)
  ledger.unfreeze(trade.id, refund.amountFen - refund.feeBackFen)
  ledger.post({ ...about, kind: '交易退款', amountFen: -refund.amountFen })
  if (refund.feeBackFen > 0)
    ledger.post({ ...about, kind: '退费', other: '支付宝', amountFen: refund.feeBackFen })
}

/** Whether the account can pay a refund back: money frozen for this trade counts. */
export function canRefund({ ledger }: Pick<Desk, 'ledger'>, trade: Trade, amountFen: number): boolean {
  return ledger.availableFen(trade.terms.sellerId) + ledger.frozenOf(trade.id) >= amountFen
}

function feeBackFen(trade: Trade, refunded: number): number {
  return Math.floor((trade.feeFen * refunded) / trade.terms.totalFen)
}

function aboutOf(trade: Trade) {
  return {
    sellerId: trade.terms.sellerId,
    businessNo: trade.tradeNo ?? '',
    outNo: trade.terms.outTradeNo,
    subject: trade.terms.subject,
    other: trade.buyer?.logonId ?? '',
    memo: trade.terms.body ?? '',
  }
}
