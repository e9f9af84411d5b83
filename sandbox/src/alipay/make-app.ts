import { generateKeyPair, randomBytes, randomInt } from 'node:crypto'
import { promisify } from 'node:util'
import { createAppCertificates } from '../core/alipay-certificates.js'
import { type AppRecord, type Apps, FEE_BASIS_POINTS } from './apps.js'

export interface AppWish {
  /** An existing merchant's account; a new merchant otherwise. */
  sellerId?: string
  /** The merchant's name as payers see it. */
  name?: string
  signs?: AppRecord['signs']
  buyerNames?: AppRecord['buyerNames']
  feeBasisPoints?: number
  royaltyPercent?: number
  emptyBills?: AppRecord['emptyBills']
  gatewayUrl?: string
  tellsWaiting?: boolean
}

/** What a merchant takes home from the open platform. PEM texts. */
export interface AppCredentials extends Omit<AppRecord, 'id' | 'alipayPrivateKey'> {
  appId: string
  appPrivateKey: string
  alipayRootCertificate: string
}

/** A further application with keys and certificates of its own. The private key is handed out once and not kept. */
export async function makeApp(
  apps: Apps,
  authority: { rootPrivateKey: string; alipayRootCertificate: string },
  wish: AppWish,
): Promise<AppCredentials> {
  const [app, alipay] = await Promise.all([keyPair(), keyPair()])
  const id = `9021${digits(12)}`
  const keys = { appId: id, appPublicKey: app.publicKey, alipayPublicKey: alipay.publicKey }
  const known = wish.sellerId === undefined ? undefined : apps.ofSeller(wish.sellerId)
  const record: AppRecord = {
    id,
    sellerId: known?.sellerId ?? `2088${digits(12)}`,
    name: wish.name ?? known?.name ?? `沙箱商户${id.slice(-4)}`,
    appPublicKey: app.publicKey,
    alipayPrivateKey: alipay.privateKey,
    alipayPublicKey: alipay.publicKey,
    buyerNames: wish.buyerNames ?? 'user_id',
    signs: wish.signs ?? 'either',
    encryptKey: randomBytes(16).toString('base64'),
    feeBasisPoints: wish.feeBasisPoints ?? FEE_BASIS_POINTS,
    royaltyPercent: wish.royaltyPercent ?? 100,
    emptyBills: wish.emptyBills ?? 'file',
    gatewayUrl: wish.gatewayUrl ?? null,
    tellsWaiting: wish.tellsWaiting ?? false,
    ...createAppCertificates(authority, keys),
  }
  apps.keep(record)
  const { id: appId, alipayPrivateKey: _institutions, ...handed } = record
  const { alipayRootCertificate } = authority
  return { appId, ...handed, appPrivateKey: app.privateKey, alipayRootCertificate }
}

function keyPair(): Promise<{ publicKey: string; privateKey: string }> {
  return promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
}

function digits(length: number): string {
  return Array.from({ length }, () => String(randomInt(10))).join('')
}
