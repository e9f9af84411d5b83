import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto'
import { isPublicKeyId, normaliseSerial } from '../wire/serial.js'

/** A key of WeChat Pay's: what signs answers and notices, and what sensitive fields are encrypted for. */
export interface PlatformKey {
  /** Certificate serial (upper-case hex) or public key id (`PUB_KEY_ID_…`). */
  readonly serial: string
  readonly key: KeyObject
  /** Of two certificates the one that takes effect later encrypts. Zero for public keys. */
  readonly effectiveAtMs: number
  /** Infinity for public keys. */
  readonly expiresAtMs: number
}

export interface PlatformKeySettings {
  /** Public-key mode: the id and the SPKI PEM downloaded from the merchant platform. */
  readonly publicKey?: { readonly id: string; readonly pem: string } | undefined
  /** Certificate mode: PEM certificates known beforehand. May be empty: they are downloaded when first needed. */
  readonly certificates?: readonly string[] | undefined
}

/** All keys that may sign, picked by the `Wechatpay-Serial` of each message: during a migration both kinds are in use. */
export interface PlatformKeys {
  /** The key of that serial, or null when it is not known or has expired. */
  find(serial: string, nowMs: number): PlatformKey | null
  /** The key to name in `Wechatpay-Serial` and to encrypt with: the public key, else the newest certificate. */
  forRequests(nowMs: number): PlatformKey | null
  add(keys: Iterable<PlatformKey>): void
  /** Whether there is a public key; then no certificate needs to be downloaded. */
  readonly inPublicKeyMode: boolean
}

/** Parses the keys once. Throws on a PEM that cannot be read, on a non-RSA key and on a public key id of the wrong shape. */
export function createPlatformKeys(settings: PlatformKeySettings): PlatformKeys {
  const keys = new Map<string, PlatformKey>()
  const publicKey = settings.publicKey ? parsePublicKey(settings.publicKey) : null
  if (publicKey) keys.set(publicKey.serial, publicKey)
  for (const pem of settings.certificates ?? []) {
    const certificate = parseCertificate(pem)
    keys.set(certificate.serial, certificate)
  }

  return {
    inPublicKeyMode: publicKey !== null,
    find(serial, nowMs) {
      const found = keys.get(normaliseSerial(serial))
      return found && found.expiresAtMs > nowMs ? found : null
    },
    forRequests(nowMs) {
      if (publicKey) return publicKey
      let newest: PlatformKey | null = null
      for (const key of keys.values()) {
        if (key.expiresAtMs > nowMs && (newest === null || key.effectiveAtMs > newest.effectiveAtMs))
          newest = key
      }
      return newest
    },
    add(more) {
      for (const key of more) keys.set(key.serial, key)
    },
  }
}

/** A platform certificate as a key; its serial is the X.509 serial. */
export function parseCertificate(pem: string): PlatformKey {
  const certificate = new X509Certificate(pem)
  return {
    serial: normaliseSerial(certificate.serialNumber),
    key: requireRsa(certificate.publicKey),
    effectiveAtMs: Date.parse(certificate.validFrom),
    expiresAtMs: Date.parse(certificate.validTo),
  }
}

function parsePublicKey({ id, pem }: { id: string; pem: string }): PlatformKey {
  if (!isPublicKeyId(id))
    throw new TypeError(`A WeChat Pay public key id starts with PUB_KEY_ID_; got ${id}.`)
  return {
    serial: id,
    key: requireRsa(createPublicKey(pem)),
    effectiveAtMs: 0,
    expiresAtMs: Number.POSITIVE_INFINITY,
  }
}

function requireRsa(key: KeyObject): KeyObject {
  if (key.asymmetricKeyType !== 'rsa') throw new TypeError('A key of WeChat Pay must be an RSA key.')
  return key
}
