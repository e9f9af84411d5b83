import { type Route, route } from '../call.js'
import { querySellerById, querySellerByNumber, submitSeller } from './sellers.js'

const BASE = '/v3/ecommerce'
const none = (): null => null

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
]
