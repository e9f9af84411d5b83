import type { App, Apps } from './apps.js'
import { readBeijingTime } from './beijing-time.js'
import type { Caller } from './caller.js'
import type { Desk } from './desk.js'
import { type AlipayRefusal, isRefusal, refuse } from './errors.js'
import type { JsonObject } from './fields.js'
import { isObject } from './fields.js'
import { decryptContent } from './wire/content-encryption.js'
import type { GatewayParameters } from './wire/parameters.js'
import { type SignType, signatureHolds, signTypeNamed } from './wire/signature.js'

/** Who asks, as far as the gateway can tell before it has checked anything. */
export function appNamed(apps: Apps, parameters: GatewayParameters): App | undefined {
  return apps.get(parameters.get('app_id') ?? '')
}

/** For whom the app acts: a service provider's token names the application of a merchant. */
export function merchantOf(desk: Desk, app: App, appAuthToken: string | undefined): App | AlipayRefusal {
  if (appAuthToken === undefined) return app
  const token = desk.tokens.get(appAuthToken)
  if (token?.kind !== 'app_auth' || token.appId !== app.id) return refuse('aop.invalid-app-auth-token')
  if (token.endsAtMs <= desk.core.clock.nowMs()) return refuse('aop.app-auth-token-time-out')
  return desk.apps.get(token.authAppId) ?? refuse('aop.invalid-app-auth-token')
}

/** The caller of a request that has passed the checks. */
export function callerOf(desk: Desk, app: App, parameters: GatewayParameters): Caller | AlipayRefusal {
  const merchant = merchantOf(desk, app, parameters.get('app_auth_token'))
  if (isRefusal(merchant)) return merchant
  return {
    app,
    sellerId: merchant.sellerId,
    authAppId: merchant.id,
    usesCertificate: parameters.get('app_cert_sn') !== undefined,
    signType: signTypeOf(parameters),
    notifyUrl: parameters.get('notify_url') ?? null,
    returnUrl: parameters.get('return_url') ?? null,
    authToken: parameters.get('auth_token') ?? null,
    files: parameters.files,
  }
}

/**
 * The checks that every request passes before its method is looked at: what is missing, who asks, how it is signed.
 * The signature comes last: its refusal shows the text that the gateway computed, which is what a developer compares.
 */
export function refuseRequest(
  apps: Apps,
  parameters: GatewayParameters,
  app: App | undefined,
): AlipayRefusal | null {
  if (parameters.get('app_id') === undefined) return refuse('isv.missing-app-id')
  if (!app) return refuse('isv.invalid-app-id')
  if (parameters.get('method') === undefined) return refuse('isv.missing-method')
  if (parameters.charset === null) return refuse('isv.invalid-charset')
  const version = parameters.get('version')
  if (version === undefined) return refuse('isv.missing-version')
  if (version !== '1.0') return refuse('isv.invalid-parameter', 'version应为1.0')
  const signTypeName = parameters.get('sign_type')
  if (signTypeName === undefined) return refuse('isv.missing-signature-type')
  const signType = signTypeNamed(signTypeName)
  if (signType === null) return refuse('isv.invalid-signature-type')
  const sign = parameters.get('sign')
  if (sign === undefined) return refuse('isv.missing-signature')
  const timestamp = parameters.get('timestamp')
  if (timestamp === undefined) return refuse('isv.missing-timestamp')
  // Only the form is checked: several official SDKs write the local time of their machine.
  if (readBeijingTime(timestamp) === null) return refuse('isv.invalid-timestamp')
  if (!signatureHolds(parameters.toSign, sign, app.appKey, signType)) {
    return refuse('isv.invalid-signature', signatureAdvice(parameters))
  }
  return refuseCertificates(apps, app, parameters) ?? refuseOptions(parameters, app)
}

/** Which mode the app signs in, and whether the serials are those of the certificates it was given. */
function refuseCertificates(apps: Apps, app: App, parameters: GatewayParameters): AlipayRefusal | null {
  const appSn = parameters.get('app_cert_sn')
  const rootSn = parameters.get('alipay_root_cert_sn')
  const refusal = refuseSigningMode(app, appSn)
  if (refusal || appSn === undefined) return refusal
  if (rootSn === undefined) return refuse('isv.invalid-parameter', '证书模式下alipay_root_cert_sn不能为空')
  // Which code a wrong root serial gets is unverified.
  return rootSn === apps.rootCertificateSn
    ? null
    : refuse('isv.invalid-parameter', 'alipay_root_cert_sn与支付宝根证书不一致')
}

/** The same for REST v3, where the root's serial is not demanded: some SDKs never send it. */
export function refuseSigningMode(app: App, appSn: string | undefined): AlipayRefusal | null {
  if (appSn === undefined) {
    return app.signs === 'with_certificate'
      ? refuse('isv.missing-signature-config', '该应用使用证书模式，请求未携带app_cert_sn')
      : null
  }
  if (app.signs === 'with_key') return refuse('isv.app-cert-not-exist', '该应用使用公钥模式')
  return appSn === app.appCertificateSn ? null : refuse('isv.app-cert-not-exist')
}

function refuseOptions(parameters: GatewayParameters, app: App): AlipayRefusal | null {
  const format = parameters.get('format')
  if (format !== undefined && format.toLowerCase() !== 'json') return refuse('isv.invalid-format')
  const encryptType = parameters.get('encrypt_type')
  if (encryptType !== undefined) {
    if (encryptType !== 'AES') return refuse('isv.invalid-encrypt-type')
    if (app.encryptKey === null)
      return refuse('isv.decryption-error-not-valid-encrypt-key', '该应用未设置AES密钥')
  }
  for (const name of ['notify_url', 'return_url']) {
    const url = parameters.get(name)
    if (url !== undefined && !isWebAddress(url)) return refuseAddress(name)
  }
  return null
}

/** The same for REST v3, where they are fields of the body. */
export function refuseAddresses(biz: JsonObject): AlipayRefusal | null {
  for (const name of ['notify_url', 'return_url']) {
    const url = biz[name]
    const isAbsent = url === undefined || url === null || url === ''
    if (!isAbsent && !(typeof url === 'string' && isWebAddress(url))) return refuseAddress(name)
  }
  return null
}

function refuseAddress(name: string): AlipayRefusal {
  return refuse('isv.invalid-parameter', `${name}应为http或https地址`)
}

/** The sign type to answer in: the one asked for, and RSA2 when that cannot be told. */
export function signTypeOf(parameters: GatewayParameters): SignType {
  return signTypeNamed(parameters.get('sign_type')) ?? 'RSA2'
}

/** biz_content as an object; it is a JSON text that must be one. */
export function readBizContent(parameters: GatewayParameters, app: App): JsonObject | AlipayRefusal {
  const given = parameters.get('biz_content')
  if (given === undefined) return refuse('isv.invalid-parameter', 'biz_content不能为空')
  const open = () => decryptContent(given, app.encryptKey ?? '', parameters.charset ?? 'utf-8')
  const text = isEncrypted(parameters) ? open() : given
  if (text === null) return refuse('isv.decryption-error-unknown', 'biz_content无法用该应用的AES密钥解密')
  // PHP writes an empty map as a list.
  if (text.trim() === '[]') return {}
  const value = parseObject(text)
  if (value !== null) return value
  // What the key opens was encrypted, and only encrypt_type says so.
  if (!isEncrypted(parameters) && parseObject(open() ?? '') !== null)
    return refuse('isv.decryption-error-missing-encrypt-type')
  return text.startsWith('{') || isEncrypted(parameters)
    ? refuse('isv.invalid-parameter', 'biz_content应为JSON对象')
    : refuse('isv.invalid-parameter', 'biz_content应为JSON对象；如已加密，请同时传入encrypt_type=AES')
}

/** Methods without biz_content have their fields among the parameters. */
export function topLevelFields(parameters: GatewayParameters, names: readonly string[]): JsonObject {
  const fields: JsonObject = {}
  for (const name of names) {
    const value = parameters.get(name)
    if (value !== undefined) fields[name] = value
  }
  return fields
}

export function isEncrypted(parameters: GatewayParameters): boolean {
  return parameters.get('encrypt_type') === 'AES'
}

export function parseObject(text: string): JsonObject | null {
  try {
    const value = JSON.parse(text)
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

/** return_url and notify_url are cut off by nothing: above 256 characters they are refused. */
function isWebAddress(text: string): boolean {
  if (text.length > 256 || /[\s\p{Cc}]/u.test(text) || !/^https?:\/\/[^/]/i.test(text)) return false
  return URL.canParse(text)
}

function signatureAdvice(parameters: GatewayParameters): string {
  const computed = parameters.toSign
    .toString('utf8')
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
  return `建议检查签名字符串或签名私钥与应用公钥是否匹配，网关生成的验签字符串为：${computed}`
}
