import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto'
import { normaliseSerial } from '@hutong/wechatpay'
import { apiV2KeyOf, type KeyRing } from '../../core/credentials.js'

/** A sub-merchant is served through providers, but holds keys of its own and may call for itself as well. */
export type MerchantKind = 'direct' | 'service_provider' | 'sub_merchant'
/** How the platform proves itself to this merchant: platform certificate, WeChat Pay public key, or in between. */
export type KeyMode = 'certificate' | 'both' | 'public_key'

/** A merchant as it is kept; keys are PEM texts. */
export interface MerchantRing {
  /** The mchid. */
  id: string
  name: string
  kind: MerchantKind
  /** The first is handed out as `appid`; each may be named in orders. */
  appids: string[]
  /** Providers (mchid) a sub-merchant has authorised. */
  providers: string[]
  keyMode: KeyMode
  apiV3Key: string
  merchantSerial: string
  merchantPrivateKey: string
  merchantCertificate: string
  publicKeyId: string
  publicKey: string
  publicKeyPrivateKey: string
}

/** A merchant as the platform uses it, keys parsed once. */
export interface Merchant {
  mchid: string
  name: string
  kind: MerchantKind
  appid: string
  appids: readonly string[]
  providers: readonly string[]
  serial: string
  publicKey: KeyObject
  apiV3Key: string
  apiV2Key: string
  /** The platform's key towards this merchant in public-key mode. */
  publicKeyId: string
  platformKey: KeyObject
  ring: MerchantRing
}

const DEFAULT_NAME = '胡同小卖部'

/** The merchant of the key ring: the one that `GET /credentials` shows by itself. */
export function defaultMerchantRing(keys: KeyRing): MerchantRing {
  const ring = keys.wechatpay
  return {
    id: ring.mchid,
    name: DEFAULT_NAME,
    kind: 'direct',
    appids: [ring.appid],
    providers: [],
    keyMode: 'both',
    apiV3Key: ring.apiV3Key,
    merchantSerial: ring.merchantSerial,
    merchantPrivateKey: ring.merchantPrivateKey,
    merchantCertificate: ring.merchantCertificate,
    publicKeyId: ring.publicKeyId,
    publicKey: ring.publicKey,
    publicKeyPrivateKey: ring.publicKeyPrivateKey,
  }
}

export function merchantOf(ring: MerchantRing): Merchant {
  return {
    mchid: ring.id,
    name: ring.name,
    kind: ring.kind,
    appid: ring.appids[0] ?? '',
    appids: ring.appids,
    providers: ring.providers,
    serial: normaliseSerial(ring.merchantSerial),
    publicKey: createPublicKey(
      new X509Certificate(ring.merchantCertificate).publicKey.export({ type: 'spki', format: 'pem' }),
    ),
    apiV3Key: ring.apiV3Key,
    apiV2Key: apiV2KeyOf(ring.apiV3Key),
    publicKeyId: ring.publicKeyId,
    platformKey: createPrivateKey(ring.publicKeyPrivateKey),
    ring,
  }
}
