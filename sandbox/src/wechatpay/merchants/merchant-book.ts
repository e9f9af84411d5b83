import type { KeyRing } from '../../core/credentials.js'
import type { Collection, Store } from '../../core/store.js'
import {
  defaultMerchantRing,
  type KeyMode,
  type Merchant,
  type MerchantRing,
  merchantOf,
} from './merchant.js'

/** What can be turned on and off about a merchant; a reset brings the first values back. */
export interface MerchantSettings {
  keyMode: KeyMode
  /** Both keys: the share (0 to 1) of notices under the public key; null follows the key that the order asked for. */
  publicKeyNoticeShare: number | null
  /** Both keys: since when notices move to the public key day by day; null when nobody pressed the button. */
  migrationStartedAtMs: number | null
  /** Share (0 to 1) of answers and first deliveries that carry a deliberately wrong signature. */
  probeRate: number
  /** Most calls a second for an operation; `*` is any. Over it: 429. */
  rateLimits: Record<string, number>
  /** Service fee in 1/10000 of the amount. */
  feeRate: number
  /** Most that may be shared out of one order, in 1/10000. */
  maxSharingRatio: number
  /** As a receiver of shares: where money movements are notified, and whether it agrees to give money back. */
  sharingNotifyUrl: string | null
  acceptsReturns: boolean
  /** Whether the v3 code-pay interface is open to it: in life only to some (10-payments §10, unverified). */
  codePay: boolean
  /** A provider that is an e-commerce platform (14-ecommerce), which other providers are not. */
  ecommerce: boolean
  /** Whether a provider may have the fund-flow bills of single sub-merchants: a product permission in life. */
  subMerchantFundFlow: boolean
  /** Lines in each part of an encrypted bill; null never cuts one. */
  billPartRows: number | null
}

interface KeptSettings {
  id: string
  settings: MerchantSettings
}

export interface MerchantBook {
  readonly all: ReadonlyMap<string, Merchant>
  /** The one of the key ring. */
  readonly first: Merchant
  /** Throws a RangeError when the mchid is taken. */
  add(ring: MerchantRing): Merchant
  settings(mchid: string): MerchantSettings
  change(mchid: string, change: Partial<MerchantSettings>): MerchantSettings
  /** The store was emptied: merchants stay, like all keys; settings go back to the first ones. */
  reset(): void
}

/** The day's share of notices under the public key, from the day the replacement was started (00-protocol §5.1). */
const MIGRATION_SHARES = [0.001, 0.01, 0.05, 0.1, 0.2, 0.5]
const DAY_MS = 24 * 3_600_000

export function migrationShare(startedAtMs: number, nowMs: number): number {
  return MIGRATION_SHARES[Math.floor((nowMs - startedAtMs) / DAY_MS)] ?? 1
}

export function openMerchantBook(store: Store, keys: KeyRing): MerchantBook {
  const rings: Collection<MerchantRing> = store.collection('wechatpay_merchants')
  const kept: Collection<KeptSettings> = store.collection('wechatpay_merchant_settings')
  const first = merchantOf(defaultMerchantRing(keys))
  const all = new Map([[first.mchid, first]])
  for (const ring of rings.values()) all.set(ring.id, merchantOf(ring))

  const firstSettings = (mchid: string): MerchantSettings => ({
    keyMode: all.get(mchid)?.ring.keyMode ?? 'both',
    publicKeyNoticeShare: null,
    migrationStartedAtMs: null,
    probeRate: 0,
    rateLimits: {},
    feeRate: 60,
    maxSharingRatio: 3_000,
    sharingNotifyUrl: null,
    acceptsReturns: true,
    codePay: true,
    ecommerce: false,
    subMerchantFundFlow: true,
    billPartRows: null,
  })
  const settings = (mchid: string): MerchantSettings => ({
    ...firstSettings(mchid),
    // A state kept by an earlier version lacks what was added since.
    ...kept.get(mchid)?.settings,
  })

  return {
    all,
    first,
    settings,
    add(ring) {
      if (all.has(ring.id)) throw new RangeError(`There is a merchant ${ring.id} already.`)
      const merchant = merchantOf(ring)
      rings.put(ring)
      all.set(ring.id, merchant)
      return merchant
    },
    change(mchid, change) {
      const changed = { ...settings(mchid), ...change }
      kept.put({ id: mchid, settings: changed })
      return changed
    },
    reset() {
      for (const merchant of all.values()) if (merchant !== first) rings.put(merchant.ring)
    },
  }
}
