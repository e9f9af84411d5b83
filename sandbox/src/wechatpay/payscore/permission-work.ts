import type { WalletUser } from '../../core/wallets.js'
import type { Platform } from '../call.js'
import { type Permission, permissionsOf } from './permission-book.js'
import { permissionJson, permissionNotice } from './permission-json.js'

/** What a user with a phone does about permissions. */
export interface PermissionControl {
  /** The user opens the page of a pre-authorisation and agrees; null when none waits, or its token is stale. */
  openService(authorizationCode: string, userId?: string): Record<string, unknown> | null
  /** The user takes it back on the phone; null when there is nothing to take back. */
  closeService(authorizationCode: string): Record<string, unknown> | null
}

export function permissionControl(platform: Platform): PermissionControl {
  const find = (code: string, state: Permission['state']): Permission | undefined =>
    [...permissionsOf(platform).values()].find((one) => one.authorizationCode === code && one.state === state)
  return {
    openService(authorizationCode, userId = 'wechat') {
      const permission = find(authorizationCode, 'UNBINDUSER')
      const user = platform.core.wallets.user(userId)
      if (!permission || user?.wallet !== 'wechat') return null
      return openPermission(platform, permission, user) ? permissionJson(permission) : null
    },
    closeService(authorizationCode) {
      const permission = find(authorizationCode, 'AVAILABLE')
      if (!permission) return null
      closePermission(platform, permission)
      return permissionJson(permission)
    },
  }
}

/** The user agrees; false when the page is stale or somebody did already. */
export function openPermission(platform: Platform, permission: Permission, user: WalletUser): boolean {
  const { core, openids } = platform
  const nowMs = core.clock.nowMs()
  if (permission.state !== 'UNBINDUSER' || nowMs > permission.tokenUntilMs) return false
  const subAppid = permission.partner?.subAppid
  permission.state = 'AVAILABLE'
  permission.userId = user.id
  permission.openid = openids.openidOf(user, permission.appid)
  permission.subOpenid = subAppid ? openids.openidOf(user, subAppid) : null
  permission.openedAtMs = nowMs
  permissionsOf(platform).put(permission)
  tell(platform, permission)
  return true
}

/** Ended by either side; both are told to the merchant. */
export function closePermission(platform: Platform, permission: Permission): void {
  permission.state = 'UNAVAILABLE'
  permission.closedAtMs = platform.core.clock.nowMs()
  permissionsOf(platform).put(permission)
  tell(platform, permission)
}

function tell(platform: Platform, permission: Permission): void {
  if (permission.notifyUrl === null) return
  const plaintext = permissionNotice(permission)
  const isOpen = permission.closedAtMs === null
  platform.core.notices.send({
    institution: 'wechatpay',
    operation: 'notice.payscore',
    event: isOpen ? 'PAYSCORE.USER_OPEN_SERVICE' : 'PAYSCORE.USER_CLOSE_SERVICE',
    outTradeNo: permission.authorizationCode,
    url: permission.notifyUrl,
    payload: {
      mchid: permission.mchid,
      signer: permission.signer,
      originalType: 'payscore',
      summary: isOpen ? '授权成功' : '解除授权成功',
      plaintext,
    },
  })
}
