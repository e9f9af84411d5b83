import type { FastifyReply, FastifyRequest } from 'fastify'
import type { HttpServer } from '../../platform/http/index.js'
import { isRefusal, refuse } from '../../platform/refusal/index.js'
import {
  beginIntention,
  type Intention,
  type IntentionDeps,
  LEASE_MS,
  leaveUnfinished,
  renewLease,
  requestHash,
  storeAnswer,
} from './idempotency.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is calling, once the caller is known: `key:<id>` or `user:<id>`. */
    caller: string | null
    /** Present when the caller sent an Idempotency-Key. */
    intention: Intention | null
  }
}

const KEY_SHAPE = /^[\x21-\x7e]{1,255}$/

/**
 * Makes every POST with an Idempotency-Key happen once for its caller. Runs after the body was checked, so a request
 * that is not understood leaves no trace and may be corrected under the same key.
 */
export function answerOnce(http: HttpServer, deps: IntentionDeps): void {
  const renewals = new WeakMap<FastifyRequest, NodeJS.Timeout>()
  // Scopes that were opened before (the document's page) have neither of the two: there they are undefined.
  http.decorateRequest('caller', null)
  http.decorateRequest('intention', null)

  http.addHook('preHandler', async (anyRequest, anyReply) => {
    const request = anyRequest as FastifyRequest
    const reply = anyReply as FastifyReply
    const key = request.headers['idempotency-key']
    if (key === undefined || request.method !== 'POST' || !request.caller) return
    if (typeof key !== 'string' || !KEY_SHAPE.test(key))
      return reply.refuse(refuse('idempotency_key_invalid'))

    const path = request.url.split('?', 1)[0] ?? ''
    const hash = requestHash(request.method, path, request.body)
    const begun = await beginIntention(deps, { caller: request.caller, key, hash })
    if (isRefusal(begun)) return reply.refuse(begun)
    if ('status' in begun)
      return reply
        .code(begun.status)
        .header('idempotency-replayed', 'true')
        .type('application/json; charset=utf-8')
        .send(begun.body)
    request.intention = begun
    const renew = (): void =>
      void renewLease(deps, begun).catch((err) => request.log.warn({ err }, 'a lease was not renewed'))
    renewals.set(request, setInterval(renew, LEASE_MS / 3))
  })

  http.addHook('onSend', async (anyRequest, reply, payload) => {
    const request = anyRequest as FastifyRequest
    const { intention } = request
    if (!intention) return payload
    clearInterval(renewals.get(request))
    const body = typeof payload === 'string' ? payload : ''
    if (isFinal(reply.statusCode, body))
      await storeAnswer(deps, intention, { status: reply.statusCode, body })
    else await leaveUnfinished(deps, intention)
    return payload
  })
}

/**
 * A defect is not an answer, and "try the same again later" would never come true if it were replayed for two days:
 * such a refusal was rolled back, so the repetition may run.
 */
function isFinal(status: number, body: string): boolean {
  if (status >= 500) return false
  if (status < 400) return true
  return (JSON.parse(body) as { retry?: string }).retry === 'never'
}
