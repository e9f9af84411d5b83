import { type KeyObject, sign } from 'node:crypto'
import { extension, oid, sequence, tlv } from './encode-certificate.js'

/** A distinguished name, encoded in the order C, O, OU, CN: the one order that all SDKs hash alike. ASCII only. */
export interface Name {
  organization: string
  unit: string
  commonName: string
}

export interface CertificateOrder {
  subject: Name
  /** The public key that is certified. */
  subjectKey: KeyObject
  issuer: Name
  /** RSA or P-256; its kind decides the signature algorithm. */
  issuerKey: KeyObject
  /** Up to 20 bytes as hex; the first digit must be 1 to 7, so that the DER integer is positive. */
  serialHex: string
  isAuthority: boolean
  notBefore: Date
  notAfter: Date
}

// RFC 5280, sections 4.1 and 4.2; RFC 4055 and RFC 5758 for the algorithms.
const RSA_SHA256 = '2a864886f70d01010b'
const ECDSA_SHA256 = '2a8648ce3d040302'
const BASIC_CONSTRAINTS = '551d13'
const KEY_USAGE = '551d0f'

/** An X.509 v3 certificate signed by an issuer, as PEM. */
export function issueCertificate(order: CertificateOrder): string {
  const isRsa = order.issuerKey.asymmetricKeyType === 'rsa'
  const algorithm = isRsa
    ? sequence(oid(RSA_SHA256), tlv(0x05, Buffer.alloc(0)))
    : sequence(oid(ECDSA_SHA256))
  const body = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    tlv(0x02, Buffer.from(order.serialHex, 'hex')),
    algorithm,
    nameOf(order.issuer),
    sequence(utcTime(order.notBefore), utcTime(order.notAfter)),
    nameOf(order.subject),
    order.subjectKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, sequence(...extensions(order.isAuthority))),
  )
  const signature = sign('sha256', body, order.issuerKey)
  const der = sequence(body, algorithm, tlv(0x03, Buffer.concat([Buffer.from([0]), signature])))
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}

function extensions(isAuthority: boolean): Buffer[] {
  const constraints = isAuthority ? sequence(tlv(0x01, Buffer.from([0xff]))) : sequence()
  // An authority signs certificates (bit 5); others sign and encrypt (bits 0 and 2).
  const usage = isAuthority ? Buffer.from([2, 0x04]) : Buffer.from([5, 0xa0])
  return [extension(BASIC_CONSTRAINTS, true, constraints), extension(KEY_USAGE, true, tlv(0x03, usage))]
}

function nameOf({ organization, unit, commonName }: Name): Buffer {
  const parts: Array<[string, number, string]> = [
    ['550406', 0x13, 'CN'],
    ['55040a', 0x0c, organization],
    ['55040b', 0x0c, unit],
    ['550403', 0x0c, commonName],
  ]
  return sequence(
    ...parts.map(([type, tag, text]) => tlv(0x31, sequence(oid(type), tlv(tag, Buffer.from(text, 'ascii'))))),
  )
}

/** Good until 2049, when X.509 wants GeneralizedTime. */
function utcTime(date: Date): Buffer {
  return tlv(0x17, Buffer.from(`${date.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`, 'ascii'))
}
