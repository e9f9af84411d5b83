import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import type { Core } from '../core/core.js'
import type { Collection } from '../core/store.js'
import { certificateSn, rootCertificateSn } from './certificate-sn.js'

/** An application of a merchant, as the open platform keeps it. Everything in it survives JSON. */
export interface AppRecord {
  /** app_id */
  id: string
  /** The merchant's account (PID). Several apps may belong to one. */
  sellerId: string
  /** The account name that payers see. */
  name: string
  appPublicKey: string
  alipayPrivateKey: string
  alipayPublicKey: string
  /** Applications made since the switch to open ids never see a user's 2088 number. */
  buyerNames: 'user_id' | 'open_id'
  appCertificate: string
  alipayCertificate: string
  /** In life an app signs in one of the modes; the app of `GET /credentials` takes either, so that all SDK setups work. */
  signs: 'with_key' | 'with_certificate' | 'either'
  /** AES-128 key of content encryption, base64; null: not set, ciphertext is refused. */
  encryptKey: string | null
  /** Service fee on payments, in hundredths of a percent. */
  feeBasisPoints: number
  /** The most of an order that may be shared out, percent. */
  royaltyPercent: number
  /** A period without business: an empty file, or NO_BILL_DATA. Accounts differ. */
  emptyBills: 'file' | 'refused'
  /** The application gateway: where events without a notify_url go. */
  gatewayUrl: string | null
  /** Whether WAIT_BUYER_PAY is told for orders of a till; contracts differ. Absent in older journals: it is not. */
  tellsWaiting?: boolean
}

export interface App extends AppRecord {
  readonly appKey: KeyObject
  readonly alipayKey: KeyObject
  readonly appCertificateSn: string
  readonly alipayCertificateSn: string
}

export interface Apps {
  /** The application that `GET /credentials` hands out. */
  readonly first: App
  get(appId: string): App | undefined
  all(): App[]
  /** An application of this merchant; the first one made. */
  ofSeller(sellerId: string): App | undefined
  sellers(): string[]
  keep(record: AppRecord): App
  /** False when there is no such application. */
  setGateway(appId: string, gatewayUrl: string | null): boolean
  /** alipay_root_cert_sn, the same for everyone. */
  readonly rootCertificateSn: string
  rebuild(): void
}

/** 0.6 percent is the common contract (unverified). */
export const FEE_BASIS_POINTS = 60

export function createApps(core: Core): Apps {
  const kept: Collection<AppRecord> = core.store.collection('alipay_apps')
  const { appId, sellerId, alipayRootCertificate } = core.keys.alipay
  const { appPublicKey, alipayPrivateKey, alipayPublicKey } = core.keys.alipay
  const { appCertificate, alipayCertificate, encryptKey } = core.keys.alipay
  const first = opened({
    id: appId,
    sellerId,
    name: '沙箱示例商户',
    appPublicKey,
    alipayPrivateKey,
    alipayPublicKey,
    buyerNames: 'user_id',
    appCertificate,
    alipayCertificate,
    signs: 'either',
    encryptKey,
    feeBasisPoints: FEE_BASIS_POINTS,
    royaltyPercent: 100,
    emptyBills: 'file',
    gatewayUrl: null,
  })
  const apps = new Map<string, App>()
  const rebuild = (): void => {
    apps.clear()
    apps.set(first.id, first)
    for (const record of kept.values()) apps.set(record.id, opened(record))
  }
  rebuild()
  const keep = (record: AppRecord): App => {
    kept.put(record)
    const app = opened(record)
    apps.set(record.id, app)
    return app
  }
  return {
    get first() {
      return apps.get(first.id) ?? first
    },
    rootCertificateSn: rootCertificateSn(alipayRootCertificate),
    get: (id) => apps.get(id),
    all: () => [...apps.values()],
    ofSeller(wanted) {
      for (const app of apps.values()) if (app.sellerId === wanted) return app
      return undefined
    },
    sellers: () => [...new Set([...apps.values()].map((app) => app.sellerId))],
    keep,
    setGateway(appId, gatewayUrl) {
      const app = apps.get(appId)
      if (!app) return false
      const { appKey: _a, alipayKey: _k, appCertificateSn: _s, alipayCertificateSn: _c, ...record } = app
      keep({ ...record, gatewayUrl })
      return true
    },
    rebuild,
  }
}

/** A user's name towards one application: another for each. The real form is opaque too. */
export function openIdOf(appId: string, buyerId: string): string {
  return `0${createHash('sha256').update(`${appId}/${buyerId}`).digest('base64url').slice(0, 39)}`
}

// Keys are parsed once, not for each call.
function opened(record: AppRecord): App {
  return {
    ...record,
    appKey: createPublicKey(record.appPublicKey),
    alipayKey: createPrivateKey(record.alipayPrivateKey),
    appCertificateSn: certificateSn(record.appCertificate),
    alipayCertificateSn: certificateSn(record.alipayCertificate),
  }
}
