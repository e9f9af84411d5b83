import type { Socket } from 'node:net'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { type Refusal, refuse } from '../refusal/index.js'
import { HTTP_REFUSALS, problemOf } from './problem.js'
import { type HttpRefusalCode, sendRefusal } from './respond.js'
import { invalidRequest, type SchemaError } from './validation.js'

const REFUSAL_OF_ERROR: Readonly<Record<string, HttpRefusalCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_INVALID_JSON_BODY: 'bad_json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'bad_json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'bad_request',
  FST_ERR_MAX_PARAM_LENGTH: 'uri_too_long',
  // From platform/db: no connection came free in time.
  HUTONG_DATABASE_BUSY: 'busy',
}

/** What was thrown on the way to an answer: a fault of the request, or a defect of ours. */
export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = refusalOf(error)
  if (refusal.refusal === 'busy') request.log.warn({ err: error }, 'the database is too busy for a request')
  if (refusal.refusal === 'internal_error')
    request.log.error(
      { err: error, method: request.method, route: request.routeOptions.url },
      'request failed',
    )
  return sendRefusal(reply, refusal)
}

function refusalOf(error: FastifyError): Refusal<HttpRefusalCode> {
  if (error.validation)
    return invalidRequest(error.validation as readonly SchemaError[], error.validationContext)
  const known = REFUSAL_OF_ERROR[error.code]
  if (known !== undefined) return refuse(known)
  // Fastify and its plugins mark the caller's faults; everything else that is thrown is ours.
  const status = error.statusCode ?? 500
  if (status === 404) return refuse('not_found')
  if (status === 413) return refuse('body_too_large')
  if (status === 414) return refuse('uri_too_long')
  return refuse(status >= 400 && status < 500 ? 'bad_request' : 'internal_error')
}

/** Bytes that are not HTTP: there is no request to answer, so the Problem is written by hand. */
export function answerBrokenHttp(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return
  const body = JSON.stringify(problemOf(refuse('bad_request'), HTTP_REFUSALS.bad_request, 'none'))
  socket.end(
    `HTTP/1.1 400 Bad Request\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}
