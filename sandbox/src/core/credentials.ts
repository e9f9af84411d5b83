import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  randomBytes,
  randomInt,
} from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type AcquirerKeys, createAcquirerKeys } from './acquirer-keys.js'
import { createAlipayAuthority, createAppCertificates } from './alipay-certificates.js'
import { deskKeys } from './desk-keys.js'
import { createOfficialAccountKeys, type OfficialAccountKeys } from './official-account-keys.js'
import { createSelfSignedCertificate } from './self-signed-certificate.js'

/** Everything a merchant would get from the institutions, and what the institutions keep. PEM texts. */
export interface KeyRing {
  wechatpay: {
    mchid: string
    appid: string
    apiV3Key: string
    merchantSerial: string
    merchantPrivateKey: string
    merchantCertificate: string
    platformSerial: string
    platformPrivateKey: string
    platformCertificate: string
    publicKeyId: string
    publicKey: string
    publicKeyPrivateKey: string
    notBefore: string
    notAfter: string
  }
  alipay: {
    appId: string
    sellerId: string
    appPrivateKey: string
    appPrivateKeyPkcs1: string
    appPublicKey: string
    alipayPrivateKey: string
    alipayPublicKey: string
    /** AES-128 key of content encryption, base64. */
    encryptKey: string
    appCertificate: string
    alipayCertificate: string
    alipayRootCertificate: string
    rootPrivateKey: string
  }
  acquirer: AcquirerKeys
  officialAccount: OfficialAccountKeys
}

/** What one WeChat Pay merchant knows. */
export interface MerchantCredentials
  extends Omit<
    KeyRing['wechatpay'],
    'platformPrivateKey' | 'publicKeyPrivateKey' | 'notBefore' | 'notAfter'
  > {
  baseUrl: string
  /** Signs the V2 interfaces. */
  apiV2Key: string
  kind: string
  name: string
  keyMode: string
  /** For a sub-merchant: the mchids of its providers. */
  providers: readonly string[]
}

/**
 * The APIv2 key, set apart from the APIv3 key in life. Here it follows from it, so that folders and snapshots from
 * earlier sandboxes have one too.
 */
export const apiV2KeyOf = (apiV3Key: string): string =>
  createHash('md5').update(`APIv2 ${apiV3Key}`).digest('hex')

/** What `GET /credentials` hands to the merchant under test. */
export interface Credentials {
  wechatpay: Omit<
    KeyRing['wechatpay'],
    'platformPrivateKey' | 'publicKeyPrivateKey' | 'notBefore' | 'notAfter'
  > & {
    baseUrl: string
    /** Signs the V2 interfaces. */
    apiV2Key: string
  }
  alipay: Omit<KeyRing['alipay'], 'alipayPrivateKey' | 'rootPrivateKey'> & {
    gateway: string
    /** `signed`: the account collects for merchants (zft). */
    directPay: string
  }
  acquirer: Omit<AcquirerKeys, 'platformPrivateKey' | 'notifyPrivateKey'> & { baseUrl: string }
  officialAccount: OfficialAccountKeys & { baseUrl: string }
  /** Where institutions review what a platform applies for. */
  reviewDesk: { baseUrl: string; token: string; noticeSecret: string }
  /** Every WeChat Pay merchant of this sandbox, the one above first. */
  wechatpayMerchants: MerchantCredentials[]
}

const FILE = 'credentials.json'
const YEAR_MS = 365 * 24 * 3_600_000

let shared: Promise<KeyRing> | null = null

/**
 * The keys in the folder, created at the first start. Without a folder all sandboxes of one process share one set:
 * RSA keys take a second to find.
 */
export async function loadKeyRing(dataFolder: string | null): Promise<KeyRing> {
  if (dataFolder === null) {
    shared ??= createKeyRing()
    return shared
  }
  const folder = join(dataFolder, 'credentials')
  const file = join(folder, FILE)
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as KeyRing) : null
  const isWhole =
    kept?.alipay.rootPrivateKey !== undefined &&
    kept.acquirer !== undefined &&
    kept.officialAccount !== undefined
  if (kept && isWhole) return kept
  const ring = kept ? await completed(kept) : await createKeyRing()
  writeKeyRing(dataFolder, ring)
  return ring
}

/** A folder from an earlier sandbox keeps its keys and gets those it lacks. */
async function completed(kept: KeyRing): Promise<KeyRing> {
  const hasCertificates = kept.alipay.rootPrivateKey !== undefined
  return {
    ...kept,
    alipay: hasCertificates ? kept.alipay : withCertificates(kept.alipay, await rsaKey()),
    acquirer: kept.acquirer ?? (await createAcquirerKeys()),
    officialAccount: kept.officialAccount ?? createOfficialAccountKeys(kept.wechatpay.appid),
  }
}

/** The set as one file for the sandbox, and each PEM text as a file of its own for people and SDKs. */
export function writeKeyRing(dataFolder: string, ring: KeyRing): void {
  const folder = join(dataFolder, 'credentials')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const [institution, values] of Object.entries(ring)) {
    for (const [name, value] of Object.entries(values as Record<string, string>)) {
      if (value.startsWith('-----BEGIN')) {
        writeFileSync(join(folder, `${institution}-${kebab(name)}.pem`), value, { mode: 0o600 })
      }
    }
  }
  // Written last: its presence says that the set is whole.
  writeFileSync(join(folder, FILE), `${JSON.stringify(ring, null, 2)}\n`, { mode: 0o600 })
}

export function credentialsOf(
  ring: KeyRing,
  urls: {
    wechatpay: string
    alipay: string
    acquirer?: string
    official_account?: string
    review_desk?: string
  },
  wechatpayMerchants: MerchantCredentials[] = [],
): Credentials {
  const {
    platformPrivateKey: _p,
    publicKeyPrivateKey: _k,
    notBefore: _b,
    notAfter: _a,
    ...wechatpay
  } = ring.wechatpay
  const { alipayPrivateKey: _s, rootPrivateKey: _r, ...alipay } = ring.alipay
  const { platformPrivateKey: _h, notifyPrivateKey: _n, ...acquirer } = ring.acquirer
  return {
    wechatpay: { baseUrl: urls.wechatpay, ...wechatpay, apiV2Key: apiV2KeyOf(wechatpay.apiV3Key) },
    alipay: {
      gateway: urls.alipay === '' ? '' : `${urls.alipay}/gateway.do`,
      ...alipay,
      directPay: 'signed',
    },
    acquirer: { baseUrl: urls.acquirer ?? '', ...acquirer },
    officialAccount: { baseUrl: urls.official_account ?? '', ...ring.officialAccount },
    reviewDesk: { baseUrl: urls.review_desk ?? '', ...deskKeys(ring) },
    wechatpayMerchants,
  }
}

async function createKeyRing(): Promise<KeyRing> {
  const [merchant, platform, publicKeyPair, app, alipay, root, acquirer] = await Promise.all([
    rsaKey(),
    rsaKey(),
    rsaKey(),
    rsaKey(),
    rsaKey(),
    rsaKey(),
    createAcquirerKeys(),
  ])
  const appid = `wx${randomBytes(8).toString('hex')}`
  const now = Date.now()
  const notBefore = new Date(Math.floor(now / 1000) * 1000 - 24 * 3_600_000)
  const notAfter = new Date(notBefore.getTime() + 5 * YEAR_MS)
  const mchid = drawMchid()
  const merchantSerial = newSerial()
  const platformSerial = newSerial()
  return {
    wechatpay: {
      mchid,
      appid,
      apiV3Key: randomBytes(16).toString('hex'),
      merchantSerial,
      merchantPrivateKey: pkcs8(merchant),
      merchantCertificate: createSelfSignedCertificate({
        key: merchant,
        serialHex: merchantSerial,
        organization: '微信商户系统',
        commonName: mchid,
        notBefore,
        notAfter,
      }),
      platformSerial,
      platformPrivateKey: pkcs8(platform),
      platformCertificate: createSelfSignedCertificate({
        key: platform,
        serialHex: platformSerial,
        organization: 'Hutong Sandbox',
        commonName: 'WeChat Pay sandbox',
        notBefore,
        notAfter,
      }),
      publicKeyId: `PUB_KEY_ID_01${mchid}${new Date(now).toISOString().slice(0, 10).replaceAll('-', '')}${randomDigits(8)}`,
      publicKey: spki(publicKeyPair),
      publicKeyPrivateKey: pkcs8(publicKeyPair),
      notBefore: notBefore.toISOString(),
      notAfter: notAfter.toISOString(),
    },
    alipay: withCertificates(
      {
        appId: `9021${randomDigits(12)}`,
        sellerId: `2088${randomDigits(12)}`,
        appPrivateKey: pkcs8(app),
        appPrivateKeyPkcs1: app.export({ type: 'pkcs1', format: 'pem' }).toString(),
        appPublicKey: spki(app),
        alipayPrivateKey: pkcs8(alipay),
        alipayPublicKey: spki(alipay),
      },
      root,
    ),
    acquirer,
    officialAccount: createOfficialAccountKeys(appid),
  }
}

type AlipayKeys = Omit<
  KeyRing['alipay'],
  'encryptKey' | 'appCertificate' | 'alipayCertificate' | 'alipayRootCertificate' | 'rootPrivateKey'
>

function withCertificates(keys: AlipayKeys, root: KeyObject): KeyRing['alipay'] {
  const authority = createAlipayAuthority(root)
  return {
    ...keys,
    encryptKey: randomBytes(16).toString('base64'),
    ...createAppCertificates(authority, keys),
    ...authority,
  }
}

export async function rsaKey(): Promise<KeyObject> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  return createPrivateKey(privateKey)
}

export function pkcs8(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString()
}

export function spki(key: KeyObject): string {
  return createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString()
}

/** 40 upper-case hex digits without a leading zero, as SDKs compare the X.509 serial as text. */
export function newSerial(): string {
  const bytes = randomBytes(20)
  bytes[0] = 0x10 | (bytes[0]! & 0x6f)
  return bytes.toString('hex').toUpperCase()
}

/** Ten digits. `19000…` is never drawn: who speaks of a merchant that there is none of finds a number there. */
export function drawMchid(isTaken: (mchid: string) => boolean = () => false): string {
  for (;;) {
    const mchid = `1900${randomInt(1, 10)}${randomDigits(5)}`
    if (!isTaken(mchid)) return mchid
  }
}

export function randomDigits(length: number): string {
  return Array.from({ length }, () => String(randomInt(10))).join('')
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
