import type { FastifyReply, FastifyRequest } from 'fastify'

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Keeps web pages of strangers away from an API that hands out keys: a page may know our port, but its requests carry
 * its own Origin, or, after DNS rebinding, its own Host.
 */
export function createGuard(ownHosts: readonly string[]) {
  const known = new Set([...LOOPBACK, ...ownHosts.map((host) => host.toLowerCase())])
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const host = request.headers.host ?? ''
    if (!known.has(hostnameOf(host))) {
      return reply.code(403).send({
        code: 'foreign_host',
        zh: `请求的主机名“${host.slice(0, 100)}”不是本沙箱。如需从其他设备访问，请设置 HUTONG_SANDBOX_PUBLIC_HOST。`,
        en: `The host "${host.slice(0, 100)}" is not this sandbox. To reach it from another device set HUTONG_SANDBOX_PUBLIC_HOST.`,
      })
    }
    const { origin } = request.headers
    const crossSite = request.headers['sec-fetch-site'] === 'cross-site'
    const foreignOrigin = origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`
    const writes = request.method !== 'GET' && request.method !== 'HEAD'
    // A link from a shop to /phone is cross-site and welcome; a write or a read of the API from there is not.
    const api = !request.url.startsWith('/phone') || request.url.startsWith('/phone/api')
    const navigates = request.headers['sec-fetch-mode'] === 'navigate'
    if ((writes && (foreignOrigin || crossSite)) || (api && crossSite && !navigates)) {
      return reply.code(403).send({
        code: 'foreign_origin',
        zh: '拒绝来自其他网站的请求。',
        en: 'Requests from other sites are refused.',
      })
    }
    return undefined
  }
}

function hostnameOf(host: string): string {
  const bracket = host.indexOf(']')
  return (host.startsWith('[') ? host.slice(0, bracket + 1) : (host.split(':')[0] ?? '')).toLowerCase()
}
