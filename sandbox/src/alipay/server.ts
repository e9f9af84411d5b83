import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify'
import QRCode from 'qrcode'
import { senderLimits } from '../core/sender-limits.js'
import { billZip } from './bills/bill-files.js'
import { qrText } from './codes.js'
import { addConsentPages } from './consent-pages.js'
import type { Desk } from './desk.js'
import { refusalFields, refuse } from './errors.js'
import { answerGateway } from './gateway.js'
import { addOauthPages } from './oauth-pages.js'
import { cashierHtml } from './pages/cashier.js'
import { errorHtml } from './pages/error.js'
import { contentPolicy } from './pages/layout.js'
import { answerRest } from './rest.js'
import type { Code } from './trades.js'
import { wasSent } from './verify-notice.js'
import { codeView, tradeOf } from './wallet.js'
import { readParameters } from './wire/parameters.js'

const LARGEST_BODY = 1024 * 1024
// A picture of ten megabytes and its form.
const LARGEST_UPLOAD = 11 * LARGEST_BODY
// A GET of page.pay carries the whole order in its address.
const LARGEST_HEAD = 64 * 1024

export interface GatewayServer {
  listen(host: string, port: number): Promise<{ url: string; port: number }>
  close(): Promise<void>
}

/** The gateway and its pages on one port, at the root: SDKs fix the path. */
export function createGatewayServer(desk: Desk): GatewayServer {
  const limits = senderLimits(desk.core.slowestSenderMs)
  const server = Fastify({
    bodyLimit: LARGEST_BODY,
    http: { ...limits, maxHeaderSize: LARGEST_HEAD },
    // Fastify has a word of its own for this one.
    requestTimeout: desk.core.slowestSenderMs,
    forceCloseConnections: true,
  })
  server.removeAllContentTypeParsers()
  server.addContentTypeParser(
    'multipart/form-data',
    { parseAs: 'buffer', bodyLimit: LARGEST_UPLOAD },
    (_request, body, done) => done(null, body),
  )
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))

  // The gateway reads a body as a form whatever it is called; a name that is none would be a 415 here.
  server.addHook('onRequest', async (request) => {
    const given = request.headers['content-type']
    request.headers['x-given-content-type'] = given ?? ''
    if (!/^multipart\/form-data;/i.test(given ?? ''))
      request.headers['content-type'] = 'application/octet-stream'
  })

  const gateway = (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> =>
    answer(desk, request, reply)
  server.get('/gateway.do', gateway)
  server.post('/gateway.do', gateway)
  server.get<{ Querystring: { fileId?: string } }>('/downloadBillFile.resource', async (request, reply) => {
    const ticket = desk.billTickets.take(request.query.fileId ?? '')
    // What the real host says to an address that is over is unverified.
    if (!ticket)
      return reply
        .code(403)
        .type('text/plain; charset=utf-8')
        .send('下载链接已失效 The address is no longer valid')
    const name = `${ticket.sellerId}_${ticket.period.compact}.csv.zip`
    return reply
      .type('application/zip')
      .header('Content-Disposition', `attachment; filename=${name}`)
      .header('Cache-Control', 'no-store')
      .send(billZip(desk, ticket))
  })
  server.get<{ Params: { id: string } }>('/complaint-images/:id', async (request, reply) => {
    const image = desk.complaints.image(request.params.id)
    if (!image)
      return reply.code(404).type('text/plain; charset=utf-8').send('图片不存在 There is no such picture')
    return reply
      .type(image.type)
      .header('X-Content-Type-Options', 'nosniff')
      .send(Buffer.from(image.base64, 'base64'))
  })
  addConsentPages(server, desk)
  addOauthPages(server, desk, (reply, fields) => sendHtml(reply, (nonce) => errorHtml(fields, nonce), 200))
  server.all('/v3/*', async (request, reply) => {
    const { headers } = request
    const outcome = await answerRest(desk, {
      method: request.method,
      target: request.raw.url ?? '',
      headers: { ...headers, 'content-type': given(request) },
      body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    })
    if (outcome.kind === 'answer')
      return reply.code(outcome.status).headers(outcome.headers).send(outcome.body)
    return silent(desk, outcome.kind, request, reply)
  })
  for (const place of ['/cashier/:id', '/wap/:id']) {
    server.get<{ Params: { id: string } }>(place, async (request, reply) => {
      const code = desk.codes.byId(request.params.id)
      if (!code)
        return sendHtml(reply, (nonce) => errorHtml(refusalFields(refuse('ACQ.TRADE_NOT_EXIST')), nonce), 404)
      return showCashier(desk, code, request, reply)
    })
    server.get<{ Params: { id: string } }>(`${place}/state`, async (request, reply) => {
      const code = desk.codes.byId(request.params.id)
      if (!code) return reply.code(404).send({ state: 'closed', returnUrl: null })
      const view = codeView(desk, code, tradeOf(desk, code) ?? null)
      return reply.header('Cache-Control', 'no-store').send({
        state: view.state,
        returnUrl: view.state === 'paid' ? view.returnUrl : null,
      })
    })
  }

  return {
    async listen(host, port) {
      await server.listen({ host, port })
      const address = server.server.address() as AddressInfo
      return { url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`, port: address.port }
    },
    close: () => server.close(),
  }
}

async function answer(desk: Desk, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const questionMark = request.raw.url?.indexOf('?') ?? -1
  const query = questionMark < 0 ? '' : request.raw.url!.slice(questionMark + 1)
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  const parameters = readParameters(query, body, given(request))
  // The old notice check, which some SDKs send to this address.
  if (parameters.get('service') === 'notify_verify') {
    const known = wasSent(desk, parameters.get('partner') ?? '', parameters.get('notify_id') ?? '')
    return reply.type('text/plain; charset=utf-8').send(String(known))
  }
  const outcome = await answerGateway(desk, parameters)
  switch (outcome.kind) {
    case 'json':
      return reply
        .header('Content-Type', `application/json;charset=${parameters.charset ?? 'utf-8'}`)
        .header('trace_id', randomBytes(16).toString('hex'))
        .send(outcome.body)
    case 'page':
      return reply.redirect(outcome.path, 302)
    case 'error_page':
      return sendHtml(reply, (nonce) => errorHtml(outcome.fields, nonce), 200)
    case 'hang':
    case 'drop':
      return silent(desk, outcome.kind, request, reply)
  }
}

function silent(
  desk: Desk,
  kind: 'hang' | 'drop',
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (kind === 'hang') desk.core.hanging.keep(request.raw.socket)
  else request.raw.socket.destroy()
  return reply.hijack()
}

function given(request: FastifyRequest): string {
  const type = request.headers['x-given-content-type']
  return typeof type === 'string' ? type : ''
}

async function showCashier(
  desk: Desk,
  code: Code,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const qrSvg = await QRCode.toString(qrText(code), { type: 'svg', margin: 1, errorCorrectionLevel: 'M' })
  return sendHtml(
    reply,
    (nonce) =>
      cashierHtml({
        view: codeView(desk, code, tradeOf(desk, code) ?? null),
        qrSvg,
        phoneLink: desk.core.phoneLink(qrText(code)),
        stateUrl: `${request.url.split('?')[0]}/state`,
        nonce,
        bareWidth: frameWidth(code),
        jumps: code.terms.product === 'wap_pay',
      }),
    200,
  )
}

/** The frame's QR width for qr_pay_mode 0, 1, 3, 4; null for the whole page. */
function frameWidth(code: Code): number | null {
  switch (code.qrPayMode) {
    case '0':
    case '1':
      return 200
    case '3':
      return 75
    case '4':
      return Math.min(Math.max(code.qrWidth ?? 100, 40), 1000)
    default:
      return null
  }
}

function sendHtml(reply: FastifyReply, html: (nonce: string) => string, status: number): FastifyReply {
  const nonce = randomBytes(12).toString('base64')
  return reply
    .code(status)
    .header('Content-Type', 'text/html; charset=utf-8')
    .header('Content-Security-Policy', contentPolicy(nonce))
    .header('Cache-Control', 'no-store')
    .send(html(nonce))
}
