import { type Call, type Route, route } from '../call.js'
import { isObject } from '../fields.js'
import {
  cancelService,
  completeService,
  createService,
  modifyService,
  queryService,
  syncService,
} from './services.js'

const BASE = '/v3/payscore/serviceorder'

const inBody = (call: Call): string | null =>
  isObject(call.json) && typeof call.json.out_order_no === 'string' ? call.json.out_order_no : null
const inPath = (call: Call): string | null => call.params.out_order_no ?? null
const inQuery = (call: Call): string | null => call.query.get('out_order_no')

export const PAYSCORE_ROUTES: readonly Route[] = [
  route('POST', BASE, 'payscore', inBody, createService),
  route('GET', BASE, 'payscore_query', inQuery, queryService),
  route('POST', `${BASE}/:out_order_no/cancel`, 'payscore_cancel', inPath, cancelService),
  route('POST', `${BASE}/:out_order_no/complete`, 'payscore_complete', inPath, completeService),
  route('POST', `${BASE}/:out_order_no/modify`, 'payscore_modify', inPath, modifyService),
  route('POST', `${BASE}/:out_order_no/sync`, 'payscore_sync', inPath, syncService),
]
