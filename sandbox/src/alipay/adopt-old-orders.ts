import type { Core } from '../core/core.js'
import type { Collection } from '../core/store.js'
import { type Code, type OrderTerms, orderId, type Trade } from './trades.js'

/**
 * A journal from when this sandbox had one merchant: its orders say nothing of an application, and are kept under their
 * number alone. They belong to the first application; no fee was taken from them.
 */
export function adoptOldOrders(core: Core): void {
  const codes: Collection<Code> = core.store.collection('alipay_codes')
  const trades: Collection<Trade> = core.store.collection('alipay_trades')
  const { appId, sellerId } = core.keys.alipay
  const adopted = (terms: OrderTerms): OrderTerms => ({
    ...terms,
    appId,
    authAppId: appId,
    sellerId,
    operatorId: null,
    royaltyFreeze: false,
  })
  for (const code of [...codes.values()]) {
    if (!isAdopted(code.terms)) codes.put({ ...code, terms: adopted(code.terms) })
  }
  for (const trade of [...trades.values()]) {
    if (isAdopted(trade.terms)) continue
    trades.delete(trade.id)
    trades.put({
      ...trade,
      id: orderId(sellerId, trade.id),
      terms: { ...adopted(trade.terms), outTradeNo: trade.id },
      feeFen: 0,
      refunds: trade.refunds.map((refund) => ({ ...refund, feeBackFen: 0 })),
    })
  }
}

// The type says that it is there; an old line of the journal does not know the type.
function isAdopted(terms: Partial<OrderTerms>): boolean {
  return terms.sellerId !== undefined
}
