import { createPrivateKey, generateKeyPair, type KeyObject, randomBytes, randomInt } from 'node:crypto'
import { promisify } from 'node:util'
import { createSelfSignedCertificate } from './self-signed-certificate.js'

/** The acquirer's merchant, the acquirer's own key for answers, and another for notices (acquirer.md §2.2). PEM texts. */
export interface AcquirerKeys {
  appId: string
  merchantNo: string
  termNo: string
  /** The merchant's number in the acquirer's cashier. */
  channelId: string
  merchantSerial: string
  merchantPrivateKey: string
  merchantCertificate: string
  platformSerial: string
  platformPrivateKey: string
  platformCertificate: string
  notifyPrivateKey: string
  notifyCertificate: string
}

const YEAR_MS = 365 * 24 * 3_600_000

export async function createAcquirerKeys(): Promise<AcquirerKeys> {
  const [merchant, platform, notify] = await Promise.all([rsaKey(), rsaKey(), rsaKey()])
  const merchantNo = `8221${digits(11)}`
  const merchantSerial = serial()
  const platformSerial = serial()
  return {
    appId: `OP${digits(8)}`,
    merchantNo,
    termNo: `A${digits(7)}`,
    channelId: digits(2),
    merchantSerial,
    merchantPrivateKey: pkcs8(merchant),
    merchantCertificate: certificate(merchant, merchantSerial, merchantNo),
    platformSerial,
    platformPrivateKey: pkcs8(platform),
    platformCertificate: certificate(platform, platformSerial, 'Acquirer sandbox'),
    notifyPrivateKey: pkcs8(notify),
    notifyCertificate: certificate(notify, serial(), 'Acquirer sandbox notices'),
  }
}

function certificate(key: KeyObject, serialHex: string, commonName: string): string {
  const notBefore = new Date(Math.floor(Date.now() / 1000) * 1000 - 24 * 3_600_000)
  const notAfter = new Date(notBefore.getTime() + 5 * YEAR_MS)
  return createSelfSignedCertificate({
    key,
    serialHex,
    organization: 'Hutong Sandbox',
    commonName,
    notBefore,
    notAfter,
  })
}

async function rsaKey(): Promise<KeyObject> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  return createPrivateKey(privateKey)
}

function pkcs8(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString()
}

/** 40 lower-case hex digits without a leading zero, as the acquirer's SDK reads them off the certificate. */
function serial(): string {
  const bytes = randomBytes(20)
  bytes[0] = 0x10 | (bytes[0]! & 0x6f)
  return bytes.toString('hex')
}

function digits(length: number): string {
  return Array.from({ length }, () => String(randomInt(10))).join('')
}
