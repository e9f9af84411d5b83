import type { Store } from './store.js'
import type { WalletEntry } from './wallets.js'

/** Where journals keep what sends money to wallets without a payment before it, and the member with its number. */
const SENT: ReadonlyArray<[collection: string, number: string]> = [
  ['wechatpay_transfers', 'outBillNo'],
  ['wechatpay_splits', 'outOrderNo'],
  ['alipay_transfers', 'outBizNo'],
  ['alipay_settlements', 'outRequestNo'],
]

/**
 * A journal from when every credit was called a refund: what came by transfer or split, and was never paid by its
 * receiver under that number, was money received.
 */
export function adoptReceived(store: Store): void {
  const entries = store.collection<WalletEntry>('wallet_entries')
  const sent = new Set<unknown>()
  for (const [name, member] of SENT) {
    for (const one of store.collection<{ id: string } & Record<string, unknown>>(name).values()) {
      sent.add(one[member])
    }
  }
  if (sent.size === 0) return
  const all = [...entries.values()]
  const key = ({ userId, outTradeNo }: WalletEntry): string => `${userId} ${outTradeNo}`
  const paid = new Set(all.filter(({ kind }) => kind === 'paid').map(key))
  for (const entry of all) {
    const came = entry.kind === 'refunded' && sent.has(entry.outTradeNo) && !paid.has(key(entry))
    if (came) entries.put({ ...entry, kind: 'received' })
  }
}
