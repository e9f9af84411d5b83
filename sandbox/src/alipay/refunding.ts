import { bookRefund } from './book-keeping.js'
import type { Desk } from './desk.js'
import { refundedFen, type Trade, type TradeRefund } from './trades.js'

/** Moves the money of one refund back to whoever paid, moves the trade, and tells the merchant. */
export function giveBack(
  { core, apps, trades, notifier, ledger }: Desk,
  trade: Trade,
  refund: TradeRefund,
): void {
  refund.state = 'SUCCESS'
  refund.atMs = core.clock.nowMs()
  if (!trade.refunds.includes(refund)) trade.refunds.push(refund)
  bookRefund({ ledger }, trade, refund)
  if (trade.buyer) {
    core.wallets.credit(trade.buyer.userId, {
      payee: apps.ofSeller(trade.terms.sellerId)?.name ?? trade.terms.sellerId,
      description: trade.terms.subject,
      outTradeNo: trade.terms.outTradeNo,
      amountMinor: refund.amountFen,
    })
  }
  trades.move(trade, refundedFen(trade) === trade.terms.totalFen ? 'refunded_in_full' : 'refunded')
  core.events.emit({
    kind: 'refund',
    institution: 'alipay',
    outTradeNo: trade.terms.outTradeNo,
    zh: '支付宝退款成功',
    en: 'Alipay gave a refund back',
    data: { outRequestNo: refund.outRequestNo, amountMinor: refund.amountFen },
  })
  notifier.refunded(trade, refund)
}
