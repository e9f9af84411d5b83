import { type Call, type Route, route } from '../call.js'
import { isObject } from '../fields.js'
import { addReceiver, deleteReceiver } from './receivers.js'
import { queryReturn, returnShare } from './return-share.js'
import { maxRatio, querySplit, splitOrder, unfreezeRest, unsplitAmount } from './split.js'

const BASE = '/v3/profitsharing'

/** Fault rules and the event log know an order by the merchant's own number. */
const byTransaction = (transactionId: unknown, call: Call): string | null =>
  typeof transactionId === 'string'
    ? (call.platform.book.orderOfTransaction(transactionId)?.outTradeNo ?? null)
    : null
const inBody = (call: Call): string | null =>
  isObject(call.json) ? byTransaction(call.json.transaction_id, call) : null
const inQuery = (call: Call): string | null => byTransaction(call.query.get('transaction_id'), call)
const inPath = (call: Call): string | null => byTransaction(call.params.transaction_id, call)
const none = (): null => null

export const SHARING_ROUTES: readonly Route[] = [
  route('POST', `${BASE}/orders`, 'sharing', inBody, splitOrder),
  route('POST', `${BASE}/orders/unfreeze`, 'sharing_unfreeze', inBody, unfreezeRest),
  route('GET', `${BASE}/orders/:out_order_no`, 'sharing_query', inQuery, querySplit),
  route('POST', `${BASE}/return-orders`, 'sharing_return', none, returnShare),
  route('GET', `${BASE}/return-orders/:out_return_no`, 'sharing_return_query', none, queryReturn),
  route('GET', `${BASE}/transactions/:transaction_id/amounts`, 'sharing_amounts', inPath, unsplitAmount),
  route('GET', `${BASE}/merchant-configs/:sub_mchid`, 'sharing_ratio', none, maxRatio),
  route('POST', `${BASE}/receivers/add`, 'receiver_add', none, addReceiver),
  route('POST', `${BASE}/receivers/delete`, 'receiver_delete', none, deleteReceiver),
]
