import { randomBytes } from 'node:crypto'
import fastifyCookie from '@fastify/cookie'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type RawServerDefault } from 'fastify'
import type { Log } from '../log/index.js'
import type { Refusal, RefusalCatalog } from '../refusal/index.js'
import { readBodies } from './bodies.js'
import { type ApiDescription, describeApi } from './docs.js'
import { answerBrokenHttp, answerError } from './errors.js'
import { closeStreamsOnStop } from './event-stream.js'
import { answerUnknownRoutes } from './not-found.js'
import { mergeCatalogs, Problem } from './problem.js'
import { sendRefusal } from './respond.js'
import { sendSecurityHeaders } from './security-headers.js'
import { validatorCompiler } from './validation.js'

export interface HttpOptions {
  readonly log: Log
  /** What each module's refusals mean. */
  readonly catalogs: readonly RefusalCatalog[]
  readonly api: ApiDescription
  /** Addresses of proxies whose X-Forwarded-* headers are believed; none when absent. */
  readonly trustProxy?: boolean | string | string[]
}

export type HttpServer = FastifyInstance<
  RawServerDefault,
  import('node:http').IncomingMessage,
  import('node:http').ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

const BODY_LIMIT_BYTES = 1024 * 1024

/** An HTTP server whose every answer is described, whose every refusal is a Problem; routes are added to it. */
export async function createHttp(options: HttpOptions): Promise<HttpServer> {
  const app = Fastify({
    loggerInstance: options.log as FastifyBaseLogger,
    // One line an answer is written below, by the route's pattern: an address may hold a token.
    logController: new Fastify.LogController({
      disableRequestLogging: true,
      requestIdLogLabel: 'requestId',
    }),
    requestIdHeader: false,
    genReqId: () => `req_${randomBytes(9).toString('base64url')}`,
    trustProxy: options.trustProxy ?? false,
    bodyLimit: BODY_LIMIT_BYTES,
    // While stopping, requests that still arrive on open connections are answered, then the connection closes.
    return503OnClosing: false,
    clientErrorHandler: answerBrokenHttp,
    frameworkErrors: (error, request, reply) => void answerError(error, request as never, reply as never),
  }).withTypeProvider<TypeBoxTypeProvider>()

  app.setValidatorCompiler(validatorCompiler as never)
  app.setErrorHandler(answerError)
  app.decorate('refusals', mergeCatalogs(options.catalogs))
  app.decorateReply('refuse', function refuseWith(refusal: Refusal) {
    return sendRefusal(this, refusal)
  })
  app.addSchema(Problem)
  app.addHook('onResponse', async (request, reply) => {
    const level = reply.statusCode >= 500 ? 'warn' : 'debug'
    request.log[level](
      {
        method: request.method,
        route: request.routeOptions.url ?? '(none)',
        status: reply.statusCode,
        tookMs: Math.round(reply.elapsedTime * 10) / 10,
      },
      'answered',
    )
  })

  const plain = app as unknown as FastifyInstance
  readBodies(plain)
  answerUnknownRoutes(plain)
  sendSecurityHeaders(plain)
  closeStreamsOnStop(plain)
  await app.register(fastifyCookie)
  await describeApi(plain, options.api)
  return app as unknown as HttpServer
}
