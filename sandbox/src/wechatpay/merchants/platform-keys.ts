import { createPrivateKey, type KeyObject } from 'node:crypto'
import { normaliseSerial } from '@hutong/wechatpay'
import type { Core } from '../../core/core.js'
import { newSerial, pkcs8, rsaKey } from '../../core/credentials.js'
import { createSelfSignedCertificate } from '../../core/self-signed-certificate.js'
import type { Collection } from '../../core/store.js'
import type { Signer } from '../order-book.js'
import type { Merchant } from './merchant.js'
import { type MerchantBook, migrationShare } from './merchant-book.js'

/** A platform certificate in use. */
export interface PlatformCertificate {
  serial: string
  pem: string
  effectiveAtMs: number
  expiresAtMs: number
  privateKey: KeyObject
}

/** A key that signs, and the `Wechatpay-Serial` it is known by. */
export interface Voice {
  serial: string
  privateKey: KeyObject
}

export interface PlatformKeys {
  /** One, or two while the certificate is being replaced; the newest last. */
  certificates(): readonly PlatformCertificate[]
  /** Which kind of key an answer uses, by what the request named and what the merchant has. */
  asked(merchant: Merchant, serial: string | undefined): Signer
  /** Which kind of key a notice uses; drawn anew for each try while keys are being replaced. */
  forNotice(merchant: Merchant, orderAskedFor: Signer): Signer
  voice(merchant: Merchant, signer: Signer): Voice
  /** The private key that opens fields encrypted for this serial; null when the serial is none of this merchant's. */
  opener(merchant: Merchant, serial: string): KeyObject | null
  /** Puts a second certificate beside the first; it signs `share` (0 to 1) of what is signed by certificate. */
  beginRotation(share: number): Promise<PlatformCertificate>
  /** Drops the older certificate. */
  finishRotation(): void
  /** Back to the certificate of the first start. */
  reset(): void
}

interface KeptCertificate {
  id: string
  pem: string
  privateKey: string
  effectiveAtMs: number
  expiresAtMs: number
  /** How much of the signing it does while an older one is still there. */
  share: number
}

const LIFE_MS = 5 * 365 * 24 * 3_600_000
/** How long the older certificate is still announced for once a new one appears (00-protocol §4.3). */
const OVERLAP_MS = 10 * 24 * 3_600_000

export function openPlatformKeys(core: Core, book: MerchantBook): PlatformKeys {
  const kept: Collection<KeptCertificate> = core.store.collection('wechatpay_platform_certificates')
  const ring = core.keys.wechatpay
  const first: PlatformCertificate = {
    serial: ring.platformSerial,
    pem: ring.platformCertificate,
    effectiveAtMs: Date.parse(ring.notBefore),
    expiresAtMs: Date.parse(ring.notAfter),
    privateKey: createPrivateKey(ring.platformPrivateKey),
  }
  let certificates: PlatformCertificate[] = []
  let newestShare = 1

  const load = (): void => {
    const rotated = [...kept.values()].slice(-2)
    const newest = rotated.at(-1)
    newestShare = newest?.share ?? 1
    certificates = rotated.map((one) => ({
      serial: one.id,
      pem: one.pem,
      effectiveAtMs: one.effectiveAtMs,
      expiresAtMs: one.expiresAtMs,
      privateKey: createPrivateKey(one.privateKey),
    }))
    // Share 1 means that the replacement is over: only the newest counts.
    if (newest?.share === 1) certificates = certificates.slice(-1)
    else if (rotated.length < 2) certificates = [first, ...certificates]
    const [old, fresh] = certificates
    if (old && fresh) {
      const untilMs = Math.min(old.expiresAtMs, fresh.effectiveAtMs + OVERLAP_MS)
      certificates = [{ ...old, expiresAtMs: untilMs }, fresh]
    }
  }
  load()

  const newest = (): PlatformCertificate => certificates.at(-1) ?? first
  const speaking = (): PlatformCertificate =>
    certificates.length < 2 || core.random.chance(newestShare) ? newest() : (certificates[0] ?? first)

  return {
    certificates: () => certificates,
    asked(merchant, serial) {
      const { keyMode } = book.settings(merchant.mchid)
      // Before the replacement was started, naming the public key has no effect; without a certificate nothing else can sign.
      if (keyMode !== 'both') return keyMode === 'public_key' ? 'public_key' : 'platform'
      return serial === merchant.publicKeyId ? 'public_key' : 'platform'
    },
    forNotice(merchant, orderAskedFor) {
      const { keyMode, publicKeyNoticeShare, migrationStartedAtMs } = book.settings(merchant.mchid)
      if (keyMode !== 'both') return keyMode === 'public_key' ? 'public_key' : 'platform'
      const share =
        migrationStartedAtMs === null
          ? publicKeyNoticeShare
          : migrationShare(migrationStartedAtMs, core.clock.nowMs())
      if (share === null) return orderAskedFor
      return core.random.chance(share) ? 'public_key' : 'platform'
    },
    voice(merchant, signer) {
      if (signer === 'public_key') return { serial: merchant.publicKeyId, privateKey: merchant.platformKey }
      return speaking()
    },
    opener(merchant, serial) {
      const { keyMode } = book.settings(merchant.mchid)
      if (serial === merchant.publicKeyId) return keyMode === 'certificate' ? null : merchant.platformKey
      if (keyMode === 'public_key') return null
      const wanted = normaliseSerial(serial)
      return certificates.find((one) => normaliseSerial(one.serial) === wanted)?.privateKey ?? null
    },
    async beginRotation(share) {
      const key = await rsaKey()
      const serial = newSerial()
      const effectiveAtMs = Math.floor(core.clock.nowMs() / 1000) * 1000
      const certificate: KeptCertificate = {
        id: serial,
        pem: createSelfSignedCertificate({
          key,
          serialHex: serial,
          organization: 'Hutong Sandbox',
          commonName: 'WeChat Pay sandbox',
          notBefore: new Date(effectiveAtMs),
          notAfter: new Date(effectiveAtMs + LIFE_MS),
        }),
        privateKey: pkcs8(key),
        effectiveAtMs,
        expiresAtMs: effectiveAtMs + LIFE_MS,
        // 1 is reserved for a finished replacement.
        share: Math.min(share, 0.999),
      }
      kept.put(certificate)
      load()
      return newest()
    },
    finishRotation() {
      const last = [...kept.values()].at(-1)
      if (!last) return
      kept.put({ ...last, share: 1 })
      load()
    },
    reset: load,
  }
}
