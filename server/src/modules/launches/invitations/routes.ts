import { Type } from 'typebox'
import { type HttpServer, respond } from '../../../platform/http/index.js'
import { isRefusal, type Refusal, refuse } from '../../../platform/refusal/index.js'
import { oneOf, onlyRoles, readCursor, toPage } from '../../access/index.js'
import { actorOf } from '../../audit/index.js'
import type { LaunchesRoutesDeps } from '../deps.js'
import { type Batch, createBatch, refuseUnclear, refuseUnknown, selectBatch } from './batches.js'
import { previewSelection } from './choose-merchants.js'
import { directBatch } from './move-batch.js'
import { selectLaunch } from './queries.js'
import { selectBatchIds, selectFunnel, viewBatch } from './read-batches.js'
import { selectMerchants, viewMerchant } from './read-merchants.js'
import { BatchParams, LaunchParams, NewBatchBody, OnlyWhy, PartParams, PreviewBody } from './schema.js'
import { restoreMerchant, suspendMerchant } from './suspend-merchant.js'
import { registerInvitationUndoes } from './undo.js'

const PART_STATES = ['invited', 'accepted', 'active', 'declined', 'expired', 'paused', 'suspended'] as const

/** Batches of invitations and the merchants of a launch, for the operator. */
export function registerConsoleRoutes(http: HttpServer, deps: LaunchesRoutesDeps): void {
  registerInvitationUndoes(deps.audit)
  registerBatchRoutes(http, deps)
  registerMerchantRoutes(http, deps)
}

function registerBatchRoutes(http: HttpServer, deps: LaunchesRoutesDeps): void {
  const { db } = deps
  const config = onlyRoles('operator')
  const show = async (batch: Batch | Refusal) =>
    isRefusal(batch) ? batch : viewBatch(batch, await selectFunnel(db, batch.id))

  http.get(
    '/console/api/launches/:launchId/batches',
    { schema: { hide: true, params: LaunchParams } },
    async (request, reply) => {
      const ids = await selectBatchIds(db, request.params.launchId)
      const batches = await Promise.all(ids.map(({ id }) => selectBatch(db.sql, id)))
      const data = await Promise.all(batches.filter((batch) => batch !== null).map(show))
      return respond(reply, { data })
    },
  )

  http.post(
    '/console/api/launches/:launchId/batches/preview',
    { config, schema: { hide: true, params: LaunchParams, body: PreviewBody } },
    async (request, reply) => {
      const { selection } = request.body
      const { launchId } = request.params
      if ((await selectLaunch(db.sql, launchId)) === null)
        return respond(reply, refuse('invitation_launch_not_found'))
      const unclear = refuseUnclear(selection) ?? (await refuseUnknown(db.sql, selection))
      return respond(reply, unclear ?? (await previewSelection(db, launchId, selection)))
    },
  )

  http.post(
    '/console/api/launches/:launchId/batches',
    { config, schema: { hide: true, params: LaunchParams, body: NewBatchBody } },
    async (request, reply) => {
      const { why, startsAt, ...wish } = request.body
      const by = { actor: actorOf(request), why }
      const { launchId } = request.params
      const batch = await createBatch(deps, launchId, { ...wish, startsAt: new Date(startsAt) }, by)
      return respond(reply, await show(batch), 201)
    },
  )

  for (const wish of ['start', 'pause', 'resume', 'cancel'] as const)
    http.post(
      `/console/api/batches/:batchId/${wish}`,
      { config, schema: { hide: true, params: BatchParams, body: OnlyWhy } },
      async (request, reply) => {
        const by = { actor: actorOf(request), why: request.body.why }
        return respond(reply, await show(await directBatch(deps, request.params.batchId, wish, by)))
      },
    )
}

function registerMerchantRoutes(http: HttpServer, deps: LaunchesRoutesDeps): void {
  http.get(
    '/console/api/launches/:launchId/merchants',
    {
      schema: {
        hide: true,
        params: LaunchParams,
        querystring: Type.Object({
          state: Type.Optional(oneOf(PART_STATES, 'Only merchants in this state.')),
          q: Type.Optional(Type.String({ maxLength: 128 })),
          cursor: Type.Optional(Type.String({ maxLength: 512 })),
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
        }),
      },
    },
    async (request, reply) => {
      const { state = null, q, cursor, limit = 20 } = request.query
      const before = readCursor(cursor)
      if (isRefusal(before)) return respond(reply, before)
      const filter = { state, q: q?.trim() || null }
      const rows = await selectMerchants(deps.db, request.params.launchId, filter, {
        before,
        limit: limit + 1,
      })
      return respond(
        reply,
        toPage(rows, limit, ({ movedAt, merchantId }) => ({ at: movedAt, id: merchantId }), viewMerchant),
      )
    },
  )

  for (const [verb, act] of [
    ['suspend', suspendMerchant],
    ['restore', restoreMerchant],
  ] as const)
    http.post(
      `/console/api/launches/:launchId/merchants/:merchantId/${verb}`,
      { config: onlyRoles('operator'), schema: { hide: true, params: PartParams, body: OnlyWhy } },
      async (request, reply) => {
        const by = { actor: actorOf(request), why: request.body.why }
        return respond(reply, await act(deps, request.params, by))
      },
    )
}
