import type { FastifyRequest } from 'fastify'
import { actorOf, type By } from '../audit/index.js'

/** Who asks, and why, of a call with a reason in its body. */
export function byOf(request: Pick<FastifyRequest, 'signedIn'> & { body: { why?: string } }): By {
  return { actor: actorOf(request), why: request.body.why ?? '' }
}
