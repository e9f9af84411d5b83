export { checkSignature, SIGNATURE_WINDOW_MS, type SignatureCheck } from './client/check-signature.js'
export {
  createWechatpayClient,
  type WechatpayClient,
  type WechatpayClientSettings,
} from './client/create-client.js'
export type { EchoAnswer, EchoRequest } from './client/echo.js'
export { normaliseErrorCode } from './client/error-codes.js'
export type { AppInvocation, JsapiInvocation } from './client/invocations.js'
export type { PlatformCertificate } from './client/open-certificates.js'
export {
  createPlatformKeys,
  type PlatformKey,
  type PlatformKeySettings,
  type PlatformKeys,
} from './client/platform-keys.js'
export type { NoticeEnvelope, NoticeReading, OtherNotice, WechatpayNotice } from './notices/notice.js'
export { type NoticeToRead, openNotice, readNotice } from './notices/read-notice.js'
export type {
  Applyment,
  ApplymentAnswer,
  ApplymentRequest,
  ApplymentState,
  MediaAnswer,
  MediaFile,
} from './types/applyment.js'
export type { Complaint, ComplaintList, ComplaintsQuery } from './types/complaint.js'
export type { OpenList, Order, PaidOrder, PromotionDetail, TradeState } from './types/order.js'
export type { Ok, Outcome, Refused, Unknown } from './types/outcome.js'
export type {
  AppOrderRequest,
  H5OrderAnswer,
  H5OrderRequest,
  JsapiOrderRequest,
  NativeOrderAnswer,
  NativeOrderRequest,
  OrderGoods,
  OrderScene,
  PlaceOrderRequest,
  PrepayAnswer,
  StoreInfo,
} from './types/place-order.js'
export type {
  AbnormalRefundRequest,
  Refund,
  RefundFunding,
  RefundGoods,
  RefundNotice,
  RefundRequest,
  RefundStatus,
} from './types/refund.js'
export { signV2, type V2Parameters, type V2SignType, v2StringToSign, verifyV2 } from './v2/sign-v2.js'
export { readV2Xml, writeV2Xml } from './v2/xml-v2.js'
export { type AeadEnvelope, openAead, sealAead } from './wire/aead.js'
export {
  AUTHORIZATION_SCHEME,
  type AuthorizationMembers,
  buildAuthorization,
  type ParsedAuthorization,
  parseAuthorization,
} from './wire/authorization.js'
export { type HeaderSource, headerOf } from './wire/headers.js'
export { createNonce } from './wire/nonce.js'
export { decryptOaep, encryptOaep } from './wire/oaep.js'
export { appPayMessage, appPaySign, type Invocation, jsapiPayMessage, jsapiPaySign } from './wire/pay-sign.js'
export { type RequestToSign, requestMessage } from './wire/request-message.js'
export { type ResponseToVerify, responseMessage } from './wire/response-message.js'
export { isPublicKeyId, normaliseSerial } from './wire/serial.js'
export { signMessage } from './wire/sign-message.js'
export { verifyMessage } from './wire/verify-message.js'
