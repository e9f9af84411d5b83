import type { Clock } from '../../platform/clock/index.js'
import type { Db } from '../../platform/db/index.js'
import type { HttpServer } from '../../platform/http/index.js'
import { refuse } from '../../platform/refusal/index.js'
import { findApiKey } from './api-keys.js'

/** Every route below /v1/ needs an API key, also one that is added next year. */
export function guardMarketplaceApi(
  http: HttpServer,
  deps: { readonly db: Db; readonly clock: Clock },
): void {
  http.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.url?.startsWith('/v1/') !== true) return
    const [, secret] = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? []
    if (secret === undefined)
      return reply.header('www-authenticate', 'Bearer').refuse(refuse('api_key_missing'))
    const keyId = await findApiKey(deps.db, deps.clock, secret)
    if (keyId === null)
      return reply
        .header('www-authenticate', 'Bearer error="invalid_token"')
        .refuse(refuse('api_key_invalid'))
    request.caller = `key:${keyId}`
  })
}
