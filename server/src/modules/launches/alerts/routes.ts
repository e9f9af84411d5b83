import { Type } from 'typebox'
import { type HttpServer, respond } from '../../../platform/http/index.js'
import { isRefusal, refuse } from '../../../platform/refusal/index.js'
import { onlyRoles, PageQuery, readCursor, signedInOf, toPage } from '../../access/index.js'
import type { LaunchesDeps } from '../deps.js'
import { type Alert, markSeen, selectAlerts } from './alerts.js'
import { entitleAlert } from './titles.js'

export function registerAlertsRoutes(http: HttpServer, { db, clock }: LaunchesDeps): void {
  http.get(
    '/console/api/alerts',
    {
      schema: {
        hide: true,
        querystring: Type.Object({ ...PageQuery, open: Type.Optional(Type.Boolean()) }),
      },
    },
    async (request, reply) => {
      const { cursor, limit = 20, open = false } = request.query
      const before = readCursor(cursor)
      if (isRefusal(before)) return respond(reply, before)
      const rows = await selectAlerts(db, { open, before }, limit + 1)
      return respond(
        reply,
        toPage(rows, limit, ({ at, id }) => ({ at, id }), viewAlert),
      )
    },
  )

  http.post(
    '/console/api/alerts/:id/seen',
    {
      config: onlyRoles('support', 'operator', 'finance'),
      schema: { hide: true, params: Type.Object({ id: Type.String({ pattern: '^[0-9]{1,18}$' }) }) },
    },
    async (request, reply) => {
      const { username } = signedInOf(request)
      const alert = await markSeen(db, request.params.id, username, clock.now())
      return respond(reply, alert === null ? refuse('alert_not_found') : viewAlert(alert))
    },
  )
}

function viewAlert({ at, seenAt, ...alert }: Alert) {
  const title = entitleAlert(alert.kind, alert.subject, alert.data)
  return { ...alert, ...title, at: at.toISOString(), seenAt: seenAt?.toISOString() ?? null }
}
