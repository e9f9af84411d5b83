import { randomBytes } from 'node:crypto'
import { newSerial, pkcs8, randomDigits, rsaKey, spki } from '../../core/credentials.js'
import { createSelfSignedCertificate } from '../../core/self-signed-certificate.js'
import type { KeyMode, MerchantKind, MerchantRing } from './merchant.js'

export interface NewMerchant {
  /** 10 digits; drawn when left out. */
  mchid?: string
  name?: string
  kind?: MerchantKind
  /** App ids this merchant may name; one is drawn when left out. */
  appids?: string[]
  /** For a sub-merchant: the providers that may act for it. */
  providers?: string[]
  keyMode?: KeyMode
}

const DAY_MS = 24 * 3_600_000
const LIFE_MS = 5 * 365 * DAY_MS

const NAMES: Record<MerchantKind, string> = {
  direct: '胡同商户',
  service_provider: '胡同服务商',
  sub_merchant: '胡同特约商户',
}

/** Draws keys from the operating system; takes about half a second. */
export async function createMerchantRing(
  wanted: NewMerchant & { mchid: string },
  nowMs: number,
): Promise<MerchantRing> {
  const [merchant, platform] = await Promise.all([rsaKey(), rsaKey()])
  const kind = wanted.kind ?? 'direct'
  const { mchid } = wanted
  const merchantSerial = newSerial()
  const notBefore = new Date(Math.floor(nowMs / 1000) * 1000 - DAY_MS)
  return {
    id: mchid,
    name: wanted.name ?? `${NAMES[kind]}${mchid.slice(-4)}`,
    kind,
    appids: wanted.appids?.length ? wanted.appids : [`wx${randomBytes(8).toString('hex')}`],
    providers: wanted.providers ?? [],
    keyMode: wanted.keyMode ?? 'both',
    apiV3Key: randomBytes(16).toString('hex'),
    merchantSerial,
    merchantPrivateKey: pkcs8(merchant),
    merchantCertificate: createSelfSignedCertificate({
      key: merchant,
      serialHex: merchantSerial,
      organization: '微信商户系统',
      commonName: mchid,
      notBefore,
      notAfter: new Date(notBefore.getTime() + LIFE_MS),
    }),
    publicKeyId: `PUB_KEY_ID_01${mchid}${new Date(nowMs).toISOString().slice(0, 10).replaceAll('-', '')}${randomDigits(8)}`,
    publicKey: spki(platform),
    publicKeyPrivateKey: pkcs8(platform),
  }
}
