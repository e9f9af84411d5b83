import { createPrivateKey } from 'node:crypto'
import type { NoticeReading } from '../notices/notice.js'
import { openNotice } from '../notices/read-notice.js'
import type {
  Applyment,
  ApplymentAnswer,
  ApplymentRequest,
  MediaAnswer,
  MediaFile,
} from '../types/applyment.js'
import type { ComplaintList, ComplaintsQuery } from '../types/complaint.js'
import type { Order } from '../types/order.js'
import type { Outcome } from '../types/outcome.js'
import type {
  AppOrderRequest,
  H5OrderAnswer,
  H5OrderRequest,
  JsapiOrderRequest,
  NativeOrderAnswer,
  NativeOrderRequest,
  PrepayAnswer,
} from '../types/place-order.js'
import type { AbnormalRefundRequest, Refund, RefundRequest } from '../types/refund.js'
import { hasText, isComplaintList, isOrder, isRefund } from '../types/shapes.js'
import type { HeaderSource } from '../wire/headers.js'
import { normaliseSerial } from '../wire/serial.js'
import { applyAbnormalRefund } from './apply-abnormal-refund.js'
import { queryApplyment, submitApplyment } from './applyments.js'
import { type EchoAnswer, type EchoRequest, echo } from './echo.js'
import {
  type AppInvocation,
  type JsapiInvocation,
  signAppInvocation,
  signJsapiInvocation,
} from './invocations.js'
import type { PlatformCertificate } from './open-certificates.js'
import { createPlatformKeys, type PlatformKeySettings } from './platform-keys.js'
import { createTransport } from './transport.js'
import { uploadMedia } from './upload-media.js'

export interface WechatpayClientSettings {
  readonly mchid: string
  /** Serial of the merchant API certificate. */
  readonly merchantSerial: string
  /** PEM of the merchant's private key. */
  readonly merchantPrivateKey: string
  /** The 32 characters set on the merchant platform. */
  readonly apiV3Key: string
  /** Public-key mode, certificate mode, or both during a migration. With neither, certificates are downloaded. */
  readonly keys?: PlatformKeySettings
  /** Origin of the gateway. Default `https://api.mch.weixin.qq.com`. */
  readonly baseUrl?: string
  /** For a whole call, connection included. Default 10,000. */
  readonly timeoutMs?: number
  /** Language of the gateway's messages. Default `zh-CN`. */
  readonly acceptLanguage?: 'zh-CN' | 'en' | 'zh-HK' | 'zh-TW'
  readonly userAgent?: string
  /** Shortest time between two certificate downloads caused by unknown serials. Default 60,000. */
  readonly refreshAtMostEveryMs?: number
  readonly fetch?: typeof globalThis.fetch
  /** Unix time in milliseconds; signatures and the five-minute window go by it. */
  readonly nowMs?: () => number
}

/** Typed calls of a direct merchant. No call throws for what the network or the gateway does: see {@link Outcome}. */
export interface WechatpayClient {
  /** QR-code order (m4012791877). */
  placeNative(order: NativeOrderRequest): Promise<Outcome<NativeOrderAnswer>>
  /** Order inside WeChat, official account or mini-program (m4012791856). */
  placeJsapi(order: JsapiOrderRequest): Promise<Outcome<PrepayAnswer>>
  /** Order from an app (m4013070347). */
  placeApp(order: AppOrderRequest): Promise<Outcome<PrepayAnswer>>
  /** Order from a mobile browser (m4012791834). */
  placeH5(order: H5OrderRequest): Promise<Outcome<H5OrderAnswer>>
  /** What a page inside WeChat needs to open the wallet. Rejects only when the key cannot sign. */
  jsapiInvocation(appid: string, prepayId: string): Promise<JsapiInvocation>
  /** What an app needs to open the wallet. */
  appInvocation(appid: string, prepayId: string): Promise<AppInvocation>
  /** Refused with `ORDER_NOT_EXIST` when the number is unknown, also shortly after an order call that timed out. */
  queryByOutTradeNo(outTradeNo: string): Promise<Outcome<Order>>
  /** For paid orders only: an unpaid one has no transaction id yet. */
  queryByTransactionId(transactionId: string): Promise<Outcome<Order>>
  /** Makes an unpaid order unpayable. Refused with `ORDER_PAID` or `INVALID_REQUEST` when it is paid: query. */
  closeOrder(outTradeNo: string): Promise<Outcome<undefined>>
  /** Accepted is not refunded: look at `status`, then at the notice or a query. */
  refund(refund: RefundRequest): Promise<Outcome<Refund>>
  /** Refused with `RESOURCE_NOT_EXISTS` when no refund of that number was accepted. */
  queryRefund(outRefundNo: string): Promise<Outcome<Refund>>
  /** Sends an `ABNORMAL` refund to another card or to the merchant; names and card numbers are encrypted here. */
  applyAbnormalRefund(refundId: string, request: AbnormalRefundRequest): Promise<Outcome<Refund>>
  /** One page of payers' complaints, by the day they were made (m4012467254). */
  listComplaints(query: ComplaintsQuery): Promise<Outcome<ComplaintList>>
  /** For service providers: uploads a picture that an application refers to. */
  uploadMedia(file: MediaFile): Promise<Outcome<MediaAnswer>>
  /** For service providers: applies for a sub-merchant. Refused with `PROCESSING` when it lies there already. */
  submitApplyment(request: ApplymentRequest): Promise<Outcome<ApplymentAnswer>>
  /** Refused with `APPLYMENT_NOT_EXIST` when the code is unknown. */
  queryApplyment(businessCode: string): Promise<Outcome<Applyment>>
  /** Downloads and keeps the platform certificates. Done by itself when one is missing. */
  downloadCertificates(): Promise<Outcome<PlatformCertificate[]>>
  /** Signs, verifies, encrypts and decrypts in one round trip: the gateway's own self-test (m4014551946). */
  echo(request: EchoRequest): Promise<Outcome<EchoAnswer>>
  /** Like `readNotice`, and downloads certificates when the notice names an unknown one. */
  readNotice(notice: { headers: HeaderSource; rawBody: Uint8Array }): Promise<NoticeReading>
}

const DEFAULT_USER_AGENT = `hutong-wechatpay/0.1.0 node/${process.versions.node}`

/**
 * A client for one merchant number. Parses keys once; throws when a key, the APIv3 key or the base URL is malformed,
 * so that a wrong setting shows at the start and not at the first payment.
 */
export function createWechatpayClient(settings: WechatpayClientSettings): WechatpayClient {
  if (Buffer.byteLength(settings.apiV3Key) !== 32) throw new RangeError('The APIv3 key must have 32 bytes.')
  const { mchid, apiV3Key } = settings
  const merchantKey = createPrivateKey(settings.merchantPrivateKey)
  const nowMs = settings.nowMs ?? Date.now
  const transport = createTransport({
    mchid,
    merchantSerial: normaliseSerial(settings.merchantSerial),
    merchantKey,
    apiV3Key,
    keys: createPlatformKeys(settings.keys ?? {}),
    baseUrl: new URL(settings.baseUrl ?? 'https://api.mch.weixin.qq.com').origin,
    timeoutMs: settings.timeoutMs ?? 10_000,
    refreshAtMostEveryMs: settings.refreshAtMostEveryMs ?? 60_000,
    userAgent: settings.userAgent ?? DEFAULT_USER_AGENT,
    acceptLanguage: settings.acceptLanguage ?? 'zh-CN',
    fetch: settings.fetch ?? globalThis.fetch,
    nowMs,
  })
  const signer = { mchid, merchantKey, nowMs }
  const post = <Value>(target: string, body: object, isValue: (value: unknown) => value is Value) =>
    transport.call({ method: 'POST', target, body, isValue })
  const get = <Value>(target: string, isValue: (value: unknown) => value is Value) =>
    transport.call({ method: 'GET', target, isValue })
  const part = encodeURIComponent

  return {
    placeNative: (order) => post('/v3/pay/transactions/native', { mchid, ...order }, hasText('code_url')),
    placeJsapi: (order) => post('/v3/pay/transactions/jsapi', { mchid, ...order }, hasText('prepay_id')),
    placeApp: (order) => post('/v3/pay/transactions/app', { mchid, ...order }, hasText('prepay_id')),
    placeH5: (order) => post('/v3/pay/transactions/h5', { mchid, ...order }, hasText('h5_url')),
    jsapiInvocation: (appid, prepayId) => signJsapiInvocation(signer, appid, prepayId),
    appInvocation: (appid, prepayId) => signAppInvocation(signer, appid, prepayId),
    queryByOutTradeNo: (outTradeNo) =>
      get(`/v3/pay/transactions/out-trade-no/${part(outTradeNo)}?mchid=${part(mchid)}`, isOrder),
    queryByTransactionId: (transactionId) =>
      get(`/v3/pay/transactions/id/${part(transactionId)}?mchid=${part(mchid)}`, isOrder),
    closeOrder: (outTradeNo) =>
      post(`/v3/pay/transactions/out-trade-no/${part(outTradeNo)}/close`, { mchid }, isNothing),
    refund: (refund) => post('/v3/refund/domestic/refunds', refund, isRefund),
    queryRefund: (outRefundNo) => get(`/v3/refund/domestic/refunds/${part(outRefundNo)}`, isRefund),
    applyAbnormalRefund: (refundId, request) => applyAbnormalRefund(transport, refundId, request),
    listComplaints: ({ begin_date, end_date, limit = 50, offset = 0 }) =>
      get(
        `/v3/merchant-service/complaints-v2?limit=${limit}&offset=${offset}&begin_date=${part(begin_date)}&end_date=${part(end_date)}`,
        isComplaintList,
      ),
    uploadMedia: (file) => uploadMedia(transport, file),
    submitApplyment: (request) => submitApplyment(transport, request),
    queryApplyment: (businessCode) => queryApplyment(transport, businessCode),
    downloadCertificates: () => transport.downloadCertificates(),
    echo: (request) => echo(transport, merchantKey, request),
    async readNotice({ headers, rawBody }) {
      const check = await transport.verify({ headers, body: rawBody })
      return check.ok ? openNotice(rawBody, apiV3Key) : check
    },
  }
}

/** The answer of a 204. */
function isNothing(value: unknown): value is undefined {
  return value === undefined
}
