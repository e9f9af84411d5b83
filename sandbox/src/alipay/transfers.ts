import type { Core } from '../core/core.js'
import type { Collection } from '../core/store.js'

/** Money that a merchant sent to an account. */
export interface Transfer {
  /** order_id */
  id: string
  sellerId: string
  outBizNo: string
  payFundOrderId: string
  settleSerialNo: string
  /** What was asked, to tell a repetition from another request. */
  asked: string
  amountFen: number
  payeeId: string
  productCode: string
  bizScene: string
  passbackParams: string | null
  atMs: number
}

export interface Transfers {
  get(id: string): Transfer | undefined
  byFundOrder(payFundOrderId: string): Transfer | undefined
  byOut(sellerId: string, outBizNo: string): Transfer | undefined
  keep(transfer: Transfer): void
}

export function createTransfers(core: Core): Transfers {
  const kept: Collection<Transfer> = core.store.collection('alipay_transfers')
  const find = (fits: (one: Transfer) => boolean): Transfer | undefined => {
    for (const one of kept.values()) if (fits(one)) return one
    return undefined
  }
  return {
    get: (id) => kept.get(id),
    byFundOrder: (number) => find((one) => one.payFundOrderId === number),
    byOut: (sellerId, outBizNo) => find((one) => one.sellerId === sellerId && one.outBizNo === outBizNo),
    keep: (transfer) => kept.put(transfer),
  }
}
