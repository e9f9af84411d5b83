import { Type } from 'typebox'
import { type HttpServer, respond } from '../../platform/http/index.js'
import { isRefusal } from '../../platform/refusal/index.js'
import type { ApiKey } from '../access/index.js'
import type { ConsoleDeps } from './deps.js'

const IdParams = Type.Object({ id: Type.String({ maxLength: 128 }) })

/** The operator gives and takes the marketplace's keys and the sellers' accounts. */
export function registerAccessRoutes(http: HttpServer, { access }: ConsoleDeps): void {
  http.get('/console/api/api-keys', { schema: { hide: true } }, async (_request, reply) =>
    respond(reply, { data: (await access.listApiKeys()).map(viewKey) }),
  )

  http.post(
    '/console/api/api-keys',
    {
      schema: {
        hide: true,
        body: Type.Object(
          { label: Type.String({ minLength: 1, maxLength: 64 }) },
          { additionalProperties: false },
        ),
      },
    },
    async (request, reply) => {
      const { key, secret } = await access.createApiKey(request.body.label)
      return respond(reply, { ...viewKey(key), apiKey: secret }, 201)
    },
  )

  http.delete(
    '/console/api/api-keys/:id',
    { schema: { hide: true, params: IdParams } },
    async (request, reply) => respond(reply, await access.revokeApiKey(request.params.id)),
  )

  http.post(
    '/console/api/users',
    {
      schema: {
        hide: true,
        body: Type.Object(
          {
            username: Type.String({ minLength: 1, maxLength: 64 }),
            password: Type.String({ minLength: 12, maxLength: 256 }),
            /** The merchant that the user works for; an operator without it. */
            merchantId: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
          },
          { additionalProperties: false },
        ),
      },
    },
    async (request, reply) => {
      const { username, password, merchantId } = request.body
      const user = await access.registerUser({
        realm: merchantId === undefined ? 'console' : 'workbench',
        username,
        password,
        merchantId: merchantId ?? null,
      })
      return respond(reply, isRefusal(user) ? user : { userId: user.userId }, 201)
    },
  )
}

function viewKey(key: ApiKey) {
  return {
    ...key,
    createdAt: key.createdAt.toISOString(),
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
    revokedAt: key.revokedAt?.toISOString() ?? null,
  }
}
