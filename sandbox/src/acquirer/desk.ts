import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto'
import type { Core } from '../core/core.js'
import type { Collection } from '../core/store.js'
import { type OrderBook, openOrderBook } from './order-book.js'

/** What the acquirer has granted its merchant; changed over the control API. */
export interface MerchantTerms {
  id: 'terms'
  name: string
  /** Whether trans_type 41 also gives a WeChat code. Lakala itself does not offer it; some acquirers do (§1). */
  wechatNative: boolean
}

export interface AcquirerKeyObjects {
  merchantKey: KeyObject
  platformKey: KeyObject
  notifyKey: KeyObject
}

/** Everything the acquirer's API, pages and wallet side work on together. */
export interface Desk {
  readonly core: Core
  readonly book: OrderBook
  readonly keys: AcquirerKeyObjects
  terms(): MerchantTerms
  changeTerms(change: Partial<Omit<MerchantTerms, 'id'>>): MerchantTerms
}

const FIRST_TERMS: MerchantTerms = { id: 'terms', name: '沙箱示例商户（收单）', wechatNative: true }

export function createDesk(core: Core): Desk {
  const terms: Collection<MerchantTerms> = core.store.collection('acquirer_terms')
  const { merchantCertificate, platformPrivateKey, notifyPrivateKey } = core.keys.acquirer
  const desk: Desk = {
    core,
    book: openOrderBook(core.store),
    // Parsed once, not for each call.
    keys: {
      merchantKey: createPublicKey(
        new X509Certificate(merchantCertificate).publicKey.export({ type: 'spki', format: 'pem' }),
      ),
      platformKey: createPrivateKey(platformPrivateKey),
      notifyKey: createPrivateKey(notifyPrivateKey),
    },
    terms: () => terms.get('terms') ?? FIRST_TERMS,
    changeTerms(change) {
      const changed = { ...desk.terms(), ...change }
      terms.put(changed)
      return changed
    },
  }
  return desk
}
