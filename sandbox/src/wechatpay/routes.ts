import type { Call, Route } from './call.js'
import { certificates, echo } from './certificates.js'
import { createRefund } from './create-refund.js'
import { isObject } from './fields.js'
import { placeApp, placeH5, placeJsapi, placeNative } from './place-order.js'
import { closeOrder, queryByOutTradeNo, queryByTransactionId } from './query-order.js'
import { applyAbnormalRefund, queryRefund } from './query-refund.js'

const inBody = (call: Call): string | null =>
  isObject(call.json) && typeof call.json.out_trade_no === 'string' ? call.json.out_trade_no : null
const inPath = (call: Call): string | null => call.params.out_trade_no ?? null
const byTransaction = (call: Call, transactionId: unknown): string | null =>
  typeof transactionId === 'string'
    ? (call.platform.book.orderByTransaction(call.merchant.mchid, transactionId)?.outTradeNo ?? null)
    : null
const ofRefundCall = (call: Call): string | null =>
  inBody(call) ?? (isObject(call.json) ? byTransaction(call, call.json.transaction_id) : null)
const ofRefundInPath = (call: Call): string | null => {
  const { book } = call.platform
  const refund =
    book.refund(call.merchant.mchid, call.params.out_refund_no ?? '') ??
    book.refundByRefundId(call.merchant.mchid, call.params.refund_id ?? '')
  return refund ? (book.orderById(refund.orderId)?.outTradeNo ?? null) : null
}
const none = (): null => null

const ORDERS = '/v3/pay/transactions'
const REFUNDS = '/v3/refund/domestic/refunds'

const ROUTES: readonly Route[] = [
  order('POST', `${ORDERS}/native`, 'native', inBody, placeNative),
  order('POST', `${ORDERS}/jsapi`, 'jsapi', inBody, placeJsapi),
  order('POST', `${ORDERS}/app`, 'app', inBody, placeApp),
  order('POST', `${ORDERS}/h5`, 'h5', inBody, placeH5),
  order('GET', `${ORDERS}/out-trade-no/:out_trade_no`, 'query', inPath, queryByOutTradeNo),
  order(
    'GET',
    `${ORDERS}/id/:transaction_id`,
    'query',
    (call) => byTransaction(call, call.params.transaction_id),
    queryByTransactionId,
  ),
  order('POST', `${ORDERS}/out-trade-no/:out_trade_no/close`, 'close', inPath, closeOrder),
  strict('POST', REFUNDS, 'refund', ofRefundCall, createRefund),
  strict('GET', `${REFUNDS}/:out_refund_no`, 'refund_query', ofRefundInPath, queryRefund),
  strict(
    'POST',
    `${REFUNDS}/:refund_id/apply-abnormal-refund`,
    'refund_abnormal',
    ofRefundInPath,
    applyAbnormalRefund,
  ),
  strict('GET', '/v3/certificates', 'certificates', none, certificates),
  order('POST', '/v3/security/echo', 'echo', none, echo),
]

export const OPERATIONS: readonly string[] = [
  ...new Set(ROUTES.map((route) => route.operation)),
  'notice.payment',
  'notice.refund',
  'notice.echo',
]

type Rest = [Route['method'], string, string, Route['outTradeNo'], Route['act']]

function order(...[method, path, operation, outTradeNo, act]: Rest): Route {
  return { method, path, operation, outTradeNo, act, needsClientHeaders: false }
}

/** The live gateway refuses these without Accept or User-Agent (00-protocol §2.3). */
function strict(...[method, path, operation, outTradeNo, act]: Rest): Route {
  return { method, path, operation, outTradeNo, act, needsClientHeaders: true }
}

export type RouteMatch =
  | { kind: 'found'; route: Route; params: Record<string, string> }
  | { kind: 'unknown_path' }
  | { kind: 'wrong_verb' }

const SPLIT = ROUTES.map((route) => ({ route, segments: route.path.split('/').slice(1) }))

/** Undecodable percent signs stay as they are: the parameter's own rule refuses them. */
export function matchRoute(method: string, path: string): RouteMatch {
  const segments = path.split('/').slice(1)
  let knownPath = false
  for (const { route, segments: wanted } of SPLIT) {
    if (wanted.length !== segments.length) continue
    if (!wanted.every((name, at) => name.startsWith(':') || name === segments[at])) continue
    knownPath = true
    if (route.method !== method) continue
    const params: Record<string, string> = {}
    for (const [at, name] of wanted.entries())
      if (name.startsWith(':')) params[name.slice(1)] = decode(segments[at]!)
    return { kind: 'found', route, params }
  }
  return { kind: knownPath ? 'wrong_verb' : 'unknown_path' }
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
