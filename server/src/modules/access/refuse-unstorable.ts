import type { FastifyReply, FastifyRequest } from 'fastify'
import type { HttpServer } from '../../platform/http/index.js'
import { refuse } from '../../platform/refusal/index.js'

/**
 * PostgreSQL's text cannot hold the character U+0000, and no name or number has it: it is refused here, where it comes
 * in, rather than found out by an insert.
 */
export function refuseUnstorableText(http: HttpServer): void {
  http.addHook('preValidation', async (anyRequest, anyReply) => {
    const request = anyRequest as FastifyRequest
    const inAddress = request.url.includes('%00')
    if (!inAddress && !holdsNul(request.body)) return
    return (anyReply as FastifyReply).refuse(
      refuse('invalid_request', {
        in: inAddress ? 'address' : 'body',
        field: '/',
        problem: 'holds the character U+0000',
      }),
    )
  })
}

function holdsNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0')
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([name, part]) => name.includes('\0') || holdsNul(part))
}
