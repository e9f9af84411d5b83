import type { Collection, Store } from '../../core/store.js'
import type { Handle, Order, OrderBook, Signer, TradeType } from '../order-book.js'

/** One payment for several orders; each part is an order of its own in the order book. */
export interface Combine {
  id: string
  /** Who combined and signed. */
  mchid: string
  appid: string
  outTradeNo: string
  tradeType: TradeType
  notifyUrl: string
  deviceId: string | null
  fingerprint: string
  openid: string | null
  /** The app id under which `openid` names the payer. */
  openidUnder: string
  createdAtMs: number
  payableUntilMs: number
  closedAtMs: number | null
  handles: Handle[]
  signer: Signer
  /** Ids in the order book, as the order call listed them. */
  orderIds: string[]
}

export interface CombineBook {
  get(mchid: string, outTradeNo: string): Combine | undefined
  byId(id: string): Combine | undefined
  byNumber(outTradeNo: string): Combine | undefined
  byHandle(value: string): { combine: Combine; handle: Handle } | undefined
  keep(combine: Combine): void
  values(): IterableIterator<Combine>
  ordersOf(combine: Combine): Order[]
  reset(): void
}

export const combineKey = (mchid: string, outTradeNo: string): string => `${mchid} ${outTradeNo}`

export function openCombineBook(store: Store, book: OrderBook): CombineBook {
  const kept: Collection<Combine> = store.collection('wechatpay_combines')
  const byHandle = new Map<string, string>()
  const byNumber = new Map<string, string>()
  const index = (combine: Combine): void => {
    for (const handle of combine.handles) byHandle.set(handle.value, combine.id)
    if (!byNumber.has(combine.outTradeNo)) byNumber.set(combine.outTradeNo, combine.id)
  }
  for (const combine of kept.values()) index(combine)

  return {
    get: (mchid, outTradeNo) => kept.get(combineKey(mchid, outTradeNo)),
    byId: (id) => kept.get(id),
    byNumber: (outTradeNo) => kept.get(byNumber.get(outTradeNo) ?? ''),
    byHandle(value) {
      const combine = kept.get(byHandle.get(value) ?? '')
      const handle = combine?.handles.find((one) => one.value === value)
      return combine && handle ? { combine, handle } : undefined
    },
    keep(combine) {
      kept.put(combine)
      index(combine)
    },
    values: () => kept.values(),
    ordersOf: (combine) => combine.orderIds.flatMap((id) => book.orderById(id) ?? []),
    reset() {
      byHandle.clear()
      byNumber.clear()
    },
  }
}
