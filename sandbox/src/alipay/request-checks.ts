import type { App, Apps } from './apps.js'
import { readBeijingTime } from './beijing-time.js'
import type { Caller } from './caller.js'
import { type AlipayRefusal, refuse } from './errors.js'
import type { JsonObject } from './fields.js'
import { isObject } from './fields.js'
import type { GatewayParameters } from './wire/parameters.js'
import { type SignType, signatureHolds, signTypeNamed } from './wire/signature.js'

/** Who asks, as far as the gateway can tell before it has checked anything. */
export function appNamed(apps: Apps, parameters: GatewayParameters): App | undefined {
  return apps.get(parameters.get('app_id') ?? '')
}

/** The caller of a request that has passed the checks. */
export function callerOf(app: App, parameters: GatewayParameters): Caller {
  return {
    app,
    sellerId: app.sellerId,
    authAppId: app.id,
    signType: signTypeOf(parameters),
    notifyUrl: parameters.get('notify_url') ?? null,
    returnUrl: parameters.get('return_url') ?? null,
    authToken: parameters.get('auth_token') ?? null,
  }
}

/**
 * The checks that every request passes before its method is looked at: what is missing, who asks, how it is signed.
 * The signature comes last: its refusal shows the text that the gateway computed, which is what a developer compares.
 */
export function refuseRequest(parameters: GatewayParameters, app: App | undefined): AlipayRefusal | null {
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
  return refuseOptions(parameters)
}

function refuseOptions(parameters: GatewayParameters): AlipayRefusal | null {
  const format = parameters.get('format')
  if (format !== undefined && format.toLowerCase() !== 'json') return refuse('isv.invalid-format')
  if (parameters.get('encrypt_type') !== undefined) {
    return refuse('isv.invalid-encrypt-type', '该应用未设置AES密钥')
  }
  if (parameters.get('app_cert_sn') !== undefined) {
    return refuse('isv.app-cert-not-exist', '该应用使用公钥模式')
  }
  if (parameters.get('app_auth_token') !== undefined) return refuse('aop.invalid-app-auth-token')
  for (const name of ['notify_url', 'return_url']) {
    const url = parameters.get(name)
    if (url !== undefined && !isWebAddress(url))
      return refuse('isv.invalid-parameter', `${name}应为http或https地址`)
  }
  return null
}

/** The sign type to answer in: the one asked for, and RSA2 when that cannot be told. */
export function signTypeOf(parameters: GatewayParameters): SignType {
  return signTypeNamed(parameters.get('sign_type')) ?? 'RSA2'
}

/** biz_content as an object; it is a JSON text that must be one. */
export function readBizContent(parameters: GatewayParameters): JsonObject | AlipayRefusal {
  const text = parameters.get('biz_content')
  if (text === undefined) return refuse('isv.invalid-parameter', 'biz_content不能为空')
  try {
    const value = JSON.parse(text)
    if (isObject(value)) return value
  } catch {
    // Answered below, together with JSON that is no object.
  }
  return refuse('isv.invalid-parameter', 'biz_content应为JSON对象')
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
