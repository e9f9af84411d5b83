import type { AeadEnvelope } from '../wire/aead.js'
import { isObject } from './shapes.js'

/** One element of `data` in `GET /v3/certificates` (m4012068814). */
export interface CertificateItem {
  serial_no: string
  /** RFC 3339, although documented as integer. */
  effective_time: string
  /** RFC 3339; may differ from the certificate's own end during a rotation. */
  expire_time: string
  encrypt_certificate: AeadEnvelope
}

export interface CertificatesAnswer {
  data: CertificateItem[]
}

export function isCertificatesAnswer(value: unknown): value is CertificatesAnswer {
  return isObject(value) && Array.isArray(value.data) && value.data.every(isCertificateItem)
}

function isCertificateItem(item: unknown): item is CertificateItem {
  if (!isObject(item) || !isObject(item.encrypt_certificate)) return false
  const { algorithm, ciphertext, nonce } = item.encrypt_certificate
  return (
    typeof item.serial_no === 'string' &&
    algorithm === 'AEAD_AES_256_GCM' &&
    typeof ciphertext === 'string' &&
    typeof nonce === 'string'
  )
}
