import { type Call, type Route, route } from '../call.js'
import { isObject } from '../fields.js'
import { platformBalance, platformDayEndBalance, sellerBalance, sellerDayEndBalance } from './balances.js'
import { querySellerById, querySellerByNumber, submitSeller } from './sellers.js'
import {
  queryPlatformWithdraw,
  querySellerWithdraw,
  withdrawForPlatform,
  withdrawForSeller,
} from './withdraw.js'

const BASE = '/v3/ecommerce'
const FUND = `${BASE}/fund`
const OWN_FUND = '/v3/merchant/fund'
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
