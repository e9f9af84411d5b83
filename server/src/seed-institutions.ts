import type {
  AlipayAccount,
  ReviewDeskAccount,
  WechatpayAccount,
  WechatpayProviderAccount,
} from './connectors/contract.js'
import { saveInstitutionAccount } from './modules/merchants/index.js'
import type { Clock } from './platform/clock/index.js'
import { CannotStart } from './platform/config/index.js'
import type { Db } from './platform/db/index.js'
import type { Vault } from './platform/secrets/index.js'

/** The shape of HUTONG_INSTITUTIONS: what the sandbox's GET /credentials answers, or the same for real accounts. */
export interface InstitutionSeed {
  readonly wechatpay?: Omit<WechatpayAccount, 'timeoutMs'> & { readonly timeoutMs?: number }
  readonly alipay?: Omit<AlipayAccount, 'timeoutMs'> & { readonly timeoutMs?: number }
  /** Where both are asked for what they grant; without one a person files it at their sites. */
  readonly reviewDesk?: Omit<ReviewDeskAccount, 'timeoutMs'>
  /** Among them the service provider that onboards sub-merchants. */
  readonly wechatpayMerchants?: readonly (Omit<WechatpayProviderAccount, 'timeoutMs'> & {
    readonly kind: string
  })[]
}

const CALL_TIMEOUT_MS = 8_000

const WECHATPAY_FIELDS = [
  'baseUrl',
  'mchid',
  'appid',
  'merchantSerial',
  'merchantPrivateKey',
  'apiV3Key',
] as const
const PROVIDER_FIELDS = ['baseUrl', 'mchid', 'merchantSerial', 'merchantPrivateKey', 'apiV3Key'] as const
const DESK_FIELDS = ['baseUrl', 'token', 'noticeSecret'] as const
const ALIPAY_FIELDS = ['gateway', 'appId', 'sellerId', 'appPrivateKey', 'alipayPublicKey'] as const

/** Seals the given accounts into the database and makes them the ones that new attempts use. */
export async function seedInstitutions(db: Db, vault: Vault, clock: Clock, given: unknown): Promise<void> {
  if (given === undefined) return
  const { wechatpay, alipay, reviewDesk, wechatpayMerchants = [] } = (given ?? {}) as InstitutionSeed
  const deskOf = (timeoutMs: number) => {
    if (reviewDesk === undefined) return {}
    requireFields('reviewDesk', reviewDesk, DESK_FIELDS)
    const { baseUrl, token, noticeSecret } = reviewDesk
    return { desk: { baseUrl, token, noticeSecret, timeoutMs } satisfies ReviewDeskAccount }
  }
  if (wechatpay !== undefined) {
    requireFields('wechatpay', wechatpay, WECHATPAY_FIELDS)
    const { baseUrl, mchid, appid, merchantSerial, merchantPrivateKey, apiV3Key, publicKeyId, publicKey } =
      wechatpay
    const settings: WechatpayAccount = {
      baseUrl,
      mchid,
      appid,
      merchantSerial,
      merchantPrivateKey,
      apiV3Key,
      ...(publicKeyId === undefined ? {} : { publicKeyId }),
      ...(publicKey === undefined ? {} : { publicKey }),
      timeoutMs: wechatpay.timeoutMs ?? CALL_TIMEOUT_MS,
      ...deskOf(wechatpay.timeoutMs ?? CALL_TIMEOUT_MS),
      ...providerOf(wechatpayMerchants, wechatpay.timeoutMs ?? CALL_TIMEOUT_MS),
    }
    const account = { id: `wechatpay-${mchid}`, institution: 'wechatpay' as const, label: mchid, settings }
    await saveInstitutionAccount(db, vault, clock, account)
  }
  if (alipay !== undefined) {
    requireFields('alipay', alipay, ALIPAY_FIELDS)
    const { gateway, appId, sellerId, appPrivateKey, alipayPublicKey, directPay } = alipay
    const timeoutMs = alipay.timeoutMs ?? CALL_TIMEOUT_MS
    const settings: AlipayAccount = {
      gateway,
      appId,
      sellerId,
      appPrivateKey,
      alipayPublicKey,
      timeoutMs,
      ...(directPay === undefined ? {} : { directPay }),
      ...deskOf(timeoutMs),
    }
    const account = { id: `alipay-${appId}`, institution: 'alipay' as const, label: appId, settings }
    await saveInstitutionAccount(db, vault, clock, account)
  }
}

function providerOf(merchants: NonNullable<InstitutionSeed['wechatpayMerchants']>, timeoutMs: number) {
  const provider = merchants.find(({ kind }) => kind === 'service_provider')
  if (provider === undefined) return {}
  requireFields('wechatpayMerchants', provider, PROVIDER_FIELDS)
  const { baseUrl, mchid, merchantSerial, merchantPrivateKey, apiV3Key, publicKeyId, publicKey } = provider
  const serviceProvider: WechatpayProviderAccount = {
    baseUrl,
    mchid,
    merchantSerial,
    merchantPrivateKey,
    apiV3Key,
    ...(publicKeyId === undefined ? {} : { publicKeyId }),
    ...(publicKey === undefined ? {} : { publicKey }),
    timeoutMs,
  }
  return { serviceProvider }
}

function requireFields(institution: string, given: object, fields: readonly string[]): void {
  const missing = fields.find((field) => typeof (given as Record<string, unknown>)[field] !== 'string')
  if (missing === undefined) return
  throw new CannotStart(
    `HUTONG_INSTITUTIONS 里的 ${institution} 缺少 ${missing}。`,
    `HUTONG_INSTITUTIONS has no ${missing} for ${institution}.`,
  )
}
