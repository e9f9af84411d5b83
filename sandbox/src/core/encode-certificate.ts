import { createPublicKey, type KeyObject, sign } from 'node:crypto'

export interface CertificateName {
  organization: string
  commonName: string
}

export interface CertificateParts {
  /** The key that is certified; its public half is what goes in. */
  key: KeyObject
  /** 40 hex digits; the first must be 1 to 7, so that the DER integer is positive and 20 bytes long. */
  serialHex: string
  subject: CertificateName
  issuer: CertificateName
  /** The issuer's RSA key. */
  issuerKey: KeyObject
  notBefore: Date
  notAfter: Date
  /** Encoded Extension sequences. */
  extensions: readonly Buffer[]
}

// RFC 5280, sections 4.1 and 4.2; only what a payment SDK and a TLS client look at.
const OID_SHA256_WITH_RSA = '2a864886f70d01010b'
const OID_COUNTRY = '550406'
const OID_ORGANIZATION = '55040a'
const OID_COMMON_NAME = '550403'

/** An X.509 v3 certificate signed with SHA-256 and RSA, as PEM with lines of 64 characters. */
export function encodeCertificate(parts: CertificateParts): string {
  const algorithm = sequence(oid(OID_SHA256_WITH_RSA), tlv(0x05, Buffer.alloc(0)))
  const body = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    tlv(0x02, Buffer.from(parts.serialHex, 'hex')),
    algorithm,
    name(parts.issuer),
    sequence(utcTime(parts.notBefore), utcTime(parts.notAfter)),
    name(parts.subject),
    createPublicKey(parts.key).export({ type: 'spki', format: 'der' }),
    tlv(0xa3, sequence(...parts.extensions)),
  )
  const signature = sign('sha256', body, parts.issuerKey)
  const der = sequence(body, algorithm, tlv(0x03, Buffer.concat([Buffer.from([0]), signature])))
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}

export function extension(oidHex: string, critical: boolean, value: Buffer): Buffer {
  return sequence(oid(oidHex), ...(critical ? [tlv(0x01, Buffer.from([0xff]))] : []), tlv(0x04, value))
}

export function tlv(tag: number, value: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tag]), lengthOf(value.length), value])
}

export function sequence(...parts: Buffer[]): Buffer {
  return tlv(0x30, Buffer.concat(parts))
}

export function oid(hex: string): Buffer {
  return tlv(0x06, Buffer.from(hex, 'hex'))
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length])
  if (length < 0x100) return Buffer.from([0x81, length])
  return Buffer.from([0x82, length >> 8, length & 0xff])
}

function name({ organization, commonName }: CertificateName): Buffer {
  return sequence(
    attribute(OID_COUNTRY, 0x13, 'CN'),
    attribute(OID_ORGANIZATION, 0x0c, organization),
    attribute(OID_COMMON_NAME, 0x0c, commonName),
  )
}

function attribute(type: string, stringTag: number, value: string): Buffer {
  return tlv(0x31, sequence(oid(type), tlv(stringTag, Buffer.from(value, 'utf8'))))
}

/** Good until 2049, when X.509 wants GeneralizedTime. */
function utcTime(date: Date): Buffer {
  const digits = date.toISOString().replace(/[-:T]/g, '').slice(2, 14)
  return tlv(0x17, Buffer.from(`${digits}Z`, 'ascii'))
}
