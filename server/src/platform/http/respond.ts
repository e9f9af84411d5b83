import type { FastifyReply } from 'fastify'
import { isRefusal, type Refusal, type RefusalCatalog, refuse } from '../refusal/index.js'
import { type HTTP_REFUSALS, problemOf } from './problem.js'

declare module 'fastify' {
  interface FastifyInstance {
    /** What each refusal of any module means; see createHttp. */
    refusals: RefusalCatalog
  }
  interface FastifyReply {
    /** Answers with the refusal's status and Problem. */
    refuse(refusal: Refusal): FastifyReply
  }
}

/** A reply of any route: its own type knows only the statuses of the route's schema. */
type AnyReply = {
  code(status: number): unknown
  send(payload?: unknown): unknown
  refuse(refusal: Refusal): unknown
}

/**
 * Answers with the value, or with the Problem when a rule refused.
 * `return respond(reply, await placeOrder(…), 201)`
 */
export function respond<Reply extends AnyReply>(reply: Reply, value: unknown, status = 200): Reply {
  if (isRefusal(value)) reply.refuse(value)
  else {
    reply.code(status)
    reply.send(value)
  }
  return reply
}

/** The body of `reply.refuse`. A code that no catalog knows is a defect of ours, never shown as a refusal. */
export function sendRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
  const meaning = reply.server.refusals[refusal.refusal]
  if (meaning === undefined) {
    reply.log.error({ refusal: refusal.refusal }, 'a refusal is in no catalog')
    return sendRefusal(reply, refuse('internal_error'))
  }
  return reply
    .code(meaning.status)
    .type('application/json; charset=utf-8')
    .send(problemOf(refusal, meaning, reply.request.id))
}

export type HttpRefusalCode = keyof typeof HTTP_REFUSALS
