import type { Core } from '../core/core.js'
import type { Collection } from '../core/store.js'
import type { JsonObject } from './fields.js'

/** 031 in review, 99 finished, -1 failed (11-settle §5.4). */
export type ZftStatus = '031' | '99' | '-1'
export type ZftAudit = 'CREATE' | 'SKIP' | 'PASS' | 'REJECT'

/** A platform's application to collect for a merchant. */
export interface ZftOrder {
  /** order_id */
  id: string
  /** The platform's application and its merchant (PID). */
  appId: string
  sellerId: string
  externalId: string
  merchantName: string
  applyType: 'ZFT_CREATE' | 'ZFT_SIMPLE_CREATE'
  body: JsonObject
  appliedAtMs: number
  status: ZftStatus
  /** Customer data, then risk. */
  kzAudit: ZftAudit
  kzMemo: string
  fkAudit: ZftAudit
  fkMemo: string
  /** The merchant agrees in its own Alipay. */
  subConfirm: 'NOT_CONFIRM' | 'FINISH' | 'FAIL'
  reason: string
  smid: string
  /** What a card to settle to is called; null for those who settle to their account. */
  cardAliasNo: string | null
}

/** What is known of an uploaded picture; the picture itself is not kept. */
export interface ZftImage {
  id: string
  sellerId: string
  filename: string
  bytes: number
}

export interface ZftOrders {
  get(id: string): ZftOrder | undefined
  /** Oldest first. */
  ofMerchant(sellerId: string, externalId: string): ZftOrder[]
  bySmid(sellerId: string, smid: string): ZftOrder | undefined
  all(): ZftOrder[]
  keep(order: ZftOrder): void
  /** An uploaded picture by its number. */
  image(sellerId: string, imageId: string): ZftImage | undefined
  keepImage(image: ZftImage): void
}

export function createZftOrders(core: Core): ZftOrders {
  const orders: Collection<ZftOrder> = core.store.collection('alipay_zft_orders')
  const images: Collection<ZftImage> = core.store.collection('alipay_zft_images')
  return {
    get: (id) => orders.get(id),
    ofMerchant: (sellerId, externalId) =>
      [...orders.values()].filter((one) => one.sellerId === sellerId && one.externalId === externalId),
    bySmid: (sellerId, smid) =>
      [...orders.values()].find(
        (one) => one.sellerId === sellerId && one.smid === smid && one.status === '99',
      ),
    all: () => [...orders.values()],
    keep: (order) => orders.put(order),
    image(sellerId, imageId) {
      const image = images.get(imageId)
      return image?.sellerId === sellerId ? image : undefined
    },
    keepImage: (image) => images.put(image),
  }
}
