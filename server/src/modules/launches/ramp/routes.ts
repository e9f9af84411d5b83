import { Type } from 'typebox'
import { type HttpServer, respond } from '../../../platform/http/index.js'
import { isRefusal, type Refusal, refuse } from '../../../platform/refusal/index.js'
import { onlyRoles } from '../../access/index.js'
import { actorOf } from '../../audit/index.js'
import type { LaunchesDeps } from '../deps.js'
import { measureGuardrails } from '../guardrails/index.js'
import { changeLaunch } from './change-launch.js'
import { createLaunch } from './create-launch.js'
import { LAUNCH_MOVES, moveLaunch } from './move-launch.js'
import { type Launch, selectLaunch, selectLaunches, selectVersions } from './queries.js'
import { rollBackLaunch } from './roll-back-launch.js'
import { ChangeBody, LaunchParams, MoveBody, NewLaunchBody, RollBackBody, Version } from './schema.js'
import { viewLaunch, viewLaunches, viewVersion } from './view-launch.js'

const BASE = '/console/api/launches'
const VERSIONS_SHOWN = 20

export function registerRampRoutes(http: HttpServer, deps: LaunchesDeps): void {
  registerReading(http, deps)
  const { db } = deps
  const config = onlyRoles('operator')
  const shown = async (launch: Launch | Refusal) => (isRefusal(launch) ? launch : viewLaunch(db, launch))

  http.post(BASE, { config, schema: { hide: true, body: NewLaunchBody } }, async (request, reply) => {
    const { why, ...wish } = request.body
    const launch = await createLaunch(deps, wish, { actor: actorOf(request), why })
    return respond(reply, await shown(launch), 201)
  })

  http.post(
    `${BASE}/:id/change`,
    { config, schema: { hide: true, params: LaunchParams, body: ChangeBody } },
    async (request, reply) => {
      const { version, rules, why } = request.body
      const change = { launchId: request.params.id, version, rules }
      return respond(reply, await shown(await changeLaunch(deps, change, { actor: actorOf(request), why })))
    },
  )

  http.post(
    `${BASE}/:id/roll-back`,
    { config, schema: { hide: true, params: LaunchParams, body: RollBackBody } },
    async (request, reply) => {
      const { version, toVersion, why } = request.body
      const wish = { launchId: request.params.id, version, toVersion }
      return respond(reply, await shown(await rollBackLaunch(deps, wish, { actor: actorOf(request), why })))
    },
  )

  for (const move of LAUNCH_MOVES)
    http.post(
      `${BASE}/:id/${move}`,
      { config, schema: { hide: true, params: LaunchParams, body: MoveBody } },
      async (request, reply) => {
        const by = { actor: actorOf(request), why: request.body.why }
        return respond(reply, await shown(await moveLaunch(deps, request.params.id, move, by)))
      },
    )
}

function registerReading(http: HttpServer, deps: LaunchesDeps): void {
  const { db } = deps

  http.get(BASE, { schema: { hide: true } }, async (_request, reply) =>
    respond(reply, { data: await viewLaunches(db, await selectLaunches(db)) }),
  )

  http.get(`${BASE}/:id`, { schema: { hide: true, params: LaunchParams } }, async (request, reply) => {
    const launch = await selectLaunch(db, request.params.id)
    if (launch === null) return respond(reply, refuse('launch_not_found'))
    const [view, guardrails, versions] = await Promise.all([
      viewLaunch(db, launch),
      measureGuardrails(deps, launch),
      selectVersions(db, launch.id, launch.version + 1, VERSIONS_SHOWN),
    ])
    return respond(reply, { ...view, guardrails, versions: versions.map(viewVersion) })
  })

  http.get(
    `${BASE}/:id/versions`,
    {
      schema: {
        hide: true,
        params: LaunchParams,
        querystring: Type.Object({
          /** The version below which it goes on. */
          cursor: Type.Optional(Version),
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
        }),
      },
    },
    async (request, reply) => {
      const launch = await selectLaunch(db, request.params.id)
      if (launch === null) return respond(reply, refuse('launch_not_found'))
      const { cursor = launch.version + 1, limit = VERSIONS_SHOWN } = request.query
      const versions = await selectVersions(db, launch.id, cursor, limit)
      const last = versions.at(-1)?.version ?? 1
      const nextCursor = versions.length === limit && last > 1 ? String(last) : null
      return respond(reply, { data: versions.map(viewVersion), nextCursor })
    },
  )
}
