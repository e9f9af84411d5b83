import { Type } from 'typebox'
import { type HttpServer, respond } from '../../platform/http/index.js'
import { isRefusal, refuse } from '../../platform/refusal/index.js'
import { oneOf, onlyRoles, readCursor, toPage } from '../access/index.js'
import { recheckAttempt } from '../attempts/index.js'
import { WhyBody } from '../audit/index.js'
import { type CheckoutView, checkoutIdIn, entitle, listCheckouts, readCheckout } from '../checkouts/index.js'
import { readRefunds, retryRefund } from '../refunds/index.js'
import { readStory } from '../story/index.js'
import { bodyMayBeAbsent } from './body-may-be-absent.js'
import { byOf } from './by-of.js'
import type { ConsoleDeps } from './deps.js'
import { PageQuery } from './page-query.js'
import { selectRefundIds } from './queries.js'

const CheckoutParams = Type.Object({ checkoutId: Type.String({ maxLength: 64 }) })

export function registerCheckoutRoutes(http: HttpServer, deps: ConsoleDeps): void {
  const { db } = deps

  http.get(
    '/console/api/checkouts',
    {
      schema: {
        hide: true,
        querystring: Type.Object({
          ...PageQuery,
          state: Type.Optional(oneOf(['open', 'closing', 'paid', 'closed'], 'Only these.')),
        }),
      },
    },
    async (request, reply) => {
      const { cursor, limit = 20, ...filter } = request.query
      const before = readCursor(cursor)
      if (isRefusal(before)) return respond(reply, before)
      const checkouts = await listCheckouts(deps, filter, { before, limit: limit + 1 })
      const placeOf = (checkout: CheckoutView) => ({ at: new Date(checkout.createdAt), id: checkout.id })
      return respond(
        reply,
        toPage(checkouts, limit, placeOf, (checkout) => checkout),
      )
    },
  )

  http.get(
    '/console/api/checkouts/:checkoutId',
    { schema: { hide: true, params: CheckoutParams } },
    async (request, reply) => respond(reply, await readCheckout(deps, request.params.checkoutId)),
  )

  http.get(
    '/console/api/checkouts/:checkoutId/story',
    { schema: { hide: true, params: CheckoutParams } },
    async (request, reply) =>
      respond(reply, { data: (await readStory(db, request.params.checkoutId)).map(entitle) }),
  )

  http.post(
    '/console/api/checkouts/:checkoutId/attempts/:attemptId/recheck',
    {
      // A question, not a change: what moves is what the institution answers, and the story tells it.
      config: onlyRoles('support', 'operator', 'finance'),
      schema: {
        hide: true,
        params: Type.Object({
          checkoutId: Type.String({ maxLength: 64 }),
          attemptId: Type.String({ maxLength: 64 }),
        }),
      },
    },
    async (request, reply) => {
      const { checkoutId, attemptId } = request.params
      return respond(reply, await recheckAttempt(deps, checkoutId, attemptId))
    },
  )

  http.get(
    '/console/api/refunds',
    {
      schema: {
        hide: true,
        querystring: Type.Object({
          ...PageQuery,
          state: Type.Optional(
            oneOf(['created', 'unknown', 'processing', 'succeeded', 'abnormal', 'failed'], 'Only these.'),
          ),
        }),
      },
    },
    async (request, reply) => {
      const { cursor, limit = 20, state } = request.query
      const before = readCursor(cursor)
      if (isRefusal(before)) return respond(reply, before)
      const rows = await selectRefundIds(db, state ?? null, { before, limit: limit + 1 })
      const page = toPage(
        rows,
        limit,
        (row) => ({ at: row.createdAt, id: row.id }),
        (row) => row,
      )
      const checkoutIds = [...new Set(page.data.map((row) => row.checkoutId))]
      const refunds = (await Promise.all(checkoutIds.map((id) => readRefunds(db, id)))).flat()
      const viewOf = new Map(refunds.map((refund) => [refund.id, refund]))
      return respond(reply, {
        data: page.data.flatMap((row) => viewOf.get(row.id) ?? []),
        nextCursor: page.nextCursor,
      })
    },
  )

  http.post(
    '/console/api/refunds/:refundId/retry',
    {
      config: onlyRoles('operator', 'finance'),
      ...bodyMayBeAbsent,
      schema: {
        hide: true,
        params: Type.Object({ refundId: Type.String({ maxLength: 64 }) }),
        body: WhyBody,
      },
    },
    async (request, reply) => {
      const { refundId } = request.params
      const checkoutId = checkoutIdIn(refundId)
      if (checkoutId === null) return respond(reply, refuse('refund_not_found'))
      return respond(reply, await retryRefund(deps, checkoutId, refundId, byOf(request)))
    },
  )
}
