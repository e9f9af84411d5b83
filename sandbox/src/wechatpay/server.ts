import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { responseMessage, signMessage } from '@hutong/wechatpay'
import { callWithFaults } from '../core/calls.js'
import type { Core } from '../core/core.js'
import type { FaultParams, FaultPoint } from '../core/faults.js'
import { readBody } from '../core/read-body.js'
import { senderLimits } from '../core/sender-limits.js'
import { type Answer, codeFacts, errorAnswer, Refused } from './answers.js'
import { type Call, type Platform, parseJson, type Route } from './call.js'
import { SIGN_PATH, signPage } from './contracts/sign-page.js'
import { authenticate, requireClientHeaders } from './gate.js'
import { H5_UNKNOWN_PAGE, h5Page } from './h5-page.js'
import { forged } from './merchants/probes.js'
import { readUpload } from './multipart.js'
import { matchRoute } from './routes.js'
import { answerV2, isV2Path, type V2Reply } from './v2/v2-server.js'

/** Host names a caller may have been led here by; addresses handed out keep them, as SDKs expect their own host back. */
const INSTITUTION_HOST = /^api2?\.(?:mch\.weixin\.qq\.com|wechatpay\.cn)$/

/** Far above any documented body except uploads, which this floor does not take. */
const LARGEST_BODY_BYTES = 1_048_576
/** Pictures may have 2 MB; the rule about them is to answer, not the line. */
const LARGEST_UPLOAD_BYTES = 8 * LARGEST_BODY_BYTES
const H5_PATH = '/cgi-bin/mmpayweb-bin/checkmweb'
/** Clients pool connections for less than this (00-protocol §1). */
const KEEP_ALIVE_MS = 8_000

/** The HTTP side: what is on the wire, in the order the live gateway shows it (00-protocol §2.3). */
export function createWechatPayServer(platform: Platform): Server {
  const { core } = platform
  const server = createServer(senderLimits(core.slowestSenderMs), (request, response) => {
    handle(platform, request, response).catch((error: unknown) => {
      // A defect of the sandbox must not look like an institution's answer.
      console.error(error)
      if (response.headersSent) response.destroy()
      else plain(core, response, 500, 'text/plain; charset=utf-8', 'The sandbox itself failed; see its log.')
    })
  })
  server.keepAliveTimeout = KEEP_ALIVE_MS
  return server
}

async function handle(platform: Platform, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { core } = platform
  const method = request.method ?? 'GET'
  const target = request.url ?? '/'
  const mark = target.indexOf('?')
  const path = mark === -1 ? target : target.slice(0, mark)
  const english = /^en\b/i.test(request.headers['accept-language'] ?? '')

  if (path === H5_PATH && method === 'GET') return answerH5(platform, target, response)
  if (path === SIGN_PATH) {
    const { status, html } = signPage(platform, method, target)
    return plain(core, response, status, 'text/html; charset=utf-8', html, request)
  }
  if (isV2Path(path)) {
    const query = mark === -1 ? '' : target.slice(mark + 1)
    return sendV2(core, response, request, await answerV2(platform, request, path, query))
  }
  const match = matchRoute(method, path)
  if (match.kind !== 'found')
    return plain(core, response, match.kind === 'unknown_path' ? 404 : 405, null, '', request)

  const isUpload = match.route.upload === true
  const received = await readBody(request, isUpload ? LARGEST_UPLOAD_BYTES : LARGEST_BODY_BYTES)
  if (received === 'aborted') return
  // The gateway's own limit is not documented: refused like nginx does, without a body.
  if (received === 'too_long') return plain(core, response, 413, null, '', request)
  const parts = isUpload ? readUpload(request.headers['content-type'], received) : null
  const body = parts?.meta ?? received

  const { route, params } = match
  const nowMs = core.clock.nowMs()
  let call: Call
  try {
    if (route.needsClientHeaders) requireClientHeaders(request.headers)
    const merchant = authenticate(
      { method, target, headers: request.headers, body },
      platform.merchants,
      nowMs,
    )
    const serial = single(request.headers['wechatpay-serial'])
    const json = parseJson(body)
    const query = new URLSearchParams(mark === -1 ? '' : target.slice(mark + 1))
    const host = request.headers.host ?? ''
    const origin = INSTITUTION_HOST.test(host) ? `https://${host}` : core.urls.wechatpay
    const signer = platform.keys.asked(merchant, serial)
    const upload = parts?.file ?? null
    call = { platform, merchant, params, query, json, serial, signer, upload, origin, nowMs }
    platform.limit(merchant.mchid, route.operation)
  } catch (error) {
    return answer(platform, response, refusalAnswer(error, english), null)
  }
  await answerCall(call, route, target, english, response)
}

async function answerCall(
  call: Call,
  route: Route,
  target: string,
  english: boolean,
  response: ServerResponse,
): Promise<void> {
  const { core } = call.platform
  const startedMs = performance.now()
  const point: FaultPoint = {
    institution: 'wechatpay',
    operation: route.operation,
    outTradeNo: route.outTradeNo(call),
  }
  const act = (): Answer => {
    try {
      return route.act(call)
    } catch (error) {
      return refusalAnswer(error, english)
    }
  }
  const outcome = await callWithFaults(core, point, act, {
    fail: (fault) => asked(fault, english),
    notEnough: () =>
      errorAnswer(
        new Refused('NOT_ENOUGH', {
          zh: '基本账户余额不足，请充值后重新发起',
          en: 'The merchant balance is not enough',
        }),
        english,
      ),
  })
  core.events.emit({
    kind: 'call',
    institution: 'wechatpay',
    outTradeNo: point.outTradeNo,
    zh: `调用 ${route.operation}`,
    en: `Call ${route.operation}`,
    data: {
      operation: route.operation,
      status: outcome.kind === 'answer' ? outcome.answer.status : null,
      outcome: outcome.kind,
      tookMs: Math.round(performance.now() - startedMs),
    },
  })
  if (outcome.kind === 'drop') return void response.socket?.destroy()
  if (outcome.kind === 'hang') return response.socket ? core.hanging.keep(response.socket) : undefined
  const probe =
    outcome.forged ||
    (outcome.answer.status < 300 && call.platform.probe(call.merchant.mchid, route.method, target))
  await answer(call.platform, response, outcome.answer, { call, probe })
}

/** The documented error a fault rule asks for; SYSTEM_ERROR unless it says otherwise. */
function asked(fault: FaultParams, english: boolean): Answer {
  const code = fault.code ?? 'SYSTEM_ERROR'
  const known = codeFacts(code)
  const message = fault.message ?? (english ? 'System error, please try again' : '系统异常，请稍后重试')
  return { status: fault.status ?? known.status, body: { code, message }, requestCode: known.requestCode }
}

function refusalAnswer(error: unknown, english: boolean): Answer {
  if (error instanceof Refused) return errorAnswer(error, english)
  throw error
}

/** 2xx are signed, 204 over an empty body too; errors and files carry no signature (§2.3, §3). */
async function answer(
  platform: Platform,
  response: ServerResponse,
  given: Answer,
  signed: { call: Call; probe: boolean } | null,
): Promise<void> {
  const { core, keys } = platform
  const body = given.body === undefined ? '' : JSON.stringify(given.body)
  const bytes = given.file?.bytes ?? Buffer.from(body)
  const headers = commonHeaders(core, given.requestCode)
  headers['Content-Language'] = given.language ?? 'zh-CN'
  if (given.file) headers['Content-Type'] = given.file.type
  else if (body !== '') headers['Content-Type'] = 'application/json; charset=utf-8'
  const written = core.store.written()
  if (signed !== null && given.status < 300 && given.file === undefined) {
    const voice = keys.voice(signed.call.merchant, signed.call.signer)
    const timestampSeconds = Math.floor(core.clock.nowMs() / 1000)
    const nonce = core.random.hex(32)
    const signature = await signMessage(responseMessage({ timestampSeconds, nonce, body }), voice.privateKey)
    headers['Wechatpay-Nonce'] = nonce
    headers['Wechatpay-Signature'] = signed.probe ? forged(signature) : signature
    headers['Wechatpay-Timestamp'] = String(timestampSeconds)
    headers['Wechatpay-Serial'] = voice.serial
    headers['Wechatpay-Signature-Type'] = 'WECHATPAY2-SHA256-RSA2048'
  }
  // What is answered must survive a kill.
  await written
  if (given.status !== 204) headers['Content-Length'] = String(bytes.length)
  response.writeHead(given.status, headers)
  response.end(bytes)
}

function commonHeaders(core: Core, requestCode: number): Record<string, string> {
  return {
    Server: 'nginx',
    'Cache-Control': 'no-cache, must-revalidate',
    'X-Content-Type-Options': 'nosniff',
    'Request-ID': `08${core.random.digits(24)}-${requestCode}`,
  }
}

function sendV2(core: Core, response: ServerResponse, request: IncomingMessage, reply: V2Reply): void {
  if (reply.kind === 'xml') plain(core, response, 200, 'text/xml; charset=utf-8', reply.xml, request)
  else if (reply.kind === 'too_long') plain(core, response, 413, null, '', request)
  else if (reply.kind === 'drop') response.socket?.destroy()
  else if (reply.kind === 'hang' && response.socket) core.hanging.keep(response.socket)
  else if (reply.kind === 'redirect') {
    response.setHeader('Location', reply.to)
    plain(core, response, 302, null, '', request)
  }
}

/** What v3 does not sign: empty 404 and 405, pages, and all of V2, whose signatures stand in the XML. */
function plain(
  core: Core,
  response: ServerResponse,
  status: number,
  type: string | null,
  body: string,
  unread?: IncomingMessage,
): void {
  const headers = commonHeaders(core, 0)
  if (type !== null) headers['Content-Type'] = type
  headers['Content-Length'] = String(Buffer.byteLength(body))
  // A body that nobody reads would be taken for the next request.
  if (unread && !unread.complete) headers.Connection = 'close'
  response.writeHead(status, headers)
  response.end(body)
  unread?.resume()
}

function answerH5(platform: Platform, target: string, response: ServerResponse): void {
  const { core, book } = platform
  const link = `${core.urls.wechatpay}${target}`
  const handle = new URL(link).searchParams.get('prepay_id') ?? ''
  const found = book.orderByHandle(handle) ?? platform.combines.byHandle(handle)
  const valid = found !== undefined && core.clock.nowMs() < found.handle.expiresAtMs
  const page = valid ? h5Page(core.phoneLink(link)) : H5_UNKNOWN_PAGE
  plain(core, response, valid ? 200 : 404, 'text/html; charset=utf-8', page)
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header
}
