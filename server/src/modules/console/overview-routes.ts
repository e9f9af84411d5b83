import { Type } from 'typebox'
import { type HttpServer, respond } from '../../platform/http/index.js'
import { signedInOf } from '../access/index.js'
import { startOfDay } from '../workbench/index.js'
import type { ConsoleDeps } from './deps.js'
import { countCheckouts, selectPaidSince } from './queries.js'
import { readAttention } from './read-attention.js'
import { searchByNumber } from './search.js'

export function registerOverviewRoutes(http: HttpServer, deps: ConsoleDeps): void {
  const { db, clock, access } = deps

  http.get('/console/api/me', { schema: { hide: true } }, async (request, reply) => {
    const { userId, username, role } = signedInOf(request)
    // With the calls of the role, so that the page shows no button that would be refused.
    return respond(reply, { user: { id: userId, username, role }, calls: access.callsOf(role) })
  })

  http.get('/console/api/overview', { schema: { hide: true } }, async (_request, reply) => {
    const now = clock.now()
    const [counts, paidToday, attention] = await Promise.all([
      countCheckouts(db),
      selectPaidSince(db, startOfDay(now)),
      readAttention(db, now),
    ])
    const countOf = (state: string): number => Number(counts.find((row) => row.state === state)?.count ?? 0n)
    return respond(reply, {
      checkouts: {
        open: countOf('open'),
        closing: countOf('closing'),
        paid: countOf('paid'),
        closed: countOf('closed'),
      },
      paidTodayMinor: Number(paidToday.amountMinor),
      paidTodayCount: Number(paidToday.count),
      attention: attention.map((one) => ({ ...one, at: one.at.toISOString() })),
    })
  })

  http.get(
    '/console/api/search',
    { schema: { hide: true, querystring: Type.Object({ q: Type.String({ maxLength: 128 }) }) } },
    async (request, reply) => respond(reply, { data: await searchByNumber(deps, request.query.q) }),
  )
}
