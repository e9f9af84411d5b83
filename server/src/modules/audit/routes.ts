import { Type } from 'typebox'
import { type HttpServer, respond } from '../../platform/http/index.js'
import { isRefusal } from '../../platform/refusal/index.js'
import { onlyRoles, type Role, readCursor, signedInOf, toPage } from '../access/index.js'
import { actorOf } from './actors.js'
import type { Audit } from './audit.js'
import type { AuditEntry } from './entries.js'
import { GivenWhy } from './schema.js'

const EntryParams = Type.Object({ id: Type.String({ maxLength: 64 }) })

/** The log of what people, and the platform by itself, have changed. */
export function registerAuditRoutes(http: HttpServer, { audit }: { readonly audit: Audit }): void {
  http.get(
    '/console/api/audit',
    {
      schema: {
        hide: true,
        querystring: Type.Object({
          subject: Type.Optional(Type.String({ maxLength: 128 })),
          who: Type.Optional(Type.String({ maxLength: 128 })),
          action: Type.Optional(Type.String({ maxLength: 64 })),
          cursor: Type.Optional(Type.String({ maxLength: 512 })),
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
        }),
      },
    },
    async (request, reply) => {
      const { cursor, limit = 20, ...filter } = request.query
      const before = readCursor(cursor)
      if (isRefusal(before)) return respond(reply, before)
      const entries = await audit.list(filter, { before, limit: limit + 1 })
      const { role } = signedInOf(request)
      return respond(
        reply,
        toPage(
          entries,
          limit,
          ({ at, id }) => ({ at, id }),
          (entry) => viewEntry(audit, entry, role),
        ),
      )
    },
  )

  http.get(
    '/console/api/audit/:id',
    { schema: { hide: true, params: EntryParams } },
    async (request, reply) => {
      const entry = await audit.read(request.params.id)
      return respond(reply, isRefusal(entry) ? entry : viewEntry(audit, entry, signedInOf(request).role))
    },
  )

  http.post(
    '/console/api/audit/:id/roll-back',
    {
      // Each kind of change has its own roles besides: whoever may make it may take it back.
      config: onlyRoles('support', 'operator', 'finance'),
      schema: {
        hide: true,
        params: EntryParams,
        body: Type.Object({ why: GivenWhy }, { additionalProperties: false }),
      },
    },
    async (request, reply) => {
      const entry = await audit.rollBack(request.params.id, actorOf(request), request.body.why)
      return respond(reply, isRefusal(entry) ? entry : viewEntry(audit, entry, signedInOf(request).role))
    },
  )
}

function viewEntry(audit: Audit, entry: AuditEntry, role: Role | null) {
  const { undoneBy } = entry
  return {
    ...entry,
    at: entry.at.toISOString(),
    undoneBy: undoneBy === null ? null : { ...undoneBy, at: undoneBy.at.toISOString() },
    /** Whether there is a way back from this kind of change; who may go it is another question. */
    canBeRolledBack: audit.canUndo(entry.action) && undoneBy === null,
    mayRollBack: audit.mayRollBack(entry, role),
  }
}
