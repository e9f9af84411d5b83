import { type HttpServer, respond } from '../../platform/http/index.js'
import { isRefusal } from '../../platform/refusal/index.js'
import { answer, IdempotencyKeyHeader, listOf, marketplaceCall, refused } from '../access/index.js'
import {
  CHECKOUTS_REFUSALS,
  CheckoutParams,
  Refund,
  RefundFailure,
  RefundPart,
  readCheckout,
  type ViewDeps,
} from '../checkouts/index.js'
import type { RefundsDeps } from './deps.js'
import { readRefund } from './read-refunds.js'
import { REFUNDS_REFUSALS } from './refusals.js'
import { requestRefund } from './request-refund.js'
import { retryRefund } from './retry-refund.js'
import { NewRefund, RefundParams } from './schema.js'

export type RefundsRoutesDeps = RefundsDeps & ViewDeps

const CATALOG = { ...CHECKOUTS_REFUSALS, ...REFUNDS_REFUSALS }
const REQUEST_REFUSALS = [
  'checkout_not_found',
  'checkout_not_paid',
  'order_not_found',
  'item_not_found',
  'nothing_left_to_refund',
  'refund_exceeds_rest',
  'quantity_exceeds_rest',
  'refund_shape_unclear',
]

export function registerRefundsRoutes(http: HttpServer, deps: RefundsRoutesDeps): void {
  for (const schema of [RefundFailure, RefundPart, Refund]) http.addSchema(schema)

  http.post(
    '/v1/checkouts/:checkoutId/refunds',
    {
      schema: {
        ...marketplaceCall(
          'Refunds',
          'requestRefund',
          'Request a refund',
          'The money goes back to the payer who paid. Send an Idempotency-Key: a part of an order may be refunded more than once, so only the key tells a repetition from a second refund.',
        ),
        headers: IdempotencyKeyHeader,
        params: CheckoutParams,
        body: NewRefund,
        response: {
          201: answer(Refund, 'The refund; what is left can no longer be refunded twice.'),
          ...refused(CATALOG, REQUEST_REFUSALS, 'POST'),
        },
      },
    },
    async (request, reply) => {
      const { reason, orderId, items, amountMinor } = request.body
      const refund = await requestRefund(deps, {
        checkoutId: request.params.checkoutId,
        orderId: orderId ?? null,
        items: items ?? null,
        amountMinor: amountMinor === undefined ? null : BigInt(amountMinor),
        reason,
        merchantId: null,
        requestKey: request.intention?.requestKey ?? null,
      })
      return respond(reply, refund, 201)
    },
  )

  http.get(
    '/v1/checkouts/:checkoutId/refunds',
    {
      schema: {
        ...marketplaceCall('Refunds', 'listRefunds', "List a checkout's refunds"),
        params: CheckoutParams,
        response: {
          200: listOf(Refund, 'Refunds, oldest first.'),
          ...refused(CATALOG, ['checkout_not_found']),
        },
      },
    },
    async (request, reply) => {
      const checkout = await readCheckout(deps, request.params.checkoutId)
      return respond(reply, isRefusal(checkout) ? checkout : { data: checkout.refunds })
    },
  )

  http.get(
    '/v1/checkouts/:checkoutId/refunds/:refundId',
    {
      schema: {
        ...marketplaceCall('Refunds', 'readRefund', 'Read a refund'),
        params: RefundParams,
        response: {
          200: answer(Refund, 'The refund.'),
          ...refused(CATALOG, ['refund_not_found']),
        },
      },
    },
    async (request, reply) => {
      const { checkoutId, refundId } = request.params
      return respond(reply, await readRefund(deps.db, checkoutId, refundId))
    },
  )

  http.post(
    '/v1/checkouts/:checkoutId/refunds/:refundId/retry',
    {
      schema: {
        ...marketplaceCall(
          'Refunds',
          'retryRefund',
          'Try a refund again',
          'For a refund that needs a person, after the cause was settled. The institution is asked first; nothing is paid out twice.',
        ),
        headers: IdempotencyKeyHeader,
        params: RefundParams,
        response: {
          200: answer(Refund, 'The refund, on its way again.'),
          ...refused(CATALOG, ['refund_not_found', 'refund_under_way', 'refund_is_final'], 'POST'),
        },
      },
    },
    async (request, reply) => {
      const { checkoutId, refundId } = request.params
      return respond(reply, await retryRefund(deps, checkoutId, refundId))
    },
  )
}
