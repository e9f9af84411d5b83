import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { App, Apps } from './apps.js'
import { callMethod } from './call-method.js'
import type { Caller } from './caller.js'
import type { Desk } from './desk.js'
import { type AlipayRefusal, isRefusal, refusalFields, refuse } from './errors.js'
import type { Json, JsonObject } from './fields.js'
import type { Method } from './methods.js'
import { merchantOf, parseObject, refuseAddresses, refuseSigningMode } from './request-checks.js'
import { methodAt } from './rest-methods.js'
import { type NodeFields, withoutEmpty } from './wire/answer.js'
import { decryptContent, encryptContent } from './wire/content-encryption.js'
import { readMultipart } from './wire/multipart.js'
import { type RestAuthorization, readAuthorization, restToSign } from './wire/rest-authorization.js'
import { signatureHolds, signBytes } from './wire/signature.js'

export interface RestRequest {
  method: string
  /** Path and query exactly as on the wire. */
  target: string
  headers: IncomingHttpHeaders
  body: Buffer
}

export type RestReply =
  | { kind: 'answer'; status: number; headers: Record<string, string>; body: string }
  | { kind: 'hang' }
  | { kind: 'drop' }

/** HTTP status by gateway code. Those of permissions, limits and failures are unverified. */
const STATUS: Readonly<Record<string, number>> = { '20000': 500, '20001': 401, '40005': 429, '40006': 403 }

/** Answers one REST v3 request: a bare object with 200, or {code, message, links}; signed whenever the app is known. */
export async function answerRest(desk: Desk, request: RestRequest): Promise<RestReply> {
  const authorization = readAuthorization(headerOf(request.headers, 'authorization'))
  const app = desk.apps.get(authorization?.get('app_id') ?? '')
  const usesCertificate = authorization?.get('app_cert_sn') !== undefined
  const refused = (fields: NodeFields): Promise<RestReply> => renderError(app, usesCertificate, fields)

  const content = readContent(request)
  const refusal = refuseRest(desk.apps, request, authorization, app, content)
  if (refusal || !authorization || !app)
    return refused(refusalFields(refusal ?? refuse('isv.invalid-app-id')))
  const [path = '', query = ''] = split(request.target)
  const found = methodAt(request.method, path)
  if (!found) return refused(refusalFields(refuse('isv.invalid-method')))
  const fields = readFields(
    found.method,
    query,
    content,
    isEncrypted(request) ? (app.encryptKey ?? '') : null,
  )
  if (isRefusal(fields)) return refused(refusalFields(fields))
  const biz = { ...fields, ...found.inPath }
  const wrongAddress = refuseAddresses(biz)
  if (wrongAddress) return refused(refusalFields(wrongAddress))

  const merchant = merchantOf(desk, app, headerOf(request.headers, 'alipay-app-auth-token'))
  if (isRefusal(merchant)) return refused(refusalFields(merchant))
  const { files } = readMultipart(request.body, request.headers['content-type'] ?? '')
  const caller = { ...callerOf(app, merchant, usesCertificate, biz), files }
  const outcome = await callMethod(desk, found.name, found.method, biz, caller)
  if (outcome.kind !== 'answer') return outcome
  // Page methods have no REST form, so that an answer is never a code to open.
  const { code = '10000', msg: _msg, ...told } = outcome.answer as NodeFields
  if (code !== '10000' && code !== '10003') return refused({ ...told, code })
  const plain = JSON.stringify(withoutEmpty(told))
  const encrypted = isEncrypted(request) && app.encryptKey !== null
  const body = encrypted ? encryptContent(plain, app.encryptKey ?? '') : plain
  const headers = await signedHeaders(app, usesCertificate, body)
  headers['content-type'] = encrypted ? 'text/plain;charset=utf-8' : 'application/json;charset=utf-8'
  if (encrypted) headers['alipay-encrypt-type'] = 'AES'
  if (outcome.forged) headers['alipay-signature'] = flipped(headers['alipay-signature'] ?? '')
  return { kind: 'answer', status: 200, headers, body }
}

function refuseRest(
  apps: Apps,
  request: RestRequest,
  authorization: RestAuthorization | null,
  app: App | undefined,
  content: string | null,
): AlipayRefusal | null {
  if (headerOf(request.headers, 'authorization') === undefined) return refuse('isv.missing-signature')
  if (!authorization) return refuse('isv.invalid-signature-type', 'authorization应以ALIPAY-SHA256withRSA开头')
  if (authorization.get('app_id') === undefined) return refuse('isv.missing-app-id')
  if (!app) return refuse('isv.invalid-app-id')
  const timestamp = authorization.get('timestamp')
  if (timestamp === undefined) return refuse('isv.missing-timestamp')
  // Milliseconds; how far they may be off is not documented, so that only the form is checked.
  if (!/^\d{13}$/.test(timestamp)) return refuse('isv.invalid-timestamp')
  if (authorization.get('nonce') === undefined) return refuse('isv.missing-signature', 'nonce不能为空')
  if (content === null) return refuse('isv.invalid-content-type')
  const appAuthToken = headerOf(request.headers, 'alipay-app-auth-token')
  const text = restToSign(authorization.authString, {
    method: request.method,
    target: request.target,
    body: content,
    appAuthToken,
  })
  if (!signatureHolds(text, authorization.sign, app.appKey, 'RSA2'))
    return refuse('isv.invalid-signature', `网关生成的验签字符串为：${JSON.stringify(text.toString('utf8'))}`)
  const mode = refuseSigningMode(app, authorization.get('app_cert_sn'))
  if (mode) return mode
  const rootSn = headerOf(request.headers, 'alipay-root-cert-sn')
  // Some SDKs never send it; one that is sent must be ours.
  if (rootSn !== undefined && rootSn !== apps.rootCertificateSn)
    return refuse('isv.invalid-parameter', 'alipay-root-cert-sn与支付宝根证书不一致')
  const encryptType = headerOf(request.headers, 'alipay-encrypt-type')
  if (encryptType === undefined) return null
  if (encryptType !== 'AES') return refuse('isv.invalid-encrypt-type')
  return app.encryptKey === null
    ? refuse('isv.decryption-error-not-valid-encrypt-key', '该应用未设置AES密钥')
    : null
}

/** The text that is signed: the body, or the part `data` of a form with files. Null when a form has no such part. */
function readContent({ headers, body }: RestRequest): string | null {
  const contentType = headers['content-type'] ?? ''
  if (!/^multipart\/form-data/i.test(contentType)) return body.toString('utf8')
  const data = readMultipart(body, contentType).fields.find(([name]) => name.toString() === 'data')
  return data ? data[1].toString('utf8') : null
}

function readFields(
  method: Method,
  query: string,
  content: string | null,
  encryptKey: string | null,
): JsonObject | AlipayRefusal {
  if (method.verb === 'GET') return queryFields(query)
  const text = encryptKey === null || !content ? content : decryptContent(content, encryptKey)
  if (text === null) return refuse('isv.decryption-error-unknown', '内容无法用该应用的AES密钥解密')
  if (text === '') return {}
  return parseObject(text) ?? refuse('isv.invalid-parameter', '请求体应为JSON对象')
}

/** Lists and objects travel in a query as JSON text. */
function queryFields(query: string): JsonObject {
  // Without a prototype, so that a field called __proto__ is a field like any other.
  const fields: JsonObject = Object.create(null)
  for (const [name, value] of new URLSearchParams(query)) fields[name] = jsonOrText(value)
  return fields
}

function jsonOrText(text: string): Json {
  if (!/^[[{]/.test(text)) return text
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}

/** notify_url and auth_token are fields of the body here, not parameters beside it. */
function callerOf(app: App, merchant: App, usesCertificate: boolean, biz: JsonObject): Omit<Caller, 'files'> {
  const text = (name: string): string | null => {
    const value = biz[name]
    return typeof value === 'string' && value !== '' ? value : null
  }
  return {
    app,
    sellerId: merchant.sellerId,
    authAppId: merchant.id,
    usesCertificate,
    signType: 'RSA2',
    notifyUrl: text('notify_url'),
    returnUrl: text('return_url'),
    authToken: text('auth_token'),
  }
}

async function renderError(
  app: App | undefined,
  usesCertificate: boolean,
  fields: NodeFields,
): Promise<RestReply> {
  const subCode = String(fields.sub_code ?? 'unknown-error')
  const traceId = randomUUID().replaceAll('-', '')
  const body = JSON.stringify({
    code: subCode.replace(/^(?:isv|aop|isp)\./, ''),
    message: String(fields.sub_msg ?? ''),
    links: [{ link: `https://open.alipay.com/api/errCheck?traceId=${traceId}`, desc: '解决方案' }],
  })
  const status = subCode.endsWith('SYSTEM_ERROR') ? 500 : (STATUS[String(fields.code)] ?? 400)
  const headers = app ? await signedHeaders(app, usesCertificate, body) : {}
  return {
    kind: 'answer',
    status,
    headers: { ...headers, 'alipay-trace-id': traceId, 'content-type': 'application/json;charset=utf-8' },
    body,
  }
}

async function signedHeaders(
  app: App,
  usesCertificate: boolean,
  body: string,
): Promise<Record<string, string>> {
  const timestamp = String(Date.now())
  const nonce = randomUUID()
  const text = Buffer.from(`${timestamp}\n${nonce}\n${body}\n`, 'utf8')
  return {
    'alipay-trace-id': nonce.replaceAll('-', ''),
    'alipay-timestamp': timestamp,
    'alipay-nonce': nonce,
    'alipay-signature': await signBytes(text, app.alipayKey, 'RSA2'),
    ...(usesCertificate ? { 'alipay-sn': app.alipayCertificateSn } : {}),
  }
}

function isEncrypted({ headers }: RestRequest): boolean {
  return headerOf(headers, 'alipay-encrypt-type') === 'AES'
}

function headerOf(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

function split(target: string): string[] {
  const at = target.indexOf('?')
  return at < 0 ? [target] : [target.slice(0, at), target.slice(at + 1)]
}

function flipped(signature: string): string {
  return (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1)
}
