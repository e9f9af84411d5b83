import type { Collection } from '../../core/store.js'
import type { Platform } from '../call.js'
import type { Signer } from '../order-book.js'
import type { ServicePartner } from './service-seat.js'

/** Nobody yet, somebody, or somebody no longer (15-payscore §6). */
export type PermissionState = 'UNBINDUSER' | 'AVAILABLE' | 'UNAVAILABLE'

/** The page on which a user agrees: good as long as the confirm page of an order (unverified). */
export const TOKEN_LIVES_MS = 3_600_000

/** A user's standing word that a service may be used and paid for without asking each time. */
export interface Permission {
  id: string
  scope: string
  mchid: string
  partner: ServicePartner | null
  appid: string
  serviceId: string
  authorizationCode: string
  notifyUrl: string | null
  fingerprint: string
  token: string
  tokenUntilMs: number
  state: PermissionState
  userId: string | null
  openid: string | null
  subOpenid: string | null
  openedAtMs: number | null
  closedAtMs: number | null
  signer: Signer
}

export const permissionKey = (scope: string, serviceId: string, code: string): string =>
  JSON.stringify([scope, serviceId, code])

export function permissionsOf(platform: Platform): Collection<Permission> {
  return platform.core.store.collection('wechatpay_service_permissions')
}
