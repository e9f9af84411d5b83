import { type Call, type Route, route } from '../call.js'
import { isObject } from '../fields.js'
import { inOldSpelling } from './old-spelling.js'
import { placeCombine } from './place-combine.js'
import { closeCombine, queryCombine } from './query-combine.js'

const BASE = '/v3/combine-transactions'
const PRODUCTS = ['native', 'jsapi', 'app', 'h5'] as const

const inBody = (call: Call): string | null =>
  isObject(call.json) && typeof call.json.combine_out_trade_no === 'string'
    ? call.json.combine_out_trade_no
    : null
const inPath = (call: Call): string | null => call.params.combine_out_trade_no ?? null

export const COMBINE_ROUTES: readonly Route[] = [
  ...PRODUCTS.map((product) =>
    route('POST', `${BASE}/${product}`, `combine_${product}`, inBody, inOldSpelling(placeCombine(product))),
  ),
  route('GET', `${BASE}/out-trade-no/:combine_out_trade_no`, 'combine_query', inPath, queryCombine),
  route('POST', `${BASE}/out-trade-no/:combine_out_trade_no/close`, 'combine_close', inPath, closeCombine),
]
