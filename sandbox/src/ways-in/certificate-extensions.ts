import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import { isIPv4 } from 'node:net'
import { extension, oid, sequence, tlv } from '../core/encode-certificate.js'

// RFC 5280, section 4.2.1.
const OID_SUBJECT_KEY_IDENTIFIER = '551d0e'
const OID_KEY_USAGE = '551d0f'
const OID_SUBJECT_ALT_NAME = '551d11'
const OID_BASIC_CONSTRAINTS = '551d13'
const OID_NAME_CONSTRAINTS = '551d1e'
const OID_AUTHORITY_KEY_IDENTIFIER = '551d23'
const OID_EXTENDED_KEY_USAGE = '551d25'
const OID_SERVER_AUTH = '2b06010505070301'
const TAG_DNS_NAME = 0x82
const TAG_IP_ADDRESS = 0x87

export interface NameTree {
  /** A domain and everything below it. */
  domains: readonly string[]
  /** IPv4 networks, as address and mask. */
  networks: ReadonlyArray<{ address: string; mask: string }>
}

/** A CA that may certify servers directly, and only under these names. */
export function authorityExtensions(key: KeyObject, permitted: NameTree): Buffer[] {
  const subtree = (tag: number, value: Buffer): Buffer => sequence(tlv(tag, value))
  const trees = [
    ...permitted.domains.map((domain) => subtree(TAG_DNS_NAME, Buffer.from(domain, 'ascii'))),
    ...permitted.networks.map(({ address, mask }) =>
      subtree(TAG_IP_ADDRESS, Buffer.concat([ipv4(address), ipv4(mask)])),
    ),
  ]
  const isAuthority = tlv(0x01, Buffer.from([0xff]))
  const noneBetween = tlv(0x02, Buffer.from([0]))
  return [
    extension(OID_BASIC_CONSTRAINTS, true, sequence(isAuthority, noneBetween)),
    // keyCertSign and cRLSign.
    extension(OID_KEY_USAGE, true, tlv(0x03, Buffer.from([1, 0x06]))),
    extension(OID_SUBJECT_KEY_IDENTIFIER, false, tlv(0x04, keyIdentifier(key))),
    extension(OID_NAME_CONSTRAINTS, true, sequence(tlv(0xa0, Buffer.concat(trees)))),
  ]
}

/** A TLS server under these host names and IPv4 addresses. */
export function serverExtensions(
  key: KeyObject,
  authorityKey: KeyObject,
  names: readonly string[],
): Buffer[] {
  const alternatives = names.map((name) =>
    isIPv4(name) ? tlv(TAG_IP_ADDRESS, ipv4(name)) : tlv(TAG_DNS_NAME, Buffer.from(name, 'ascii')),
  )
  return [
    extension(OID_BASIC_CONSTRAINTS, true, sequence()),
    // digitalSignature: all that an elliptic key does in TLS.
    extension(OID_KEY_USAGE, true, tlv(0x03, Buffer.from([7, 0x80]))),
    extension(OID_EXTENDED_KEY_USAGE, false, sequence(oid(OID_SERVER_AUTH))),
    extension(OID_SUBJECT_ALT_NAME, false, sequence(...alternatives)),
    extension(OID_SUBJECT_KEY_IDENTIFIER, false, tlv(0x04, keyIdentifier(key))),
    extension(OID_AUTHORITY_KEY_IDENTIFIER, false, sequence(tlv(0x80, keyIdentifier(authorityKey)))),
  ]
}

function keyIdentifier(key: KeyObject): Buffer {
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' })
  return createHash('sha1').update(spki).digest()
}

function ipv4(text: string): Buffer {
  return Buffer.from(text.split('.').map(Number))
}
