import type { CertificateItem } from '../types/certificates.js'
import { openAead } from '../wire/aead.js'
import { normaliseSerial } from '../wire/serial.js'
import { type PlatformKey, parseCertificate } from './platform-keys.js'

/** A downloaded platform certificate. */
export interface PlatformCertificate extends PlatformKey {
  readonly pem: string
}

/**
 * Opens the certificates of `GET /v3/certificates`. Throws when one cannot be opened (wrong APIv3 key) or is not the
 * certificate that its serial claims.
 */
export function openCertificates(items: readonly CertificateItem[], apiV3Key: string): PlatformCertificate[] {
  return items.map((item) => {
    const { ciphertext, nonce, associated_data: associatedData } = item.encrypt_certificate
    const pem = openAead(ciphertext, apiV3Key, nonce, associatedData)
    const key = parseCertificate(pem)
    if (key.serial !== normaliseSerial(item.serial_no)) {
      throw new Error(`The certificate sent as ${item.serial_no} has the serial ${key.serial}.`)
    }
    return {
      ...key,
      pem,
      // The list's own times decide during a rotation; the certificate's serve where the list has none.
      effectiveAtMs: timeOr(item.effective_time, key.effectiveAtMs),
      expiresAtMs: timeOr(item.expire_time, key.expiresAtMs),
    }
  })
}

function timeOr(text: unknown, fallbackMs: number): number {
  const ms = typeof text === 'string' ? Date.parse(text) : Number.NaN
  return Number.isNaN(ms) ? fallbackMs : ms
}
