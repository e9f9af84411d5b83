import type { FastifyInstance } from 'fastify'

type Policy = Readonly<Record<string, string>>

/**
 * What our own pages may do. Inline styles are allowed because the component kit of workbench and console writes them;
 * inline scripts never are.
 */
const PAGE_POLICY: Policy = {
  'default-src': "'self'",
  'script-src': "'self'",
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' data: blob:",
  'font-src': "'self' data:",
  'connect-src': "'self'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'self'",
  'frame-ancestors': "'none'",
}

/** A Content-Security-Policy for a page, with the given directives in place of the usual ones. */
export function pagePolicy(directives: Policy = {}): string {
  return Object.entries({ ...PAGE_POLICY, ...directives })
    .map(([name, sources]) => `${name} ${sources}`)
    .join('; ')
}

const USUAL_PAGE_POLICY = pagePolicy()
const NO_PAGE_POLICY = "default-src 'none'; frame-ancestors 'none'"

export function sendSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    reply.header('x-content-type-options', 'nosniff')
    // Institutions that open their wallet from a mobile page check the referring domain, so it is not withheld.
    reply.header('referrer-policy', 'strict-origin-when-cross-origin')
    if (request.protocol === 'https') reply.header('strict-transport-security', 'max-age=31536000')
  })
  app.addHook('onSend', async (_request, reply, payload) => {
    const isPage = String(reply.getHeader('content-type') ?? '').startsWith('text/html')
    if (!reply.hasHeader('content-security-policy'))
      reply.header('content-security-policy', isPage ? USUAL_PAGE_POLICY : NO_PAGE_POLICY)
    // What an answer says about money is true now, not later.
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
    return payload
  })
}
