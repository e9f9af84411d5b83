import { Type } from 'typebox'
import { type HttpServer, respond } from '../../platform/http/index.js'
import { isRefusal, refuse } from '../../platform/refusal/index.js'
import { merchantOf, oneOf, readCursor, signedInOf, toPage } from '../access/index.js'
import { checkoutIdIn, readCheckout, readCheckouts, type ViewDeps } from '../checkouts/index.js'
import { readMerchantsById } from '../merchants/index.js'
import { type RefundsDeps, requestRefund } from '../refunds/index.js'
import { readStory } from '../story/index.js'
import { LONGEST_PAYABLE_MS, startOfDay } from './day.js'
import { safeAttempt, viewSellerOrder } from './order-view.js'
import {
  countUnpaid,
  ORDER_FILTERS,
  selectOrderIds,
  selectOrderOwner,
  selectPaidByMethod,
  selectRefundedSince,
} from './queries.js'
import { storyOfOrder } from './story-of-order.js'

export type WorkbenchDeps = RefundsDeps & ViewDeps

const OrderParams = Type.Object({ orderId: Type.String({ maxLength: 64 }) })

const Refund = Type.Object(
  {
    reason: Type.String({ minLength: 1, maxLength: 80 }),
    items: Type.Optional(
      Type.Array(
        Type.Object(
          {
            itemId: Type.String({ maxLength: 64 }),
            quantity: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
          },
          { additionalProperties: false },
        ),
        { minItems: 1, maxItems: 500 },
      ),
    ),
    amountMinor: Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })),
  },
  { additionalProperties: false },
)

/** What a seller sees and does. Every query names the signed-in user's merchant; access guards these addresses. */
export function registerWorkbenchApi(http: HttpServer, deps: WorkbenchDeps): void {
  const { db, clock } = deps

  http.get('/workbench/api/me', { schema: { hide: true } }, async (request, reply) => {
    const [merchant] = await readMerchantsById(db, [merchantOf(request)])
    if (merchant === undefined) return respond(reply, refuse('merchant_not_found'))
    const { id, name, nameEn } = merchant
    return respond(reply, {
      user: { username: signedInOf(request).username },
      merchant: { id, name, nameEn },
    })
  })

  http.get('/workbench/api/summary', { schema: { hide: true } }, async (request, reply) => {
    const merchantId = merchantOf(request)
    const today = startOfDay(clock.now())
    const placedAfter = new Date(today.getTime() - LONGEST_PAYABLE_MS)
    const [byMethod, refundedMinor, unpaidCount] = await Promise.all([
      selectPaidByMethod(db, merchantId, today, placedAfter),
      selectRefundedSince(db, merchantId, today),
      countUnpaid(db, merchantId, placedAfter),
    ])
    return respond(reply, {
      todayPaidMinor: Number(byMethod.reduce((sum, row) => sum + row.amountMinor, 0n)),
      todayPaidCount: Number(byMethod.reduce((sum, row) => sum + row.count, 0n)),
      todayRefundedMinor: Number(refundedMinor),
      unpaidCount,
      byMethod: byMethod.map(({ method, amountMinor, count }) => ({
        method,
        amountMinor: Number(amountMinor),
        count: Number(count),
      })),
    })
  })

  http.get(
    '/workbench/api/orders',
    {
      schema: {
        hide: true,
        querystring: Type.Object({
          state: Type.Optional(oneOf(ORDER_FILTERS, 'Only orders in this state.')),
          q: Type.Optional(Type.String({ maxLength: 128 })),
          cursor: Type.Optional(Type.String({ maxLength: 512 })),
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
        }),
      },
    },
    async (request, reply) => {
      const { state = 'all', q, cursor, limit = 20 } = request.query
      const before = readCursor(cursor)
      if (isRefusal(before)) return respond(reply, before)
      const number = q?.trim() || null
      const checkoutId = number === null ? null : checkoutIdIn(number)
      const search = { state, number, checkoutId }
      const found = await selectOrderIds(db, merchantOf(request), search, { before, limit: limit + 1 })
      const views = await readCheckouts(deps, [...new Set(found.map((row) => row.checkoutId))])
      const viewOf = new Map(views.map((view) => [view.id, view]))
      const page = toPage(
        found,
        limit,
        (row) => ({ at: row.createdAt, id: row.id }),
        (row) => {
          const checkout = viewOf.get(row.checkoutId)
          return checkout === undefined ? null : viewSellerOrder(checkout, row.id)
        },
      )
      return respond(reply, { ...page, data: page.data.filter((row) => row !== null) })
    },
  )

  http.get(
    '/workbench/api/orders/:orderId',
    { schema: { hide: true, params: OrderParams } },
    async (request, reply) => {
      const { orderId } = request.params
      const checkoutId = await checkoutOf(merchantOf(request), orderId)
      const checkout = checkoutId === null ? refuse('order_not_found') : await readCheckout(deps, checkoutId)
      if (isRefusal(checkout)) return respond(reply, checkout)
      const seen = viewSellerOrder(checkout, orderId)
      if (seen === null) return respond(reply, refuse('order_not_found'))
      const refundIds = new Set(seen.refunds.map((refund) => refund.id))
      return respond(reply, {
        ...seen,
        attempts: checkout.attempts.map(safeAttempt),
        story: storyOfOrder(await readStory(db, checkout.id), refundIds),
      })
    },
  )

  http.post(
    '/workbench/api/orders/:orderId/refunds',
    { schema: { hide: true, params: OrderParams, body: Refund } },
    async (request, reply) => {
      const { orderId } = request.params
      const merchantId = merchantOf(request)
      const checkoutId = await checkoutOf(merchantId, orderId)
      if (checkoutId === null) return respond(reply, refuse('order_not_found'))
      const { reason, items, amountMinor } = request.body
      const refund = await requestRefund(deps, {
        checkoutId,
        orderId,
        items: items ?? null,
        amountMinor: amountMinor === undefined ? null : BigInt(amountMinor),
        reason,
        merchantId,
        requestKey: request.intention?.requestKey ?? null,
      })
      return respond(reply, refund, 201)
    },
  )

  http.get('/workbench/api/*', { schema: { hide: true } }, (_request, reply) =>
    reply.refuse(refuse('not_found')),
  )

  /** The checkout of an order, if the order is this merchant's; another's order does not exist here. */
  async function checkoutOf(merchantId: string, orderId: string): Promise<string | null> {
    const checkoutId = checkoutIdIn(orderId)
    if (checkoutId === null) return null
    return (await selectOrderOwner(db, checkoutId, orderId)) === merchantId ? checkoutId : null
  }
}
