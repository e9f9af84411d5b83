import { type Call, type Route, route } from '../call.js'
import { isObject } from '../fields.js'
import { platformBalance, platformDayEndBalance, sellerBalance, sellerDayEndBalance } from './balances.js'
import { addPlatformReceiver, deletePlatformReceiver } from './receivers.js'
import { applyAbnormalForSeller, queryRefundById, queryRefundByNumber, refundForSeller } from './refunds.js'
import { queryReturnedAdvance, returnAdvance } from './return-advance.js'
import { querySellerById, querySellerByNumber, submitSeller } from './sellers.js'
import {
  finishOrder,
  querySellerReturn,
  querySellerSplit,
  returnForPlatform,
  sellerUnsplitAmount,
  splitForPlatform,
} from './sharing.js'
import { cancelSubsidy, createSubsidy, returnSubsidy } from './subsidies.js'
import {
  queryPlatformWithdraw,
  querySellerWithdraw,
  withdrawForPlatform,
  withdrawForSeller,
} from './withdraw.js'

const BASE = '/v3/ecommerce'
const FUND = `${BASE}/fund`
const OWN_FUND = '/v3/merchant/fund'
const SHARING = `${BASE}/profitsharing`
const REFUNDS = `${BASE}/refunds`
const ONE_REFUND = `${REFUNDS}/:refund_id`
const SUBSIDY = `${BASE}/subsidies`
/** Fault rules and the event log know an order by the merchant's own number. */
const byTransaction = (transactionId: unknown, call: Call): string | null =>
  typeof transactionId === 'string'
    ? (call.platform.book.orderOfTransaction(transactionId)?.outTradeNo ?? null)
    : null
const ofBody = (call: Call): string | null =>
  isObject(call.json) ? byTransaction(call.json.transaction_id, call) : null
const ofQuery = (call: Call): string | null => byTransaction(call.query.get('transaction_id'), call)
const ofPath = (call: Call): string | null => byTransaction(call.params.transaction_id, call)
const ofRefundBody = (call: Call): string | null =>
  isObject(call.json) && typeof call.json.out_trade_no === 'string' ? call.json.out_trade_no : ofBody(call)
const none = (): null => null
const inBody = (call: Call): string | null =>
  isObject(call.json) && typeof call.json.out_request_no === 'string' ? call.json.out_request_no : null
const inPath = (call: Call): string | null => call.params.out_request_no ?? null

export const ECOMMERCE_ROUTES: readonly Route[] = [
  route('POST', `${BASE}/applyments/`, 'seller_applyment', none, submitSeller),
  route('GET', `${BASE}/applyments/:applyment_id`, 'seller_applyment_query', none, querySellerById),
  route(
    'GET',
    `${BASE}/applyments/out-request-no/:out_request_no`,
    'seller_applyment_query',
    none,
    querySellerByNumber,
  ),
  route('GET', `${FUND}/balance/:sub_mchid`, 'seller_balance', none, sellerBalance),
  route('GET', `${FUND}/enddaybalance/:sub_mchid`, 'seller_balance', none, sellerDayEndBalance),
  route('GET', `${OWN_FUND}/balance/:account_type`, 'platform_balance', none, platformBalance),
  route('GET', `${OWN_FUND}/dayendbalance/:account_type`, 'platform_balance', none, platformDayEndBalance),
  route('POST', `${SHARING}/receivers/add`, 'receiver_add', none, addPlatformReceiver),
  route('POST', `${SHARING}/receivers/delete`, 'receiver_delete', none, deletePlatformReceiver),
  route('POST', `${SHARING}/orders`, 'sharing', ofBody, splitForPlatform),
  route('GET', `${SHARING}/orders`, 'sharing_query', ofQuery, querySellerSplit),
  route('POST', `${SHARING}/finish-order`, 'sharing_unfreeze', ofBody, finishOrder),
  route('POST', `${SHARING}/returnorders`, 'sharing_return', ofBody, returnForPlatform),
  route('GET', `${SHARING}/returnorders`, 'sharing_return_query', none, querySellerReturn),
  route('GET', `${SHARING}/orders/:transaction_id/amounts`, 'sharing_amounts', ofPath, sellerUnsplitAmount),
  route('POST', `${REFUNDS}/apply`, 'refund', ofRefundBody, refundForSeller),
  route('GET', `${REFUNDS}/id/:refund_id`, 'refund_query', none, queryRefundById),
  route('GET', `${REFUNDS}/out-refund-no/:out_refund_no`, 'refund_query', none, queryRefundByNumber),
  route('POST', `${ONE_REFUND}/apply-abnormal-refund`, 'refund_abnormal', none, applyAbnormalForSeller),
  route('POST', `${ONE_REFUND}/return-advance`, 'advance_return', none, returnAdvance),
  route('GET', `${ONE_REFUND}/return-advance`, 'advance_return_query', none, queryReturnedAdvance),
  route('POST', `${SUBSIDY}/create`, 'subsidy', ofBody, createSubsidy),
  route('POST', `${SUBSIDY}/return`, 'subsidy_return', ofBody, returnSubsidy),
  route('POST', `${SUBSIDY}/cancel`, 'subsidy_cancel', ofBody, cancelSubsidy),
  route('POST', `${FUND}/withdraw`, 'withdraw', inBody, withdrawForSeller),
  route('GET', `${FUND}/withdraw/:withdraw_id`, 'withdraw_query', none, querySellerWithdraw),
  route(
    'GET',
    `${FUND}/withdraw/out-request-no/:out_request_no`,
    'withdraw_query',
    inPath,
    querySellerWithdraw,
  ),
  route('POST', `${OWN_FUND}/withdraw`, 'withdraw', inBody, withdrawForPlatform),
  route(
    'GET',
    `${OWN_FUND}/withdraw/withdraw-id/:withdraw_id`,
    'withdraw_query',
    none,
    queryPlatformWithdraw,
  ),
  route(
    'GET',
    `${OWN_FUND}/withdraw/out-request-no/:out_request_no`,
    'withdraw_query',
    inPath,
    queryPlatformWithdraw,
  ),
]
