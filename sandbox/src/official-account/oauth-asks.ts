import { randomBytes } from 'node:crypto'
import type { WalletUser } from '../core/wallets.js'
import { makeUserCode } from './calls/login.js'
import type { Desk } from './desk.js'

export const AUTHORIZE = '/connect/oauth2/authorize'

type Scope = 'snsapi_base' | 'snsapi_userinfo'

interface Wanted {
  redirectUri: string
  state: string
  scope: Scope
}

/** A question that was shown and not answered yet. */
export interface OpenQuestion {
  ticket: string
  /** Whose page asks. */
  host: string
  userId: string
  askedAtMs: number
}

/** What the authorisation address asks of a person, on whichever page the question is shown. */
export interface OauthAsks {
  /** Silent for the openid alone: the address to go on to; else a question; or what is wrong with the address. */
  ask(query: URLSearchParams, user: WalletUser): { url: string } | OpenQuestion | { zh: string; en: string }
  open(ticket: string): OpenQuestion | null
  /** Null when the question is none, or was answered; `url` is null after a no: the site is not told. */
  answer(ticket: string, allows: boolean): { url: string | null } | null
}

const MOST_OPEN = 1_000

export function createOauthAsks(desk: Desk): OauthAsks {
  /** An answer without its question is somebody else's. */
  const open = new Map<string, OpenQuestion & Wanted>()

  const read = (query: URLSearchParams): Wanted | { zh: string; en: string } => {
    if (query.get('appid') !== desk.keys.appid) return problem('AppID 参数错误', 'The appid is wrong')
    if (query.get('response_type') !== 'code')
      return problem('response_type 应为 code', 'response_type must be code')
    const scope = query.get('scope')
    if (scope !== 'snsapi_base' && scope !== 'snsapi_userinfo')
      return problem('Scope 参数错误或没有 Scope 权限', 'The scope is wrong')
    const state = query.get('state') ?? ''
    if (!/^[0-9A-Za-z]{0,128}$/.test(state))
      return problem('state 只能是 128 位以内的字母与数字', 'state takes letters and digits')
    const redirectUri = query.get('redirect_uri') ?? ''
    if (!/^https?:\/\//.test(redirectUri) || !URL.canParse(redirectUri))
      return problem('redirect_uri 参数错误', 'The redirect_uri is wrong')
    const allowed = desk.records.domains.get('domains')?.oauth ?? null
    if (allowed !== null && new URL(redirectUri).hostname !== allowed)
      return problem(
        'redirect_uri 域名与后台配置不一致（10003）',
        'The host of redirect_uri is not the configured one',
      )
    return { redirectUri, state, scope }
  }
  const backTo = (wanted: Wanted, user: WalletUser): string => {
    const url = new URL(wanted.redirectUri)
    url.searchParams.set('code', makeUserCode(desk, 'account', user, wanted.scope).id)
    url.searchParams.set('state', wanted.state)
    return url.href
  }

  return {
    ask(query, user) {
      const wanted = read(query)
      if ('zh' in wanted) return wanted
      if (wanted.scope === 'snsapi_base') return { url: backTo(wanted, user) }
      const question = {
        ...wanted,
        ticket: randomBytes(18).toString('base64url'),
        host: new URL(wanted.redirectUri).hostname,
        userId: user.id,
        askedAtMs: desk.core.clock.nowMs(),
      }
      open.set(question.ticket, question)
      if (open.size > MOST_OPEN) open.delete(open.keys().next().value ?? '')
      return question
    },
    open: (ticket) => open.get(ticket) ?? null,
    answer(ticket, allows) {
      const asked = open.get(ticket)
      const user = asked && desk.core.wallets.user(asked.userId)
      open.delete(ticket)
      if (!asked || !user) return null
      return { url: allows ? backTo(asked, user) : null }
    },
  }
}

const problem = (zh: string, en: string) => ({ zh, en })
