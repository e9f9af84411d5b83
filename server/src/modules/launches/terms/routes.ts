import { Type } from 'typebox'
import { type HttpServer, respond } from '../../../platform/http/index.js'
import { isRefusal, type Refusal, refuse } from '../../../platform/refusal/index.js'
import { onlyRoles, readCursor, toPage } from '../../access/index.js'
import { actorOf } from '../../audit/index.js'
import type { LaunchesRoutesDeps } from '../deps.js'
import { selectAgreements } from './agreements.js'
import { diffLines } from './diff-lines.js'
import { publishTerms } from './publish-terms.js'
import { selectAllTerms, selectTerms, selectTermsInForce, type TermsVersion } from './queries.js'
import { ChangeBody, DraftBody, OnlyWhy, PublishBody, TermsParams } from './schema.js'
import { registerTermsUndoes } from './undo.js'
import { viewTerms } from './view.js'
import { withdrawTerms } from './withdraw-terms.js'
import { changeTerms, draftTerms, textOf } from './write-draft.js'

/** Versions of the platform's rules, for the operator. */
export function registerTermsRoutes(http: HttpServer, deps: LaunchesRoutesDeps): void {
  registerTermsReads(http, deps)
  registerTermsUndoes(deps.audit)
  const show = async (version: TermsVersion | Refusal) => {
    if (isRefusal(version)) return version
    const { count } = await deps.db.sql`select 1 from terms_agreements where seq = ${version.seq}`
    return viewTerms(version, await selectTermsInForce(deps.db.sql, deps.clock.now()), count)
  }
  const config = onlyRoles('operator')

  http.post(
    '/console/api/terms',
    { config, schema: { hide: true, body: DraftBody } },
    async (request, reply) => {
      const by = { actor: actorOf(request), why: request.body.why }
      return respond(reply, await show(await draftTerms(deps, textOf(request.body), by)), 201)
    },
  )

  http.post(
    '/console/api/terms/:seq/change',
    { config, schema: { hide: true, params: TermsParams, body: ChangeBody } },
    async (request, reply) => {
      const by = { actor: actorOf(request), why: request.body.why }
      const version = { seq: request.params.seq, seen: new Date(request.body.changedAt) }
      return respond(reply, await show(await changeTerms(deps, version, textOf(request.body), by)))
    },
  )

  http.post(
    '/console/api/terms/:seq/publish',
    { config, schema: { hide: true, params: TermsParams, body: PublishBody } },
    async (request, reply) => {
      const { effectiveAt, changedAt, why } = request.body
      const effective = effectiveAt === null ? null : new Date(effectiveAt)
      const by = { actor: actorOf(request), why }
      const { seq } = request.params
      return respond(reply, await show(await publishTerms(deps, seq, effective, by, new Date(changedAt))))
    },
  )

  http.post(
    '/console/api/terms/:seq/withdraw',
    { config, schema: { hide: true, params: TermsParams, body: OnlyWhy } },
    async (request, reply) => {
      const by = { actor: actorOf(request), why: request.body.why }
      return respond(reply, await show(await withdrawTerms(deps, request.params.seq, by)))
    },
  )
}

function registerTermsReads(http: HttpServer, { db, clock }: LaunchesRoutesDeps): void {
  http.get('/console/api/terms', { schema: { hide: true } }, async (_request, reply) => {
    const inForce = await selectTermsInForce(db.sql, clock.now())
    const versions = await selectAllTerms(db.sql)
    return respond(reply, {
      data: versions.map((version) => viewTerms(version, inForce, Number(version.agreedCount))),
    })
  })

  http.get(
    '/console/api/terms/:seq/diff',
    {
      schema: {
        hide: true,
        params: TermsParams,
        querystring: Type.Object({
          from: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647 })),
        }),
      },
    },
    async (request, reply) => {
      const after = await selectTerms(db.sql, request.params.seq)
      const before =
        request.query.from === undefined
          ? await selectTermsInForce(db.sql, clock.now())
          : await selectTerms(db.sql, request.query.from)
      if (after === null || (before === null && request.query.from !== undefined))
        return respond(reply, refuse('terms_not_found'))
      return respond(reply, {
        from: before?.seq ?? null,
        to: after.seq,
        lines: diffLines(before?.body ?? '', after.body),
        linesEn: diffLines(before?.bodyEn ?? '', after.bodyEn),
      })
    },
  )

  http.get(
    '/console/api/terms/:seq/agreements',
    {
      schema: {
        hide: true,
        params: TermsParams,
        querystring: Type.Object({
          cursor: Type.Optional(Type.String({ maxLength: 512 })),
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
        }),
      },
    },
    async (request, reply) => {
      const { cursor, limit = 20 } = request.query
      const before = readCursor(cursor)
      if (isRefusal(before)) return respond(reply, before)
      const { seq } = request.params
      if ((await selectTerms(db.sql, seq)) === null) return respond(reply, refuse('terms_not_found'))
      const rows = await selectAgreements(db, seq, { before, limit: limit + 1 })
      return respond(
        reply,
        toPage(
          rows,
          limit,
          ({ agreedAt, merchantId }) => ({ at: agreedAt, id: merchantId }),
          (row) => ({ ...row, agreedAt: row.agreedAt.toISOString() }),
        ),
      )
    },
  )
}
