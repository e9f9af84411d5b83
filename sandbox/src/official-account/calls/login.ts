import { randomBytes } from 'node:crypto'
import type { WalletUser } from '../../core/wallets.js'
import { type Call, type CallAnswer, needApp, OK } from '../call.js'
import type { Desk } from '../desk.js'
import { type ErrorCode, Refused } from '../errors.js'
import type { App, UserCode, UserToken } from '../records.js'

const CODE_LIVES_MS = 5 * 60_000
const TOKEN_LIVES_MS = 7_200_000
const REFRESH_LIVES_MS = 30 * 24 * 3_600_000

/** A code that proves a user once: of the web authorisation, or of wx.login. */
export function makeUserCode(desk: Desk, app: App, user: WalletUser, scope: string): UserCode {
  const { core } = desk
  const code: UserCode = {
    id: `0${core.random.alphanumeric(31)}`,
    app,
    userId: user.id,
    scope,
    endsAtMs: core.clock.nowMs() + CODE_LIVES_MS,
    used: false,
  }
  desk.records.codes.put(code)
  return code
}

function takeCode(
  { desk, nowMs }: Call,
  text: string | null,
  app: App,
  late: ErrorCode,
): { code: UserCode; user: WalletUser } {
  if (text === null || text === '') throw new Refused(41008)
  const code = desk.records.codes.get(text)
  const user = code && desk.core.wallets.user(code.userId)
  if (!code || !user || code.app !== app) throw new Refused(40029)
  if (code.used) throw new Refused(40163)
  if (code.endsAtMs <= nowMs) throw new Refused(late)
  desk.records.codes.put({ ...code, used: true })
  return { code, user }
}

function needGrant(query: URLSearchParams, grant: string): void {
  if (query.get('grant_type') !== grant) throw new Refused(40002)
}

/** Web authorisation, step three (§3). */
export function codeToToken(call: Call): CallAnswer {
  const { desk, query, nowMs } = call
  if (needApp(desk, query.get('appid'), query.get('secret')) !== 'account') throw new Refused(48001)
  needGrant(query, 'authorization_code')
  const { code, user } = takeCode(call, query.get('code'), 'account', 42003)
  const token: UserToken = {
    id: `${desk.core.random.digits(2)}_${desk.core.random.alphanumeric(100)}`,
    refreshToken: `${desk.core.random.digits(2)}_${desk.core.random.alphanumeric(100)}`,
    userId: user.id,
    scope: code.scope,
    endsAtMs: nowMs + TOKEN_LIVES_MS,
    refreshEndsAtMs: nowMs + REFRESH_LIVES_MS,
  }
  desk.records.userTokens.put(token)
  const unionid = code.scope === 'snsapi_userinfo' ? { unionid: desk.unionidOf(user) } : {}
  return { json: { ...tokenJson(desk, token, user), ...unionid } }
}

export function refreshUserToken({ desk, query, nowMs }: Call): CallAnswer {
  if (query.get('appid') !== desk.keys.appid) throw new Refused(40013)
  needGrant(query, 'refresh_token')
  const asked = query.get('refresh_token')
  const known = [...desk.records.userTokens.values()].find((token) => token.refreshToken === asked)
  const user = known && desk.core.wallets.user(known.userId)
  if (!known || !user) throw new Refused(40030)
  if (known.refreshEndsAtMs <= nowMs) throw new Refused(42002)
  // A living token is made to live longer; a dead one is replaced. The refresh token stays.
  const isAlive = known.endsAtMs > nowMs
  const id = isAlive ? known.id : `${desk.core.random.digits(2)}_${desk.core.random.alphanumeric(100)}`
  if (!isAlive) desk.records.userTokens.delete(known.id)
  const token = { ...known, id, endsAtMs: nowMs + TOKEN_LIVES_MS }
  desk.records.userTokens.put(token)
  return { json: tokenJson(desk, token, user) }
}

function tokenJson(desk: Desk, token: UserToken, user: WalletUser): object {
  return {
    access_token: token.id,
    expires_in: TOKEN_LIVES_MS / 1000,
    refresh_token: token.refreshToken,
    openid: desk.openidOf(user, 'account'),
    scope: token.scope,
  }
}

function needUserToken(
  { desk, query, nowMs }: Call,
  expired: ErrorCode,
): { token: UserToken; user: WalletUser } {
  const token = desk.records.userTokens.get(query.get('access_token') ?? '')
  const user = token && desk.core.wallets.user(token.userId)
  if (!token || !user) throw new Refused(40001)
  if (token.endsAtMs <= nowMs) throw new Refused(expired)
  if (query.get('openid') !== desk.openidOf(user, 'account')) throw new Refused(40003)
  return { token, user }
}

export function userProfile(call: Call): CallAnswer {
  const { token, user } = needUserToken(call, 42001)
  if (token.scope !== 'snsapi_userinfo') throw new Refused(48001)
  const { desk } = call
  return {
    json: {
      openid: desk.openidOf(user, 'account'),
      nickname: user.name,
      // No longer told: always zero and empty.
      sex: 0,
      province: '',
      city: '',
      country: '',
      headimgurl: '',
      privilege: [],
      unionid: desk.unionidOf(user),
    },
  }
}

export function checkUserToken(call: Call): CallAnswer {
  needUserToken(call, 42001)
  return OK
}

/** wx.login's code (§4). The session key never goes to the client. */
export function miniLogin(call: Call): CallAnswer {
  const { desk, query } = call
  if (needApp(desk, query.get('appid'), query.get('secret')) !== 'mini') throw new Refused(48001)
  needGrant(query, 'authorization_code')
  // Among this call's codes there is none of its own for one that came too late.
  const { user } = takeCode(call, query.get('js_code'), 'mini', 40029)
  return {
    json: {
      openid: desk.openidOf(user, 'mini'),
      session_key: randomBytes(16).toString('base64'),
      unionid: desk.unionidOf(user),
    },
  }
}
