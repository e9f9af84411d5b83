import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto'
import { normaliseSerial } from '@hutong/wechatpay'
import type { KeyRing } from '../core/credentials.js'
import type { Signer } from './order-book.js'

/** A merchant as the platform knows it, keys parsed once. */
export interface Merchant {
  mchid: string
  name: string
  appid: string
  serial: string
  publicKey: KeyObject
  apiV3Key: string
}

/** The platform's own keys towards merchants. */
export interface PlatformKeys {
  certificatePem: string
  effectiveAt: string
  expiresAt: string
  /** `Wechatpay-Serial` for each signer. */
  serials: Record<Signer, string>
  privateKeys: Record<Signer, KeyObject>
  /** Which key a request's `Wechatpay-Serial` asks for; the platform certificate unless it names the public key. */
  asked(serial: string | undefined): Signer
  /** The private key that opens fields encrypted for this serial; null when the serial is none of ours. */
  opener(serial: string): KeyObject | null
}

export function merchantOf(keys: KeyRing): Merchant {
  const { mchid, appid, merchantSerial, merchantCertificate, apiV3Key } = keys.wechatpay
  return {
    mchid,
    name: '胡同小卖部',
    appid,
    serial: normaliseSerial(merchantSerial),
    publicKey: createPublicKey(
      new X509Certificate(merchantCertificate).publicKey.export({ type: 'spki', format: 'pem' }),
    ),
    apiV3Key,
  }
}

export function platformKeysOf(keys: KeyRing): PlatformKeys {
  const ring = keys.wechatpay
  const privateKeys = {
    platform: createPrivateKey(ring.platformPrivateKey),
    public_key: createPrivateKey(ring.publicKeyPrivateKey),
  }
  const platformSerial = normaliseSerial(ring.platformSerial)
  return {
    certificatePem: ring.platformCertificate,
    effectiveAt: ring.notBefore,
    expiresAt: ring.notAfter,
    serials: { platform: ring.platformSerial, public_key: ring.publicKeyId },
    privateKeys,
    asked: (serial) => (serial === ring.publicKeyId ? 'public_key' : 'platform'),
    opener(serial) {
      if (serial === ring.publicKeyId) return privateKeys.public_key
      return normaliseSerial(serial) === platformSerial ? privateKeys.platform : null
    },
  }
}
