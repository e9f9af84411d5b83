import { createPrivateKey, generateKeyPair, type KeyObject, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { encodeCertificate } from '../core/encode-certificate.js'
import { authorityExtensions, type NameTree, serverExtensions } from './certificate-extensions.js'

/** The sandbox's own certificate authority: what a client must trust to take the sandbox for the institutions. */
export interface Authority {
  readonly certificatePem: string
  /** Where the certificate lies; null when nothing is kept on disk. */
  readonly file: string | null
  /** A server certificate for these host names and IPv4 addresses, good for a year. */
  issue(names: readonly string[]): Promise<{ key: string; certificate: string }>
}

/**
 * A CA in a trust store is a power: this one cannot certify anything but the institutions' domains and this machine,
 * so that its key, which lies readable in a data folder, is of no use against any other site.
 */
const PERMITTED: NameTree = {
  domains: ['weixin.qq.com', 'wechatpay.cn', 'tenpay.com', 'alipay.com', 'alipaydev.com', 'localhost'],
  networks: [{ address: '127.0.0.0', mask: '255.0.0.0' }],
}
const NAME = { organization: 'Hutong Sandbox', commonName: 'Hutong Sandbox CA (test only)' }
const DAY_MS = 24 * 3_600_000
const AUTHORITY_DAYS = 3_650
// Some clients refuse server certificates that live longer than 398 days.
const SERVER_DAYS = 365

interface Kept {
  certificatePem: string
  keyPem: string
}

let shared: Promise<Kept> | null = null

/** The CA in the data folder, created at the first call. Without a folder all sandboxes of a process share one. */
export async function loadAuthority(dataFolder: string | null): Promise<Authority> {
  if (dataFolder === null) {
    shared ??= createAuthority()
    return authorityOf(await shared, null)
  }
  const file = join(dataFolder, 'ca.pem')
  const keyFile = join(dataFolder, 'credentials', 'ca-key.pem')
  if (!existsSync(file) || !existsSync(keyFile)) {
    const created = await createAuthority()
    mkdirSync(join(dataFolder, 'credentials'), { recursive: true, mode: 0o700 })
    writeFileSync(keyFile, created.keyPem, { mode: 0o600 })
    // Written last: its presence says that the pair is whole.
    writeFileSync(file, created.certificatePem, { mode: 0o644 })
  }
  return authorityOf(
    { certificatePem: readFileSync(file, 'utf8'), keyPem: readFileSync(keyFile, 'utf8') },
    file,
  )
}

async function createAuthority(): Promise<Kept> {
  const key = await newKey('rsa')
  const certificatePem = encodeCertificate({
    key,
    serialHex: newSerial(),
    subject: NAME,
    issuer: NAME,
    issuerKey: key,
    ...validFor(AUTHORITY_DAYS),
    extensions: authorityExtensions(key, PERMITTED),
  })
  return { certificatePem, keyPem: key.export({ type: 'pkcs8', format: 'pem' }).toString() }
}

function authorityOf({ certificatePem, keyPem }: Kept, file: string | null): Authority {
  const issuerKey = createPrivateKey(keyPem)
  return {
    certificatePem,
    file,
    async issue(names) {
      // Elliptic, because it is made anew at each start and an RSA key takes up to a second.
      const key = await newKey('ec')
      const certificate = encodeCertificate({
        key,
        serialHex: newSerial(),
        subject: { organization: 'Hutong Sandbox', commonName: names[0] ?? 'localhost' },
        issuer: NAME,
        issuerKey,
        ...validFor(SERVER_DAYS),
        extensions: serverExtensions(key, issuerKey, names),
      })
      return {
        key: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
        certificate: `${certificate}${certificatePem}`,
      }
    },
  }
}

async function newKey(kind: 'rsa' | 'ec'): Promise<KeyObject> {
  const generate = promisify(generateKeyPair)
  const { privateKey } =
    kind === 'rsa'
      ? await generate('rsa', { modulusLength: 2048 })
      : await generate('ec', { namedCurve: 'prime256v1' })
  return privateKey
}

/** A day ago, for clients whose clock is behind; seconds only, as X.509 counts. */
function validFor(days: number): { notBefore: Date; notAfter: Date } {
  const startMs = Math.floor(Date.now() / 1000) * 1000 - DAY_MS
  return { notBefore: new Date(startMs), notAfter: new Date(startMs + days * DAY_MS) }
}

function newSerial(): string {
  const bytes = randomBytes(20)
  bytes[0] = 0x10 | (bytes[0]! & 0x6f)
  return bytes.toString('hex')
}
