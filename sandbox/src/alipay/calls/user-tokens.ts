import { type App, openIdOf } from '../apps.js'
import { beijingTime } from '../beijing-time.js'
import type { Caller } from '../caller.js'
import type { Desk } from '../desk.js'
import { type AlipayRefusal, isRefusal, refuse } from '../errors.js'
import { complaintAbout, type JsonObject, text, textOf } from '../fields.js'
import { TOKEN_LIVES_MS, type Token } from '../tokens.js'
import type { NodeFields } from '../wire/answer.js'

const RULES = { grant_type: text(20), code: text(64), refresh_token: text(64) }

/** alipay.system.oauth.token. A success has no code and no msg, unlike everything else. */
export function exchangeUserCode(desk: Desk, biz: JsonObject, caller: Caller): NodeFields | AlipayRefusal {
  const complaint = complaintAbout(biz, RULES)
  if (complaint !== null) return refuse('isv.invalid-parameter', complaint)
  const token = grantOf(desk, biz, caller)
  if (isRefusal(token)) return token
  desk.tokens.use(token)
  const { appId, userId, payerId, scope, authAppId } = token
  const give = (kind: 'access' | 'refresh') =>
    desk.tokens.give({ kind, appId, userId, payerId, scope, authAppId }).id
  return {
    access_token: give('access'),
    ...userFields(caller.app, payerId),
    expires_in: TOKEN_LIVES_MS.access / 1_000,
    re_expires_in: TOKEN_LIVES_MS.refresh / 1_000,
    refresh_token: give('refresh'),
    auth_start: beijingTime(token.atMs),
  }
}

/** alipay.user.info.share: what the user behind auth_token agreed to show. */
export function shareUserInfo(desk: Desk, _biz: JsonObject, caller: Caller): NodeFields | AlipayRefusal {
  const token = desk.tokens.get(caller.authToken ?? '')
  if (token?.kind !== 'access' || token.appId !== caller.app.id) return refuse('aop.invalid-auth-token')
  if (token.endsAtMs <= desk.core.clock.nowMs()) return refuse('aop.auth-token-time-out')
  if (!token.scope.split(',').includes('auth_user')) return refuse('isv.insufficient-user-permissions')
  // The avatar may be absent, and gender, city and province are not granted to new applications.
  return {
    code: '10000',
    msg: 'Success',
    ...userFields(caller.app, token.payerId),
    nick_name: desk.core.wallets.user(token.userId)?.name,
  }
}

function grantOf(desk: Desk, biz: JsonObject, { app }: Caller): Token | AlipayRefusal {
  const nowMs = desk.core.clock.nowMs()
  switch (textOf(biz, 'grant_type')) {
    case 'authorization_code': {
      const token = desk.tokens.get(textOf(biz, 'code') ?? '')
      if (token?.kind !== 'auth_code' || token.used || token.endsAtMs <= nowMs)
        return refuse('isv.code-invalid')
      return token.appId === app.id ? token : refuse('isv.unmatched-app-id')
    }
    case 'refresh_token': {
      const token = desk.tokens.get(textOf(biz, 'refresh_token') ?? '')
      if (token?.kind !== 'refresh') return refuse('isv.refresh-token-invalid')
      if (token.used) return refuse('isv.refreshed-token-invalid')
      if (token.endsAtMs <= nowMs) return refuse('isv.refresh-token-time-out')
      return token.appId === app.id ? token : refuse('isv.unmatched-app-id')
    }
    default:
      return refuse('isv.grant-type-invalid')
  }
}

function userFields(app: App, payerId: string): Record<string, string> {
  return app.buyerNames === 'open_id' ? { open_id: openIdOf(app.id, payerId) } : { user_id: payerId }
}
