import { Type } from 'typebox'
import type { Clock } from '../../platform/clock/index.js'
import { type HttpServer, respond } from '../../platform/http/index.js'
import { isRefusal, type Refusal } from '../../platform/refusal/index.js'
import {
  answer,
  IdempotencyKeyHeader,
  type Intention,
  listOf,
  marketplaceCall,
  oneOf,
  PageQuery,
  pageOf,
  readCursor,
  refused,
  toPage,
} from '../access/index.js'
import { MERCHANTS_REFUSALS } from '../merchants/index.js'
import { readStory } from '../story/index.js'
import type { Changes } from './announce-changes.js'
import { placeCheckout } from './place-checkout.js'
import { listCheckouts, readCheckout, type ViewDeps } from './read-checkout.js'
import { CHECKOUTS_REFUSALS } from './refusals.js'
import {
  CHECKOUT_STATES,
  Checkout,
  CheckoutParams,
  Item,
  NewCheckout,
  Order,
  Shopper,
  StoryEntry,
} from './schema.js'
import { entitle } from './story-titles.js'
import { streamCheckout } from './stream-checkout.js'
import type { CheckoutView } from './view.js'

export interface CheckoutsRoutesDeps extends ViewDeps {
  readonly clock: Clock
  readonly changes: Pick<Changes, 'onChange'>
  /** Attempts stand above checkouts: closing settles them first. */
  readonly closeCheckout: (checkoutId: string) => Promise<unknown>
}

const CATALOG = { ...CHECKOUTS_REFUSALS, ...MERCHANTS_REFUSALS }

export function registerCheckoutsRoutes(http: HttpServer, deps: CheckoutsRoutesDeps): void {
  for (const schema of [Item, Order, Shopper, Checkout, StoryEntry]) http.addSchema(schema)

  http.post(
    '/v1/checkouts',
    {
      schema: {
        ...marketplaceCall(
          'Checkouts',
          'placeCheckout',
          'Place a checkout',
          'What one shopper owes now: the orders of one or more merchants, paid together. The amount is the sum of the items.',
        ),
        headers: IdempotencyKeyHeader,
        body: NewCheckout,
        response: {
          201: answer(Checkout, 'The checkout.'),
          ...refused(CATALOG, ['reference_taken', 'merchant_not_found', 'amount_too_large'], 'POST'),
        },
      },
    },
    async (request, reply) => {
      const placed = await placeCheckout(deps.db, deps.clock, inputOf(request.body))
      if (!isRefusal(placed)) return respond(reply, await readCheckout(deps, placed.checkoutId), 201)
      const standing = await recovered(deps, placed, request.body, request.intention)
      return respond(reply, standing ?? placed, 201)
    },
  )

  http.get(
    '/v1/checkouts',
    {
      schema: {
        ...marketplaceCall('Checkouts', 'listCheckouts', 'List checkouts'),
        querystring: Type.Object({
          ...PageQuery,
          reference: Type.Optional(
            Type.String({ description: 'Your number of the checkout.', maxLength: 128 }),
          ),
          shopperId: Type.Optional(Type.String({ description: 'Your id of the shopper.', maxLength: 128 })),
          state: Type.Optional(oneOf(CHECKOUT_STATES, 'Only checkouts in this state.')),
        }),
        response: { 200: pageOf(Checkout, 'A page of checkouts.'), ...refused(CATALOG, ['bad_cursor']) },
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
    '/v1/checkouts/:checkoutId',
    {
      schema: {
        ...marketplaceCall('Checkouts', 'readCheckout', 'Read a checkout'),
        params: CheckoutParams,
        response: { 200: answer(Checkout, 'The checkout.'), ...refused(CATALOG, ['checkout_not_found']) },
      },
    },
    async (request, reply) => respond(reply, await readCheckout(deps, request.params.checkoutId)),
  )

  http.post(
    '/v1/checkouts/:checkoutId/close',
    {
      schema: {
        ...marketplaceCall(
          'Checkouts',
          'closeCheckout',
          'Close a checkout',
          'Attempts are closed at their institutions first: the answer may still say `closing`, or `paid` when it turns out that the shopper has paid.',
        ),
        headers: IdempotencyKeyHeader,
        params: CheckoutParams,
        response: {
          200: answer(Checkout, 'The checkout as it is now.'),
          ...refused(CATALOG, ['checkout_not_found', 'checkout_paid'], 'POST'),
        },
      },
    },
    async (request, reply) => {
      const closed = await deps.closeCheckout(request.params.checkoutId)
      return respond(reply, isRefusal(closed) ? closed : await readCheckout(deps, request.params.checkoutId))
    },
  )

  http.get(
    '/v1/checkouts/:checkoutId/story',
    {
      schema: {
        ...marketplaceCall(
          'Checkouts',
          'readStory',
          'Read what happened',
          'Calls, notices, moves and ledger transfers in the order in which they happened.',
        ),
        params: CheckoutParams,
        response: {
          200: listOf(StoryEntry, 'Everything that happened, oldest first.'),
          ...refused(CATALOG, ['checkout_not_found']),
        },
      },
    },
    async (request, reply) => {
      const checkout = await readCheckout(deps, request.params.checkoutId)
      if (isRefusal(checkout)) return respond(reply, checkout)
      return respond(reply, { data: (await readStory(deps.db, checkout.id)).map(entitle) })
    },
  )

  http.get(
    '/v1/checkouts/:checkoutId/events',
    {
      schema: {
        ...marketplaceCall(
          'Checkouts',
          'watchCheckout',
          'Watch a checkout',
          'Server-sent events: an event `checkout` with the Checkout as data, at once and whenever it changes.',
        ),
        params: CheckoutParams,
        response: {
          200: {
            description: 'A stream of events `checkout`; each one has a Checkout in JSON as its data.',
            content: { 'text/event-stream': { schema: Type.String() } },
          },
          ...refused(CATALOG, ['checkout_not_found']),
        },
      },
    },
    async (request, reply) => {
      const { checkoutId } = request.params
      await streamCheckout(reply as never, deps.changes, {
        checkoutId,
        event: 'checkout',
        read: () => readCheckout(deps, checkoutId),
      })
      return reply
    },
  )
}

function inputOf(body: NewCheckout) {
  return {
    reference: body.reference,
    shopper: { id: body.shopper.id, name: body.shopper.name ?? null, facts: factsOf(body.shopper) },
    currency: body.currency ?? 'CNY',
    description: body.description ?? null,
    returnUrl: body.returnUrl ?? null,
    expiresInMs: body.expiresInMs ?? 7_200_000,
    metadata: body.metadata ?? {},
    orders: body.orders.map((order) => ({
      reference: order.reference,
      merchantId: order.merchantId,
      items: order.items.map((item) => ({
        name: item.name,
        category: item.category,
        sku: item.sku ?? null,
        imageUrl: item.imageUrl ?? null,
        quantity: item.quantity,
        unitPriceMinor: BigInt(item.unitPriceMinor),
      })),
    })),
  }
}

/** Only what was told: what is absent is filled in from what is known. */
function factsOf({ isNew, regionTier, walletsUsed }: NewCheckout['shopper']) {
  return {
    ...(isNew === undefined ? {} : { isNew }),
    ...(regionTier === undefined ? {} : { regionTier }),
    ...(walletsUsed === undefined ? {} : { walletsUsed }),
  }
}

/** The checkout that an earlier run of the same intention placed before it died, if the standing one is what was asked for. */
async function recovered(
  deps: ViewDeps,
  refusal: Refusal,
  body: NewCheckout,
  intention: Intention | null,
): Promise<CheckoutView | null> {
  if (refusal.refusal !== 'reference_taken' || intention?.recovers !== true) return null
  const standing = await readCheckout(deps, String(refusal.details?.checkoutId))
  if (isRefusal(standing) || new Date(standing.createdAt) < intention.startedAt) return null
  const asked = body.orders.map((order) => [order.reference, order.merchantId, order.items.length])
  const stands = standing.orders.map((order) => [order.reference, order.merchant.id, order.items.length])
  const askedMinor = body.orders
    .flatMap((order) => order.items)
    .reduce((sum, item) => sum + item.quantity * item.unitPriceMinor, 0)
  const same = JSON.stringify(asked) === JSON.stringify(stands) && standing.amountMinor === askedMinor
  return same && standing.shopper.id === body.shopper.id ? standing : null
}
