import type { FastifyInstance, FastifyRequest } from 'fastify'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route needs the body as it came: signatures are over bytes. Any content type is taken; see rawBody. */
    rawBody?: boolean
  }
}

const RAW_BODY_LIMIT_BYTES = 256 * 1024
const rawBodies = new WeakMap<object, Buffer>()
const NO_BODY = Buffer.alloc(0)

/** The bytes as they came, on a route with `config: { rawBody: true }`. */
export function rawBody(request: AnyRequest): Buffer {
  const { config, url } = request.routeOptions
  if (config.rawBody !== true) throw new Error(`route ${url} does not keep its raw body`)
  return rawBodies.get(request) ?? NO_BODY
}

/** A request of any route, whatever its schema says of it. */
interface AnyRequest {
  readonly routeOptions: {
    readonly url?: string | undefined
    readonly config: { readonly rawBody?: boolean }
  }
}

type Done = (error: Error | null, body?: unknown) => void

/** JSON for all; with rawBody the bytes are kept, and parsed only when the route describes its body. */
export function readBodies(app: FastifyInstance): void {
  const parseText = app.getDefaultJsonParser('error', 'error') as (
    request: FastifyRequest,
    body: string,
    done: Done,
  ) => void
  const parse = (request: FastifyRequest, body: Buffer, done: Done): void => {
    try {
      if (body.length === 0) done(null, undefined)
      else parseText(request, new TextDecoder('utf-8', { fatal: true }).decode(body), done)
    } catch {
      done(new BadJson())
    }
  }

  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    if (request.routeOptions.config.rawBody !== true) return parse(request, body, done)
    rawBodies.set(request, body)
    if (request.routeOptions.schema?.body === undefined) return done(null, undefined)
    parse(request, body, done)
  })
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    // An institution's notice is read whatever it calls itself; its signature says what it is.
    if (request.routeOptions.config.rawBody !== true) return done(new UnsupportedMediaType())
    rawBodies.set(request, body)
    done(null, undefined)
  })
  app.addHook('onRoute', (route) => {
    if (route.config?.rawBody === true) route.bodyLimit ??= RAW_BODY_LIMIT_BYTES
  })
}

class BadJson extends Error {
  readonly statusCode = 400
  readonly code = 'FST_ERR_CTP_INVALID_JSON_BODY'
}

class UnsupportedMediaType extends Error {
  readonly statusCode = 415
  readonly code = 'FST_ERR_CTP_INVALID_MEDIA_TYPE'
}
