import { type Answer, NO_CONTENT, ok, Refused } from '../answers.js'
import { type Call, readBody } from '../call.js'
import { checkFields, type FieldRules, fieldError } from '../fields.js'
import { requireAppid } from '../merchants/partner.js'
import { canonical } from '../place-order.js'
import { type Permission, permissionKey, permissionsOf, TOKEN_LIVES_MS } from './permission-book.js'
import { permissionJson } from './permission-json.js'
import { closePermission } from './permission-work.js'
import type { ServiceOrder } from './service-book.js'
import { invalid } from './service-rules.js'
import { DIRECT, neededInQuery, type ServiceSeat, type ServiceSide, seatInQuery } from './service-seat.js'

type PermissionAct = (call: Call, side: ServiceSide) => Answer

const needed = (max: number) => ({ kind: 'string', min: 1, max, required: true }) as const
const SERVICE_ID: FieldRules = { service_id: needed(32) }
const REASON: FieldRules = { reason: needed(50) }
/** 15-payscore §6 names the members; their lengths are those of the order's (unverified). */
const APPLY_FIELDS: FieldRules = {
  ...SERVICE_ID,
  appid: needed(32),
  authorization_code: needed(32),
  notify_url: { kind: 'url', max: 255 },
}
const OPENIDS: FieldRules = {
  appid: needed(32),
  openid: { kind: 'string', min: 1, max: 128 },
  sub_openid: { kind: 'string', min: 1, max: 128 },
}

interface Named {
  service_id: string
  appid: string
  authorization_code: string
  notify_url?: string
  openid?: string
  sub_openid?: string
  sub_mchid?: string
  sub_appid?: string
}

/** The merchant asks for a page on which the user may agree; asking again brings a fresh token. */
export const applyPermission: PermissionAct = (call, side) => {
  const { body, seat, raw } = read(call, side, APPLY_FIELDS)
  requireAppid(call.merchant, body.appid, 'appid')
  const kept = permissionsOf(call.platform)
  const id = permissionKey(seat.scope, body.service_id, body.authorization_code)
  const fingerprint = canonical(raw)
  const known = kept.get(id)
  if (known && known.fingerprint !== fingerprint)
    throw invalid('授权协议号已存在，且参数不一致', 'The authorization_code exists with other parameters')
  if (known && known.state !== 'UNBINDUSER')
    throw invalid('授权协议号已使用', 'The authorization_code has been used')
  const permission: Permission = known ?? {
    id,
    scope: seat.scope,
    mchid: call.merchant.mchid,
    partner: seat.partner,
    appid: body.appid,
    serviceId: body.service_id,
    authorizationCode: body.authorization_code,
    notifyUrl: body.notify_url ?? null,
    fingerprint,
    token: '',
    tokenUntilMs: 0,
    state: 'UNBINDUSER',
    userId: null,
    openid: null,
    subOpenid: null,
    openedAtMs: null,
    closedAtMs: null,
    signer: call.signer,
  }
  permission.token = call.platform.core.random.alphanumeric(96)
  permission.tokenUntilMs = call.nowMs + TOKEN_LIVES_MS
  kept.put(permission)
  return ok({ apply_permissions_token: permission.token })
}

export const queryPermissionByCode: PermissionAct = (call, side) =>
  ok(permissionJson(byCode(call, seatInQuery(call, side), neededInQuery(call, 'service_id'))))

export const queryPermissionByUser: PermissionAct = (call, side) => {
  const seat = seatInQuery(call, side)
  return ok(
    permissionJson(
      permissionOfUser(call, seat, {
        service_id: neededInQuery(call, 'service_id'),
        appid: neededInQuery(call, 'appid'),
        openid: side === DIRECT ? call.params.openid : call.query.get('openid') || undefined,
        sub_openid: call.query.get('sub_openid') || undefined,
      }),
    ),
  )
}

export const endPermissionByCode: PermissionAct = (call, side) => {
  const { body, seat } = read(call, side, { ...SERVICE_ID, ...REASON })
  return end(call, byCode(call, seat, body.service_id))
}

/** Providers name the user in the body, merchants in the path. */
export const endPermissionByUser: PermissionAct = (call, side) => {
  const isDirect = side === DIRECT
  const fields = { ...SERVICE_ID, ...REASON, ...(isDirect ? { appid: needed(32) } : OPENIDS) }
  const { body, seat } = read(call, side, fields)
  const user = isDirect ? { ...body, openid: call.params.openid } : body
  return end(call, permissionOfUser(call, seat, user))
}

function end(call: Call, permission: Permission): Answer {
  if (permission.state !== 'AVAILABLE')
    throw invalid('用户未授权或已解除授权', 'The user has not authorised the service, or no longer does')
  closePermission(call.platform, permission)
  return NO_CONTENT
}

function read(call: Call, side: ServiceSide, fields: FieldRules) {
  const raw = readBody(call)
  checkFields(raw, { ...fields, ...side.fields })
  // The callers use only members that their fields name.
  const body = raw as unknown as Named
  return { raw, body, seat: side.seat(call, body) }
}

function byCode(call: Call, seat: ServiceSeat, serviceId: string): Permission {
  const code = call.params.authorization_code ?? ''
  const found = permissionsOf(call.platform).get(permissionKey(seat.scope, serviceId, code))
  if (!found) throw unknown()
  return found
}

interface NamedUser {
  service_id: string
  appid: string
  openid?: string | undefined
  sub_openid?: string | undefined
}

function permissionOfUser(call: Call, seat: ServiceSeat, named: NamedUser): Permission {
  const found = findPermission(call, seat, named)
  if (!found) throw unknown()
  return found
}

/** What holds now before what held once; exactly one of the two openids names the user. */
function findPermission(call: Call, seat: ServiceSeat, named: NamedUser): Permission | undefined {
  const { service_id: serviceId, appid, openid, sub_openid: subOpenid } = named
  if (!openid === !subOpenid) {
    throw fieldError(
      'openid',
      undefined,
      '与sub_openid必须且只能传一个',
      'or sub_openid, exactly one',
      'query',
    )
  }
  const all = [...permissionsOf(call.platform).values()].filter(
    (one) =>
      one.scope === seat.scope &&
      one.serviceId === serviceId &&
      one.appid === appid &&
      (openid ? one.openid === openid : one.subOpenid === subOpenid),
  )
  return all.find((one) => one.state === 'AVAILABLE') ?? all.at(-1)
}

/** The permission under which nobody is asked any more. */
export function requirePermission(call: Call, seat: ServiceSeat, named: NamedUser): Permission {
  const permission = findPermission(call, seat, named)
  if (permission?.state === 'AVAILABLE') return permission
  throw new Refused('NO_AUTH', {
    zh: '用户未授权该服务',
    en: 'The user has not authorised this service',
  })
}

/** The service runs for the user who gave the permission. */
export function beginFor(order: ServiceOrder, permission: Permission): void {
  order.state = 'DOING'
  order.userId = permission.userId
  order.openid = permission.openid
  if (permission.subOpenid !== null) order.subOpenid = permission.subOpenid
}

/** What an unknown code or user is answered with is not in the documents (unverified). */
function unknown(): Refused {
  return new Refused('RESOURCE_NOT_EXISTS', { zh: '授权记录不存在', en: 'There is no such permission' })
}
