import { BILL_ROUTES } from './bills/routes.js'
import type { Route } from './call.js'
import { CODEPAY_ROUTES } from './codepay/routes.js'
import { COMBINE_ROUTES } from './combine/routes.js'
import { COMPLAINT_ROUTES } from './complaints/routes.js'
import { CONTRACT_ROUTES } from './contracts/routes.js'
import { COUPON_ROUTES } from './coupons/routes.js'
import { ECOMMERCE_ROUTES } from './ecommerce/routes.js'
import { ONBOARDING_ROUTES } from './onboarding/routes.js'
import { ORDER_ROUTES } from './order-routes.js'
import { PAYSCORE_ROUTES } from './payscore/routes.js'
import { SHARING_ROUTES } from './sharing/routes.js'
import { TRANSFER_ROUTES } from './transfers/routes.js'
import { V2_ROUTES } from './v2/v2-routes.js'

export const ROUTES: readonly Route[] = [
  ...ORDER_ROUTES,
  ...COMBINE_ROUTES,
  ...SHARING_ROUTES,
  ...BILL_ROUTES,
  ...CODEPAY_ROUTES,
  ...TRANSFER_ROUTES,
  ...PAYSCORE_ROUTES,
  ...COMPLAINT_ROUTES,
  ...COUPON_ROUTES,
  ...CONTRACT_ROUTES,
  ...ONBOARDING_ROUTES,
  ...ECOMMERCE_ROUTES,
]

export const OPERATIONS: readonly string[] = [
  ...new Set([...ROUTES, ...V2_ROUTES].map((route) => route.operation)),
  'notice.payment',
  'notice.refund',
  'notice.sharing',
  'notice.payscore',
  'notice.complaint',
  'notice.coupon',
  'notice.contract',
  'notice.transfer',
  'notice.withdraw',
  'notice.echo',
]

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
