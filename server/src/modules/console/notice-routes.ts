import { Type } from 'typebox'
import { type HttpServer, respond } from '../../platform/http/index.js'
import { isRefusal } from '../../platform/refusal/index.js'
import { oneOf, onlyRoles, readCursor, toPage } from '../access/index.js'
import { WhyBody } from '../audit/index.js'
import { checkoutIdIn } from '../checkouts/index.js'
import { viewEndpoint } from '../webhooks/index.js'
import { bodyMayBeAbsent } from './body-may-be-absent.js'
import { byOf } from './by-of.js'
import type { ConsoleDeps } from './deps.js'
import { PageQuery } from './page-query.js'
import { selectDeliveryUrls, selectNotices } from './queries.js'

const IdParams = Type.Object({ id: Type.String({ maxLength: 128 }) })

/** What came in from institutions, and what went out to the marketplace. */
export function registerNoticeRoutes(http: HttpServer, deps: ConsoleDeps): void {
  const { db, webhooks } = deps

  http.get(
    '/console/api/notices',
    {
      schema: {
        hide: true,
        querystring: Type.Object({
          ...PageQuery,
          verdict: Type.Optional(oneOf(['applied', 'nothing_new', 'alarm', 'refused'], 'Only these.')),
        }),
      },
    },
    async (request, reply) => {
      const { cursor, limit = 20, verdict } = request.query
      const before = readCursor(cursor)
      if (isRefusal(before)) return respond(reply, before)
      const rows = await selectNotices(db, verdict ?? null, { before, limit: limit + 1 })
      return respond(
        reply,
        toPage(
          rows,
          limit,
          (row) => ({ at: row.receivedAt, id: row.id }),
          (row) => ({
            ...row,
            // A refused notice was not believed: the checkout is only where to look.
            checkoutId: row.checkoutId ?? (row.hint === null ? null : checkoutIdIn(row.hint)),
            receivedAt: row.receivedAt.toISOString(),
          }),
        ),
      )
    },
  )

  http.get(
    '/console/api/webhook-deliveries',
    {
      schema: {
        hide: true,
        querystring: Type.Object({
          ...PageQuery,
          state: Type.Optional(oneOf(['waiting', 'delivered', 'failed'], 'Only these.')),
          checkoutId: Type.Optional(Type.String({ maxLength: 64 })),
        }),
      },
    },
    async (request, reply) => {
      const { cursor, limit = 20, ...filter } = request.query
      const before = readCursor(cursor)
      if (isRefusal(before)) return respond(reply, before)
      const deliveries = await webhooks.listDeliveries(filter, { before, limit: limit + 1 })
      const urls = await selectDeliveryUrls(
        db,
        deliveries.map(({ id }) => id),
      )
      const urlOf = new Map(urls.map(({ id, url }) => [id, url]))
      return respond(
        reply,
        toPage(
          deliveries,
          limit,
          ({ createdAt, id }) => ({ at: createdAt, id }),
          (row) => ({
            id: row.id,
            type: row.type,
            state: row.state,
            checkoutId: row.checkoutId,
            endpointId: row.endpointId,
            url: urlOf.get(row.id) ?? null,
            tries: row.tries,
            lastStatus: row.httpStatus,
            lastError: row.error,
            nextAt: row.nextTryAt?.toISOString() ?? null,
            createdAt: row.createdAt.toISOString(),
            deliveredAt: row.state === 'delivered' ? row.movedAt.toISOString() : null,
          }),
        ),
      )
    },
  )

  http.post(
    '/console/api/webhook-deliveries/:id/replay',
    {
      config: onlyRoles('support', 'operator'),
      ...bodyMayBeAbsent,
      schema: { hide: true, params: IdParams, body: WhyBody },
    },
    async (request, reply) => {
      const delivery = await webhooks.replayDelivery(request.params.id, byOf(request))
      return respond(reply, isRefusal(delivery) ? delivery : { id: delivery.id, state: delivery.state })
    },
  )

  http.get('/console/api/webhook-endpoints', { schema: { hide: true } }, async (_request, reply) =>
    respond(reply, { data: (await webhooks.listEndpoints()).map(viewEndpoint) }),
  )

  for (const verb of ['enable', 'disable'] as const)
    http.post(
      `/console/api/webhook-endpoints/:id/${verb}`,
      {
        config: onlyRoles('operator'),
        ...bodyMayBeAbsent,
        schema: { hide: true, params: IdParams, body: WhyBody },
      },
      async (request, reply) => {
        const endpoint = await webhooks[`${verb}Endpoint`](request.params.id, byOf(request))
        return respond(
          reply,
          isRefusal(endpoint) ? endpoint : { id: endpoint.id, enabled: verb === 'enable' },
        )
      },
    )
}
