import { beijingDigits, beijingTime } from '../beijing-time.js'
import type { Permission } from './permission-book.js'
import { partnerJson } from './service-seat.js'

const whose = (permission: Permission): Record<string, unknown> => ({
  service_id: permission.serviceId,
  appid: permission.appid,
  mchid: permission.mchid,
  ...partnerJson(permission.partner),
  ...(permission.openid === null ? {} : { openid: permission.openid }),
  ...(permission.subOpenid === null ? {} : { sub_openid: permission.subOpenid }),
  authorization_code: permission.authorizationCode,
})

/** The permission as queries tell it; the user's risk level is not known here and left out. */
export function permissionJson(permission: Permission): Record<string, unknown> {
  const { notifyUrl, closedAtMs, openedAtMs } = permission
  return {
    ...whose(permission),
    authorization_state: permission.state,
    ...(notifyUrl === null ? {} : { notify_url: notifyUrl }),
    ...(closedAtMs === null ? {} : { cancel_authorization_time: beijingTime(closedAtMs) }),
    ...(openedAtMs === null ? {} : { authorization_success_time: beijingTime(openedAtMs) }),
  }
}

/** The plaintext of USER_OPEN_SERVICE and USER_CLOSE_SERVICE (15-payscore §8). */
export function permissionNotice(permission: Permission): Record<string, unknown> {
  const atMs = permission.closedAtMs ?? permission.openedAtMs ?? 0
  return {
    ...whose(permission),
    user_service_status: permission.closedAtMs === null ? 'USER_OPEN_SERVICE' : 'USER_CLOSE_SERVICE',
    openorclose_time: beijingDigits(atMs),
  }
}
