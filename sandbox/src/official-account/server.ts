import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { callWithFaults } from '../core/calls.js'
import { readBody } from '../core/read-body.js'
import { senderLimits } from '../core/sender-limits.js'
import type { Call, CallAnswer, Route } from './call.js'
import { needToken } from './calls/access-tokens.js'
import type { Desk } from './desk.js'
import { Refused } from './errors.js'
import { isObject, type JsonObject } from './fields.js'
import { AUTHORIZE, type OauthAsks } from './oauth-asks.js'
import { CONFIRM, createOauthPages, type OauthPages } from './oauth-page.js'
import type { App } from './records.js'
import { ROUTES } from './routes.js'

const LARGEST_BODY_BYTES = 1_048_576

/** api.weixin.qq.com, open.weixin.qq.com and mp.weixin.qq.com on one port: their paths never meet. */
export function createOfficialAccountServer(desk: Desk, asks: OauthAsks): Server {
  const routes = new Map<string, Route[]>()
  for (const route of ROUTES) routes.set(route.path, [...(routes.get(route.path) ?? []), route])
  const pages = createOauthPages(desk, asks)
  const server = createServer(senderLimits(desk.core.slowestSenderMs), (request, response) => {
    handle(desk, routes, pages, request, response).catch((error: unknown) => {
      // A defect of the sandbox must not look like the platform's answer.
      console.error(error)
      if (response.headersSent) response.destroy()
      else response.writeHead(500).end('The sandbox itself failed; see its log.')
    })
  })
  return server
}

async function handle(
  desk: Desk,
  routes: ReadonlyMap<string, Route[]>,
  pages: OauthPages,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [path = '/', search = ''] = (request.url ?? '/').split(/\?(.*)/s)
  const query = new URLSearchParams(search)
  if (path === AUTHORIZE && request.method === 'GET') {
    pages.authorize(query, response)
    return
  }
  const known = routes.get(path)
  if (!known && path !== CONFIRM) return leave(request, response, 404)
  const bytes = await readBody(request, LARGEST_BODY_BYTES)
  if (bytes === 'aborted') return
  if (bytes === 'too_long') return leave(request, response, 413)
  if (path === CONFIRM) {
    pages.confirm(request, new URLSearchParams(bytes.toString()), response)
    return
  }
  const route = known?.find(({ method }) => method === request.method)
  if (!route) {
    const expected = known?.[0]?.method === 'GET' ? 43001 : 43002
    return send(desk, response, refusal(new Refused(expected), desk))
  }
  await answerCall(desk, route, query, bytes, response)
}

async function answerCall(
  desk: Desk,
  route: Route,
  query: URLSearchParams,
  bytes: Buffer,
  response: ServerResponse,
): Promise<void> {
  const { core } = desk
  const nowMs = core.clock.nowMs()
  const act = async (): Promise<CallAnswer> => {
    try {
      const app = appOf(desk, route, query, nowMs)
      const body = route.method === 'POST' ? readJson(bytes) : {}
      const call: Call = { desk, query, body, app, nowMs }
      return await route.act(call)
    } catch (error) {
      return refusal(error, desk)
    }
  }
  const outcome = await callWithFaults<CallAnswer>(
    core,
    { institution: 'official_account', operation: route.operation, outTradeNo: null },
    act,
    {
      fail: ({ code, message }) => ({
        json: { errcode: Number(code ?? -1) || -1, errmsg: message ?? 'system error' },
      }),
      notEnough: () => refusal(new Refused(45009), desk),
    },
  )
  const code =
    outcome.kind !== 'answer' ? outcome.kind : 'json' in outcome.answer ? codeOf(outcome.answer.json) : 0
  desk.tell('call', `公众平台 ${route.path} → ${code}`, `Official account ${route.path} → ${code}`, {
    operation: route.operation,
    code,
  })
  if (outcome.kind === 'drop') return void response.socket?.destroy()
  if (outcome.kind === 'hang') return response.socket ? core.hanging.keep(response.socket) : undefined
  await send(desk, response, outcome.answer)
}

function codeOf(json: object): number {
  return 'errcode' in json && typeof json.errcode === 'number' ? json.errcode : 0
}

function appOf(desk: Desk, route: Route, query: URLSearchParams, nowMs: number): App {
  if (route.token === 'nobody') return 'account'
  const app = needToken(desk, query.get('access_token'), nowMs)
  if (route.token !== 'either' && route.token !== app) throw new Refused(48001)
  return app
}

function readJson(bytes: Buffer): JsonObject {
  if (bytes.length === 0) throw new Refused(44002)
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    if (isObject(value)) return value
  } catch {
    // Refused below, like JSON that is no object.
  }
  throw new Refused(47001)
}

/** errmsg ends with an id that support asks for. */
function refusal(error: unknown, { core }: Desk): CallAnswer {
  if (!(error instanceof Refused)) throw error
  const rid = `${core.random.hex(8)}-${core.random.hex(8)}-${core.random.hex(8)}`
  return { json: { errcode: error.code, errmsg: `${error.message} rid: ${rid}` } }
}

async function send(desk: Desk, response: ServerResponse, answer: CallAnswer): Promise<void> {
  const isPicture = 'picture' in answer
  const body = isPicture ? answer.picture : Buffer.from(JSON.stringify(answer.json))
  // What is answered must survive a kill.
  await desk.core.store.written()
  response.writeHead(200, {
    'Content-Type': isPicture ? 'image/png' : 'application/json; encoding=utf-8',
    'Content-Length': body.length,
  })
  response.end(body)
}

/** An answer before the body was read: what is still coming would be taken for the next request. */
function leave(request: IncomingMessage, response: ServerResponse, status: number): void {
  if (!request.complete) response.setHeader('Connection', 'close')
  response.writeHead(status, { 'Content-Length': 0 })
  response.end()
  request.resume()
}
