import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import { issueCertificate, type Name } from './issue-certificate.js'

/** Alipay's side of certificate mode. PEM texts. */
export interface AlipayAuthority {
  /** Two roots, as the real bundle has RSA and other ones: an RSA root and an elliptic one that SN algorithms skip. */
  alipayRootCertificate: string
  rootPrivateKey: string
}

export interface AppCertificates {
  /** appCertPublicKey_<appid>.crt */
  appCertificate: string
  /** alipayCertPublicKey_RSA2.crt */
  alipayCertificate: string
}

const YEAR_MS = 365 * 86_400_000
const AUTHORITY = { organization: 'Hutong Sandbox', unit: 'Certification Authority' }
const RSA_ROOT: Name = { ...AUTHORITY, commonName: 'Hutong Sandbox Root R1' }
const EC_ROOT: Name = { ...AUTHORITY, commonName: 'Hutong Sandbox Root E1' }

export function createAlipayAuthority(rootKey: KeyObject): AlipayAuthority {
  const ec = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey
  const root = (name: Name, key: KeyObject): string =>
    issueCertificate({
      subject: name,
      subjectKey: createPublicKey(key),
      issuer: name,
      issuerKey: key,
      serialHex: serial(),
      isAuthority: true,
      ...validFor(20),
    })
  return {
    // The elliptic one first: an SDK that took the first certificate of the file would be found out.
    alipayRootCertificate: root(EC_ROOT, ec) + root(RSA_ROOT, rootKey),
    rootPrivateKey: rootKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

export function createAppCertificates(
  { rootPrivateKey }: Pick<AlipayAuthority, 'rootPrivateKey'>,
  app: { appId: string; appPublicKey: string; alipayPublicKey: string },
): AppCertificates {
  const issuerKey = createPrivateKey(rootPrivateKey)
  const issue = (unit: string, commonName: string, key: string): string =>
    issueCertificate({
      subject: { organization: 'Hutong Sandbox', unit, commonName },
      subjectKey: createPublicKey(key),
      issuer: RSA_ROOT,
      issuerKey,
      serialHex: serial(),
      isAuthority: false,
      ...validFor(5),
    })
  return {
    appCertificate: issue('Merchant', app.appId, app.appPublicKey),
    alipayCertificate: issue('Alipay sandbox', 'Alipay sandbox R1', app.alipayPublicKey),
  }
}

function validFor(years: number): { notBefore: Date; notAfter: Date } {
  const notBefore = new Date(Math.floor(Date.now() / 1000) * 1000 - 86_400_000)
  return { notBefore, notAfter: new Date(notBefore.getTime() + years * YEAR_MS) }
}

function serial(): string {
  const bytes = randomBytes(16)
  bytes[0] = 0x10 | (bytes[0]! & 0x6f)
  return bytes.toString('hex')
}
