import type { FastifyInstance } from 'fastify'
import { refuse } from '../refusal/index.js'

/** 404, or 405 with Allow when the address exists for other methods. Call before any route is added. */
export function answerUnknownRoutes(app: FastifyInstance): void {
  const known: { readonly pattern: RegExp; readonly methods: readonly string[] }[] = []

  app.addHook('onRoute', ({ url, method }) => {
    // A wildcard matches every address below it, so it says nothing about one.
    if (url.includes('*')) return
    known.push({ pattern: patternOf(url), methods: [method].flat() })
  })

  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] ?? ''
    const allowed = new Set(
      known.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods),
    )
    if (allowed.size === 0 || allowed.has(request.method)) return reply.refuse(refuse('not_found'))
    return reply.header('allow', [...allowed].sort().join(', ')).refuse(refuse('method_not_allowed'))
  })
}

function patternOf(url: string): RegExp {
  const escaped = url.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/:[A-Za-z0-9_]+/g, '[^/]+')
  return new RegExp(`^${escaped}$`)
}
