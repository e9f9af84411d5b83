import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { callWithFaults } from '../core/calls.js'
import { readBody } from '../core/read-body.js'
import { senderLimits } from '../core/sender-limits.js'
import { beijingStamp } from './beijing-time.js'
import type { Call, Route } from './call.js'
import { authenticate, readEnvelope } from './caller.js'
import { answerPage } from './counter-page.js'
import type { Desk } from './desk.js'
import type { JsonObject } from './fields.js'
import { type Answer, RESULTS, Refused, refusalAnswer } from './results.js'
import type { FileDesk } from './settlement.js'
import { fiveLines, signBytes } from './signature.js'

const LARGEST_BODY_BYTES = 1_048_576

/** The acquirer's API, its aggregated cashier and its files on one port. */
export function createAcquirerServer(
  desk: Desk,
  routes: ReadonlyMap<string, Route>,
  files: FileDesk,
): Server {
  const server = createServer(senderLimits(desk.core.slowestSenderMs), (request, response) => {
    handle(desk, routes, files, request, response).catch((error: unknown) => {
      // A defect of the sandbox must not look like an institution's answer.
      console.error(error)
      if (response.headersSent) response.destroy()
      else sendPlain(response, 500, 'The sandbox itself failed; see its log.')
    })
  })
  return server
}

async function handle(
  desk: Desk,
  routes: ReadonlyMap<string, Route>,
  files: FileDesk,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = (request.url ?? '/').split('?')[0]!
  const route = routes.get(path)
  if (!route) {
    if (request.method === 'GET' && path.startsWith('/files/'))
      return sendFile(files, path.slice(7), response)
    if (request.method === 'GET' && (await answerPage(desk, path, response))) return
    return leave(request, response, 404)
  }
  if (request.method !== 'POST') return leave(request, response, 405)
  const body = await readBody(request, LARGEST_BODY_BYTES)
  if (body === 'aborted') return
  if (body === 'too_long') return leave(request, response, 413)
  let data: JsonObject
  let known = false
  try {
    authenticate(desk, request.headers.authorization, body)
    known = true
    data = readEnvelope(desk, body)
  } catch (error) {
    return send(desk, response, refusal(error), known ? 'signed' : 'unsigned')
  }
  await answerCall(route, { desk, data, nowMs: desk.core.clock.nowMs() }, response)
}

async function answerCall(route: Route, call: Call, response: ServerResponse): Promise<void> {
  const { core } = call.desk
  const outTradeNo = orderNumberOf(route, call.data)
  const act = async (): Promise<Answer> => {
    try {
      return await route.act(call)
    } catch (error) {
      return refusal(error)
    }
  }
  const outcome = await callWithFaults(
    core,
    { institution: 'acquirer', operation: route.operation, outTradeNo },
    act,
    {
      fail: ({ code, message }) => ({ code: code ?? RESULTS.SYSTEM.code, msg: message ?? RESULTS.SYSTEM.zh }),
      notEnough: () => refusalAnswer(new Refused('NOT_ENOUGH')),
    },
  )
  const code = outcome.kind === 'answer' ? outcome.answer.code : outcome.kind
  core.events.emit({
    kind: 'call',
    institution: 'acquirer',
    outTradeNo,
    zh: `收单 ${route.operation} → ${code}`,
    en: `Acquirer ${route.operation} → ${code}`,
    data: { operation: route.operation, code },
  })
  if (outcome.kind === 'drop') return void response.socket?.destroy()
  if (outcome.kind === 'hang') return response.socket ? core.hanging.keep(response.socket) : undefined
  await send(call.desk, response, outcome.answer, outcome.forged ? 'forged' : 'signed')
}

function orderNumberOf({ orderNumbers }: Route, data: JsonObject): string | null {
  const given = orderNumbers.map((name) => data[name]).find((value) => typeof value === 'string')
  return typeof given === 'string' ? given.slice(0, 64) : null
}

function refusal(error: unknown): Answer {
  if (error instanceof Refused) return refusalAnswer(error)
  throw error
}

/** Everything is HTTP 200 and signed, failures too, once the caller is known (whether failures are is (unverified)). */
async function send(
  desk: Desk,
  response: ServerResponse,
  answer: Answer,
  how: 'signed' | 'unsigned' | 'forged',
): Promise<void> {
  const { core, keys } = desk
  const nowMs = core.clock.nowMs()
  const body = JSON.stringify({
    code: answer.code,
    msg: answer.msg,
    resp_time: beijingStamp(nowMs),
    ...(answer.data === undefined ? {} : { resp_data: answer.data }),
  })
  const headers: Record<string, string | number> = {
    'Content-Type': 'application/json;charset=UTF-8',
    'Content-Length': Buffer.byteLength(body),
    'Lklapi-Traceid': core.random.hex(32),
  }
  const written = core.store.written()
  if (how !== 'unsigned') {
    const { appId, platformSerial } = core.keys.acquirer
    const signed = {
      appid: appId,
      serial: platformSerial,
      timestamp: String(Math.floor(nowMs / 1000)),
      nonce: core.random.alphanumeric(12),
    }
    const signature = await signBytes(fiveLines({ ...signed, body }), keys.platformKey)
    headers['Lklapi-Appid'] = signed.appid
    headers['Lklapi-Serial'] = signed.serial
    headers['Lklapi-Timestamp'] = signed.timestamp
    headers['Lklapi-Nonce'] = signed.nonce
    headers['Lklapi-Signature'] =
      how === 'forged' ? `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}` : signature
  }
  // What is answered must survive a kill.
  await written
  response.writeHead(200, headers)
  response.end(body)
}

function sendFile(files: FileDesk, token: string, response: ServerResponse): void {
  const file = files.take(token)
  if (!file) {
    sendPlain(response, 404, '下载链接不存在或已过期 The link is unknown or too old')
    return
  }
  response.writeHead(200, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Disposition': `attachment; filename="${file.name}"`,
    'Content-Length': Buffer.byteLength(file.text),
  })
  response.end(file.text)
}

/** An answer before the body was read: what is still coming would be taken for the next request. */
function leave(request: IncomingMessage, response: ServerResponse, status: number): void {
  if (!request.complete) response.setHeader('Connection', 'close')
  response.writeHead(status, { 'Content-Length': 0 })
  response.end()
  request.resume()
}

function sendPlain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' })
  response.end(text)
}
