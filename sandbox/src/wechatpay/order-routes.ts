import { type Call, type Route, route, strictRoute } from './call.js'
import { certificates, echo } from './certificates.js'
import { createRefund } from './create-refund.js'
import { isObject } from './fields.js'
import { scopeOf } from './order-book.js'
import { placeCall } from './place-order.js'
import {
  closeOrder,
  closePartnerOrder,
  queryByOutTradeNo,
  queryByTransactionId,
  queryPartnerByOutTradeNo,
  queryPartnerByTransactionId,
} from './query-order.js'
import { applyAbnormalRefund, queryRefund } from './query-refund.js'

export const inBody = (call: Call): string | null =>
  isObject(call.json) && typeof call.json.out_trade_no === 'string' ? call.json.out_trade_no : null
/** The sub-merchant as far as it can be told before any check. */
const scopeAsked = (call: Call): string => {
  const inBody = isObject(call.json) ? call.json.sub_mchid : undefined
  const named = call.query.get('sub_mchid') ?? (typeof inBody === 'string' ? inBody : null)
  return scopeOf(call.merchant.mchid, named)
}
const inPath = (call: Call): string | null => call.params.out_trade_no ?? null
const byTransaction = (call: Call, transactionId: unknown): string | null =>
  typeof transactionId === 'string'
    ? (call.platform.book.orderByTransaction(scopeAsked(call), transactionId)?.outTradeNo ?? null)
    : null
const ofTransactionInPath = (call: Call): string | null => byTransaction(call, call.params.transaction_id)
const ofRefundCall = (call: Call): string | null =>
  inBody(call) ?? (isObject(call.json) ? byTransaction(call, call.json.transaction_id) : null)
const ofRefundInPath = (call: Call): string | null => {
  const { book } = call.platform
  const refund =
    book.refund(scopeAsked(call), call.params.out_refund_no ?? '') ??
    book.refundByRefundId(scopeAsked(call), call.params.refund_id ?? '')
  return refund ? (book.orderById(refund.orderId)?.outTradeNo ?? null) : null
}
const none = (): null => null

const ORDERS = '/v3/pay/transactions'
const PARTNER_ORDERS = '/v3/pay/partner/transactions'
const REFUNDS = '/v3/refund/domestic/refunds'

const PRODUCTS = ['native', 'jsapi', 'app', 'h5'] as const

export const ORDER_ROUTES: readonly Route[] = [
  ...PRODUCTS.flatMap((product) => [
    route('POST', `${ORDERS}/${product}`, product, inBody, placeCall(product, 'direct')),
    route('POST', `${PARTNER_ORDERS}/${product}`, product, inBody, placeCall(product, 'partner')),
  ]),
  route('GET', `${PARTNER_ORDERS}/out-trade-no/:out_trade_no`, 'query', inPath, queryPartnerByOutTradeNo),
  route(
    'GET',
    `${PARTNER_ORDERS}/id/:transaction_id`,
    'query',
    ofTransactionInPath,
    queryPartnerByTransactionId,
  ),
  route('POST', `${PARTNER_ORDERS}/out-trade-no/:out_trade_no/close`, 'close', inPath, closePartnerOrder),
  route('GET', `${ORDERS}/out-trade-no/:out_trade_no`, 'query', inPath, queryByOutTradeNo),
  route('GET', `${ORDERS}/id/:transaction_id`, 'query', ofTransactionInPath, queryByTransactionId),
  route('POST', `${ORDERS}/out-trade-no/:out_trade_no/close`, 'close', inPath, closeOrder),
  strictRoute('POST', REFUNDS, 'refund', ofRefundCall, createRefund),
  strictRoute('GET', `${REFUNDS}/:out_refund_no`, 'refund_query', ofRefundInPath, queryRefund),
  strictRoute(
    'POST',
    `${REFUNDS}/:refund_id/apply-abnormal-refund`,
    'refund_abnormal',
    ofRefundInPath,
    applyAbnormalRefund,
  ),
  strictRoute('GET', '/v3/certificates', 'certificates', none, certificates),
  route('POST', '/v3/security/echo', 'echo', none, echo),
]
