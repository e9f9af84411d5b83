import type { KeyObject } from 'node:crypto'
import { encodeCertificate, extension, sequence, tlv } from './encode-certificate.js'

export interface CertificateWish {
  key: KeyObject
  /** 40 hex digits; the first must be 1 to 7, so that the DER integer is positive and 20 bytes long. */
  serialHex: string
  organization: string
  commonName: string
  notBefore: Date
  notAfter: Date
}

const OID_KEY_USAGE = '551d0f'
const OID_BASIC_CONSTRAINTS = '551d13'

/** A self-signed X.509 v3 certificate for an RSA key, as PEM with lines of 64 characters. */
export function createSelfSignedCertificate(wish: CertificateWish): string {
  const { key, serialHex, organization, commonName, notBefore, notAfter } = wish
  const name = { organization, commonName }
  return encodeCertificate({
    key,
    serialHex,
    subject: name,
    issuer: name,
    issuerKey: key,
    notBefore,
    notAfter,
    extensions: [
      extension(OID_BASIC_CONSTRAINTS, false, sequence()),
      // digitalSignature and keyEncipherment.
      extension(OID_KEY_USAGE, true, tlv(0x03, Buffer.from([5, 0xa0]))),
    ],
  })
}
