import { Type } from 'typebox'
import { type HttpServer, respond } from '../../platform/http/index.js'
import { isRefusal } from '../../platform/refusal/index.js'
import { type ApiKey, onlyRoles } from '../access/index.js'
import { recordChange, WhyBody } from '../audit/index.js'
import { bodyMayBeAbsent } from './body-may-be-absent.js'
import { byOf } from './by-of.js'
import type { ConsoleDeps } from './deps.js'

/** The marketplace's keys are given and taken here. */
export function registerKeyRoutes(http: HttpServer, { access, db, clock }: ConsoleDeps): void {
  http.get('/console/api/api-keys', { schema: { hide: true } }, async (_request, reply) =>
    respond(reply, { data: (await access.listApiKeys()).map(viewKey) }),
  )

  http.post(
    '/console/api/api-keys',
    {
      config: onlyRoles('admin'),
      schema: {
        hide: true,
        body: Type.Object(
          { ...WhyBody.properties, label: Type.String({ minLength: 1, maxLength: 64 }) },
          { additionalProperties: false },
        ),
      },
    },
    async (request, reply) => {
      const { key, secret } = await db.tx(async (tx) => {
        const made = await access.createApiKey(request.body.label, tx)
        await recordChange(tx, {
          ...byOf(request),
          at: clock.now(),
          action: 'api-key.make',
          subject: `api-key:${made.key.id}`,
          subjectName: made.key.label,
          from: null,
          to: conditionOf(made.key),
        })
        return made
      })
      return respond(reply, { ...viewKey(key), apiKey: secret }, 201)
    },
  )

  http.delete(
    '/console/api/api-keys/:id',
    {
      config: onlyRoles('admin'),
      ...bodyMayBeAbsent,
      schema: {
        hide: true,
        params: Type.Object({ id: Type.String({ maxLength: 128 }) }),
        body: WhyBody,
      },
    },
    async (request, reply) => {
      const revoked = await db.tx(async (tx) => {
        const { id } = request.params
        const done = await access.revokeApiKey(id, tx)
        if (isRefusal(done)) return done
        if (done.before.revokedAt === null)
          await recordChange(tx, {
            ...byOf(request),
            at: clock.now(),
            action: 'api-key.revoke',
            subject: `api-key:${id}`,
            subjectName: done.before.label,
            from: conditionOf(done.before),
            to: { ...conditionOf(done.before), revoked: true },
          })
        return { revoked: true }
      })
      return respond(reply, revoked)
    },
  )
}

/** What the audit log says of a key. */
export function conditionOf({ label, prefix, revokedAt }: ApiKey) {
  return { label, prefix, revoked: revokedAt !== null }
}

function viewKey(key: ApiKey) {
  return {
    ...key,
    createdAt: key.createdAt.toISOString(),
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
    revokedAt: key.revokedAt?.toISOString() ?? null,
  }
}
