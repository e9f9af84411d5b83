import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import type { Core } from '../core/core.js'
import type { InstitutionServer } from '../core/institution.js'
import { acquirerEndpoints } from './acquirer-routes.js'
import { alipayEndpoints } from './alipay-routes.js'
import { applymentEndpoints } from './applyment-endpoints.js'
import type { Control } from './control.js'
import { controlEndpoints } from './control-endpoints.js'
import type { Endpoint } from './endpoint.js'
import { createEventStream } from './event-stream.js'
import { createGuard } from './guard.js'
import { officialAccountEndpoints } from './official-account-routes.js'
import { openApiDocument } from './openapi.js'
import { operationsEndpoints } from './operations-endpoint.js'
import { phoneComplaintEndpoints } from './phone-complaint-endpoints.js'
import { phoneEndpoints } from './phone-endpoints.js'
import { phoneWaitingEndpoints } from './phone-waiting-endpoints.js'
import { wechatpayEndpoints } from './wechatpay-endpoints.js'

const PAGES = fileURLToPath(new URL('../../phone/dist', import.meta.url))
const NOT_BUILT =
  '<!doctype html><meta charset="utf-8"><title>Hutong Sandbox</title><p>页面尚未构建，请先运行 npm run build。接口可用，见 <a href="/openapi.json">/openapi.json</a>。<p>The pages are not built yet: run npm run build. The API works, see /openapi.json.'

export interface HomeParts {
  core: Core
  control: Control
  servers: readonly InstitutionServer[]
  /** Host names besides loopback under which the sandbox may be called. */
  ownHosts: readonly string[]
  /** The certificate authority of the ways in; null while they are closed. */
  caPem: () => string | null
  /** Rows of the API that belong to the process as a whole. */
  extra: readonly Endpoint[]
  log: boolean
}

/** Home page, phone, control and phone API: what people and tests use, on one port. */
export async function createHomeServer(parts: HomeParts): Promise<FastifyInstance> {
  const { core, control, servers } = parts
  const app = Fastify({
    logger: parts.log ? { level: 'warn' } : false,
    forceCloseConnections: true,
    // Wrong bodies are refused, not mended: a misspelt member would otherwise do nothing in silence.
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false } },
  })
  app.addHook('onRequest', createGuard(parts.ownHosts))
  app.setErrorHandler((error: { statusCode?: number; message: string }, _request, reply) => {
    const status = error.statusCode ?? 500
    if (status >= 500) console.error(error)
    return reply.code(status).send({
      code: status >= 500 ? 'sandbox_failed' : 'invalid_request',
      zh: status >= 500 ? '沙箱自身出错，请查看日志。' : `请求有误：${error.message}`,
      en:
        status >= 500 ? 'The sandbox itself failed; see its log.' : `The request is wrong: ${error.message}`,
    })
  })
  app.setNotFoundHandler((_request, reply) =>
    reply
      .code(404)
      .send({ code: 'not_found', zh: '没有这个地址。', en: 'There is nothing at this address.' }),
  )

  const endpoints = [
    ...controlEndpoints(control),
    ...alipayEndpoints(servers),
    ...acquirerEndpoints(servers),
    ...operationsEndpoints(servers),
    ...officialAccountEndpoints(servers),
    ...phoneEndpoints(core, servers),
    ...phoneWaitingEndpoints(core, servers),
    ...phoneComplaintEndpoints(core, servers, control.wechatpay),
    ...wechatpayEndpoints(control.wechatpay),
    ...applymentEndpoints(control.wechatpay),
  ]
  endpoints.push(...parts.extra)
  for (const endpoint of endpoints) serve(app, core, endpoint)
  const document = openApiDocument(endpoints)
  app.get('/openapi.json', () => document)
  app.get('/control/events', createEventStream(control))
  app.get('/ca.pem', (_request, reply) => {
    const pem = parts.caPem()
    return pem === null
      ? reply.code(404).send({
          code: 'ways_in_closed',
          zh: '没有打开 HTTPS 与代理入口，所以没有证书。',
          en: 'The HTTPS and proxy ways in are closed, so there is no certificate.',
        })
      : reply.type('application/x-pem-file').send(pem)
  })
  await servePages(app)
  return app
}

function serve(app: FastifyInstance, core: Core, endpoint: Endpoint): void {
  app.route<{ Params: Record<string, string>; Querystring: Record<string, string> }>({
    method: endpoint.method,
    url: endpoint.path,
    ...(endpoint.largestBodyBytes === undefined ? {} : { bodyLimit: endpoint.largestBodyBytes }),
    schema: {
      ...(endpoint.query ? { querystring: endpoint.query } : {}),
      ...(endpoint.body ? { body: endpoint.body } : {}),
    },
    async handler({ params, query, body }, reply) {
      const { status, body: answer } = await endpoint.act({ params, query, body })
      await core.store.written()
      // An explicit null: Fastify takes undefined for "the handler will answer later".
      return reply.code(status).send(answer ?? null)
    },
  })
}

async function servePages(app: FastifyInstance): Promise<void> {
  if (!existsSync(PAGES)) {
    const notBuilt = (_request: unknown, reply: FastifyReply) =>
      reply.type('text/html; charset=utf-8').send(NOT_BUILT)
    app.get('/', notBuilt)
    app.get('/phone', notBuilt)
    app.get('/review', notBuilt)
    return
  }
  await app.register(fastifyStatic, { root: PAGES, index: false, preCompressed: true })
  app.get('/', (_request, reply) => reply.sendFile('index.html'))
  app.get('/phone', (_request, reply) => reply.sendFile('phone.html'))
  app.get('/review', (_request, reply) => reply.sendFile('review.html'))
}
