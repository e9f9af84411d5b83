import type { HutongClient } from '@hutong/client'
import type { Catalog } from './catalog.js'
import type { OrderBook } from './order-book.js'

/** What every use case of the shop stands on. */
export interface Shop {
  readonly catalog: Catalog
  readonly orders: OrderBook
  readonly hutong: HutongClient
  /** Makes sure that the platform knows the shop's sellers; remembers having done so. */
  readonly registerMerchants: () => Promise<void>
  readonly now: () => Date
}
