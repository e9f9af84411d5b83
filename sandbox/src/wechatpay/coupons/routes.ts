import { type Route, route } from '../call.js'
import { readCallback, setCallback } from './callbacks.js'
import { listCoupons, queryCoupon, sendCoupon } from './send-coupon.js'
import { createStock, listOfStock, listStocks, moveStock, queryStock } from './stocks.js'

const FAVOR = '/v3/marketing/favor'
const STOCK = `${FAVOR}/stocks/:stock_id`
const COUPONS = `${FAVOR}/users/:openid/coupons`

/** No order is meant by these. */
const none = (): null => null

export const COUPON_ROUTES: readonly Route[] = [
  route('POST', `${FAVOR}/coupon-stocks`, 'stock_create', none, createStock),
  route('POST', `${STOCK}/start`, 'stock_start', none, moveStock('start')),
  route('POST', `${STOCK}/pause`, 'stock_pause', none, moveStock('pause')),
  route('POST', `${STOCK}/restart`, 'stock_restart', none, moveStock('restart')),
  route('GET', `${FAVOR}/stocks`, 'stock_list', none, listStocks),
  route('GET', STOCK, 'stock_query', none, queryStock),
  route('GET', `${STOCK}/items`, 'stock_query', none, listOfStock('items')),
  route('GET', `${STOCK}/merchants`, 'stock_query', none, listOfStock('merchants')),
  route('POST', COUPONS, 'coupon_send', none, sendCoupon),
  route('GET', COUPONS, 'coupon_query', none, listCoupons),
  route('GET', `${COUPONS}/:coupon_id`, 'coupon_query', none, queryCoupon),
  route('POST', `${FAVOR}/callbacks`, 'coupon_callback', none, setCallback),
  route('GET', `${FAVOR}/callbacks`, 'coupon_callback', none, readCallback),
]
