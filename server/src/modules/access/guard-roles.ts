import type { FastifyReply, FastifyRequest } from 'fastify'
import type { HttpServer } from '../../platform/http/index.js'
import { refuse } from '../../platform/refusal/index.js'
import { ROLES, type Role } from './roles.js'

/** Each call of the console, such as `POST /console/api/api-keys`, and who may make it. */
export type CallsOfRoles = Map<string, readonly Role[]>

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Holds every route of the console against the role of who is signed in. Reading is for everybody unless the route says
 * otherwise; a route that changes something and does not say for whom ends the start. Call after the sessions' guard:
 * signing in and out is for nobody's role, and those routes stand already.
 */
export function guardRoles(http: HttpServer, calls: CallsOfRoles): void {
  http.addHook('onRoute', ({ url, method, config }) => {
    if (!url.startsWith('/console/api/')) return
    for (const one of [method].flat().filter((name) => name !== 'HEAD')) {
      const roles = config?.roles ?? (READS.has(one) ? ROLES : undefined)
      if (roles === undefined)
        throw new Error(`${one} ${url} changes something and does not say who may: config: onlyRoles(…)`)
      calls.set(`${one} ${url}`, roles.includes('admin') ? roles : [...roles, 'admin'])
    }
  })

  http.addHook('onRequest', async (anyRequest, anyReply) => {
    const { signedIn, method, routeOptions } = anyRequest as FastifyRequest
    if (signedIn?.realm !== 'console') return
    // An address that is no route is answered as such to everybody.
    if (routeOptions.url === undefined) return
    const allowed = calls.get(`${method === 'HEAD' ? 'GET' : method} ${routeOptions.url}`) ?? []
    if (signedIn.role !== null && allowed.includes(signedIn.role)) return
    return (anyReply as FastifyReply).refuse(refuseRole(signedIn.role, allowed))
  })
}

/** The refusal that names who may. */
export function refuseRole(role: Role | null, allowed: readonly Role[]) {
  return refuse('role_not_allowed', { role: role ?? 'none', allowed: allowed.join(', ') })
}
