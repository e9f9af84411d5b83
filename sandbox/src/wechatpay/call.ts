import { isUtf8 } from 'node:buffer'
import type { Core } from '../core/core.js'
import type { Collection } from '../core/store.js'
import { type Answer, Refused } from './answers.js'
import type { PaymentCodes } from './codepay/payment-codes.js'
import type { CombineBook } from './combine/combine-book.js'
import type { ComplaintBook } from './complaints/complaint-book.js'
import type { ContractBook } from './contracts/contract-book.js'
import type { ContractWork } from './contracts/contract-work.js'
import type { Coupons } from './coupons/coupon-seat.js'
import type { WithdrawWork } from './ecommerce/withdraw-work.js'
import { fieldError, isObject, type JsonObject } from './fields.js'
import type { FundsBook } from './funds/funds-book.js'
import type { Merchant } from './merchants/merchant.js'
import type { MerchantBook } from './merchants/merchant-book.js'
import type { Openids } from './merchants/openids.js'
import type { PlatformKeys } from './merchants/platform-keys.js'
import type { AnswerProbes } from './merchants/probes.js'
import type { RateLimits } from './merchants/rate-limits.js'
import type { Onboarding } from './onboarding/onboarding.js'
import type { OrderBook, Signer } from './order-book.js'
import type { ServiceOrder } from './payscore/service-book.js'
import type { ServiceWork } from './payscore/service-work.js'
import type { Refunding } from './refunding.js'
import type { SharingBook } from './sharing/sharing-book.js'
import type { SharingWork } from './sharing/sharing-work.js'
import type { TransferBook } from './transfers/transfer-book.js'
import type { TransferWork } from './transfers/transfer-work.js'

/** What the calls of one WeChat Pay share. */
export interface Platform {
  core: Core
  book: OrderBook
  combines: CombineBook
  merchants: ReadonlyMap<string, Merchant>
  merchantBook: MerchantBook
  openids: Openids
  funds: FundsBook
  coupons: Coupons
  contracts: ContractBook
  contractWork: ContractWork
  services: Collection<ServiceOrder>
  serviceWork: ServiceWork
  complaints: ComplaintBook
  transfers: TransferBook
  transferWork: TransferWork
  paymentCodes: PaymentCodes
  sharing: SharingBook
  sharingWork: SharingWork
  limit: RateLimits
  probe: AnswerProbes
  keys: PlatformKeys
  onboarding: Onboarding
  withdrawals: WithdrawWork
  refunding: Refunding
}

/** An authenticated call. */
export interface Call {
  platform: Platform
  merchant: Merchant
  /** Path parameters, decoded. */
  params: Readonly<Record<string, string>>
  query: URLSearchParams
  /** The body parsed once; undefined when it is no JSON in UTF-8. */
  readonly json: unknown
  /** The `Wechatpay-Serial` header as sent. */
  serial: string | undefined
  signer: Signer
  /** The `file` part of an upload. */
  upload: Buffer | null
  /** Where the caller reached us: scheme and host, for addresses handed out. */
  origin: string
  readonly nowMs: number
}

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Segments; `:name` is a parameter. */
  path: string
  /** The word fault rules use. */
  operation: string
  /** Whether the interface refuses calls without Accept or User-Agent (seen on some only). */
  needsClientHeaders: boolean
  /** multipart/form-data: only its `meta` part is signed. */
  upload?: boolean
  /** The order a call is about, as far as it can be told before any check; for fault rules and the event log. */
  outTradeNo(call: Call): string | null
  act(call: Call): Answer
}

type RouteParts = [Route['method'], string, string, Route['outTradeNo'], Route['act']]

export function route(...[method, path, operation, outTradeNo, act]: RouteParts): Route {
  return { method, path, operation, outTradeNo, act, needsClientHeaders: false }
}

/** The live gateway refuses these without Accept or User-Agent (00-protocol §2.3). */
export function strictRoute(...[method, path, operation, outTradeNo, act]: RouteParts): Route {
  return { method, path, operation, outTradeNo, act, needsClientHeaders: true }
}

/** The body as a JSON object; its `mchid`, if any, must be who signed (00-protocol §2.3, orders 8 and 9). */
export function readBody(call: Call): JsonObject {
  const parsed = call.json
  if (!isObject(parsed)) {
    throw new Refused('PARAM_ERROR', {
      zh: '请求体不是合法的JSON对象，请检查后再试',
      en: 'The body is not a JSON object in UTF-8',
    })
  }
  for (const name of ['mchid', 'sp_mchid', 'combine_mchid']) {
    const named = parsed[name]
    if (typeof named === 'string' && named !== call.merchant.mchid)
      throw mchidDiffers('body', `/${name}`, named)
  }
  return parsed
}

/** Queries name the merchant again in `?mchid=`. */
export function requireMchid(call: Call): void {
  const mchid = call.query.get('mchid')
  if (!mchid) throw fieldError('mchid', undefined, '缺少必填参数', 'is required and missing', 'query')
  if (mchid !== call.merchant.mchid) throw mchidDiffers('query', 'mchid', mchid)
}

function mchidDiffers(location: 'body' | 'query', field: string, value: string): Refused {
  return new Refused(
    'PARAM_ERROR',
    { zh: '商户号与签名的商户号不一致', en: 'mchid differs from the merchant that signed' },
    { location, field, value: value.slice(0, 64), issue: 'differs from the Authorization header' },
  )
}

/** Undefined when the bytes are no JSON in UTF-8. */
export function parseJson(bytes: Buffer): unknown {
  if (bytes.length === 0 || !isUtf8(bytes)) return undefined
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}
