import { beijingTime } from '../beijing-time.js'
import type { Caller } from '../caller.js'
import type { Desk } from '../desk.js'
import { type AlipayRefusal, isRefusal, refuse } from '../errors.js'
import { complaintAbout, type JsonObject, required, text, textOf } from '../fields.js'
import { TOKEN_LIVES_MS, type Token } from '../tokens.js'
import type { NodeFields } from '../wire/answer.js'

const RULES = { grant_type: required(text(20)), code: text(64), refresh_token: text(64) }

/** alipay.open.auth.token.app: a service provider's token to act for a merchant's application. */
export function exchangeAppCode(desk: Desk, biz: JsonObject, caller: Caller): NodeFields | AlipayRefusal {
  const complaint = complaintAbout(biz, RULES)
  if (complaint !== null) return refuse('isv.invalid-parameter', complaint)
  const grant = grantOf(desk, biz, caller)
  if (isRefusal(grant)) return grant
  desk.tokens.use(grant)
  const { appId, userId, payerId, scope, authAppId } = grant
  const give = (kind: 'app_auth' | 'app_refresh') =>
    desk.tokens.give({ kind, appId, userId, payerId, scope, authAppId }).id
  const fields = {
    app_auth_token: give('app_auth'),
    app_refresh_token: give('app_refresh'),
    auth_app_id: authAppId,
    user_id: desk.apps.get(authAppId)?.sellerId,
    expires_in: TOKEN_LIVES_MS.app_auth / 1_000,
    re_expires_in: TOKEN_LIVES_MS.app_refresh / 1_000,
  }
  return { code: '10000', msg: 'Success', ...fields, tokens: [fields] }
}

/** alipay.open.auth.token.app.query */
export function queryAppToken(desk: Desk, biz: JsonObject, caller: Caller): NodeFields | AlipayRefusal {
  const complaint = complaintAbout(biz, { app_auth_token: required(text(64)) })
  if (complaint !== null) return refuse('isv.invalid-parameter', complaint)
  const token = desk.tokens.get(textOf(biz, 'app_auth_token') ?? '')
  if (token?.kind !== 'app_auth' || token.appId !== caller.app.id) return refuse('AUTH_TOKEN_NOT_FOUND')
  const leftMs = token.endsAtMs - desk.core.clock.nowMs()
  return {
    code: '10000',
    msg: 'Success',
    status: leftMs > 0 ? 'valid' : 'invalid',
    auth_app_id: token.authAppId,
    user_id: desk.apps.get(token.authAppId)?.sellerId,
    auth_start: beijingTime(token.atMs),
    auth_end: beijingTime(token.endsAtMs),
    is_by_app_auth: true,
    expires_in: Math.max(0, Math.floor(leftMs / 1_000)),
  }
}

function grantOf(desk: Desk, biz: JsonObject, { app }: Caller): Token | AlipayRefusal {
  const nowMs = desk.core.clock.nowMs()
  switch (textOf(biz, 'grant_type')) {
    case 'authorization_code': {
      const token = desk.tokens.get(textOf(biz, 'code') ?? '')
      if (token?.kind !== 'app_auth_code') return refuse('AUTH_CODE_NOT_EXIST')
      if (token.used || token.endsAtMs <= nowMs) return refuse('AUTH_CODE_NOT_VALID')
      return token.appId === app.id ? token : refuse('APP_ID_NOT_CONSISTENT')
    }
    case 'refresh_token': {
      const token = desk.tokens.get(textOf(biz, 'refresh_token') ?? '')
      if (token?.kind !== 'app_refresh') return refuse('REFRESH_TOKEN_NOT_EXIST')
      if (token.used) return refuse('REFRESH_TOKEN_NOT_VALID')
      if (token.endsAtMs <= nowMs) return refuse('REFRESH_TOKEN_TIME_OUT')
      return token.appId === app.id ? token : refuse('APP_ID_NOT_CONSISTENT')
    }
    default:
      return refuse('GRANT_TYPE_INVALID')
  }
}
