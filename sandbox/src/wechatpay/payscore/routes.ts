import { type Call, type Route, route } from '../call.js'
import { isObject } from '../fields.js'
import { directComplete } from './direct-complete.js'
import {
  applyPermission,
  endPermissionByCode,
  endPermissionByUser,
  queryPermissionByCode,
  queryPermissionByUser,
} from './permissions.js'
import { DIRECT, PARTNER, type ServiceSide } from './service-seat.js'
import {
  cancelService,
  completeService,
  createService,
  modifyService,
  queryService,
  syncService,
} from './services.js'

const inBody = (call: Call): string | null =>
  isObject(call.json) && typeof call.json.out_order_no === 'string' ? call.json.out_order_no : null
const inPath = (call: Call): string | null => call.params.out_order_no ?? null
const inQuery = (call: Call): string | null => call.query.get('out_order_no')
const code = (call: Call): string | null => call.params.authorization_code ?? null

function serviceRoutes(base: string, side: ServiceSide): Route[] {
  const orders = `${base}/serviceorder`
  const one = `${orders}/:out_order_no`
  const permissions = `${base}/permissions`
  const byCode = `${permissions}/authorization-code/:authorization_code`
  const byUser = side === DIRECT ? `${permissions}/openid/:openid` : `${permissions}/search`
  const endByUser = side === DIRECT ? `${byUser}/terminate` : `${permissions}/terminate`
  const on = (act: (call: Call, side: ServiceSide) => ReturnType<Route['act']>) => (call: Call) =>
    act(call, side)
  return [
    route('POST', orders, 'payscore', inBody, on(createService)),
    route('GET', orders, 'payscore_query', inQuery, on(queryService)),
    route('POST', `${orders}/direct-complete`, 'payscore_direct', inBody, on(directComplete)),
    route('POST', `${one}/cancel`, 'payscore_cancel', inPath, on(cancelService)),
    route('POST', `${one}/complete`, 'payscore_complete', inPath, on(completeService)),
    route('POST', `${one}/modify`, 'payscore_modify', inPath, on(modifyService)),
    route('POST', `${one}/sync`, 'payscore_sync', inPath, on(syncService)),
    route('POST', permissions, 'payscore_permission', () => null, on(applyPermission)),
    route('GET', byCode, 'payscore_permission_query', code, on(queryPermissionByCode)),
    route('GET', byUser, 'payscore_permission_query', () => null, on(queryPermissionByUser)),
    route('POST', `${byCode}/terminate`, 'payscore_permission_end', code, on(endPermissionByCode)),
    route('POST', endByUser, 'payscore_permission_end', () => null, on(endPermissionByUser)),
  ]
}

export const PAYSCORE_ROUTES: readonly Route[] = [
  ...serviceRoutes('/v3/payscore', DIRECT),
  ...serviceRoutes('/v3/payscore/partner', PARTNER),
]
