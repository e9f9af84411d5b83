import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { WalletUser } from '../core/wallets.js'
import { makeUserCode } from './calls/login.js'
import type { Desk } from './desk.js'

interface Asked {
  redirectUri: string
  state: string
  scope: 'snsapi_base' | 'snsapi_userinfo'
}

/** The authorisation address in the phone's browser: silent for the openid alone, else the user is asked (§3). */
export interface OauthPages {
  authorize(query: URLSearchParams, response: ServerResponse): void
  /** The button that the user pressed. */
  confirm(request: IncomingMessage, form: URLSearchParams, response: ServerResponse): void
}

export const AUTHORIZE = '/connect/oauth2/authorize'
export const CONFIRM = '/connect/oauth2/confirm'
const MOST_OPEN = 1_000

export function createOauthPages(desk: Desk): OauthPages {
  /** Pages that were shown and not answered yet: an answer without its page is somebody else's. */
  const open = new Map<string, Asked & { userId: string }>()

  const read = (query: URLSearchParams): Asked | { problem: string } => {
    if (query.get('appid') !== desk.keys.appid) return { problem: 'AppID 参数错误 The appid is wrong' }
    if (query.get('response_type') !== 'code') return { problem: 'response_type 应为 code' }
    const scope = query.get('scope')
    if (scope !== 'snsapi_base' && scope !== 'snsapi_userinfo')
      return { problem: 'Scope 参数错误或没有 Scope 权限 The scope is wrong' }
    const state = query.get('state') ?? ''
    if (!/^[0-9A-Za-z]{0,128}$/.test(state))
      return { problem: 'state 只能是 128 位以内的字母与数字 state takes letters and digits' }
    const redirectUri = query.get('redirect_uri') ?? ''
    if (!/^https?:\/\//.test(redirectUri) || !URL.canParse(redirectUri))
      return { problem: 'redirect_uri 参数错误 The redirect_uri is wrong' }
    const allowed = desk.records.domains.get('domains')?.oauth ?? null
    if (allowed !== null && new URL(redirectUri).hostname !== allowed)
      return {
        problem:
          'redirect_uri 域名与后台配置不一致（10003）The host of redirect_uri is not the configured one',
      }
    return { redirectUri, state, scope }
  }
  const goBack = (asked: Asked, user: WalletUser, response: ServerResponse): void => {
    const url = new URL(asked.redirectUri)
    url.searchParams.set('code', makeUserCode(desk, 'account', user, asked.scope).id)
    url.searchParams.set('state', asked.state)
    response.writeHead(302, { Location: url.href, 'Cache-Control': 'no-store' }).end()
  }

  return {
    authorize(query, response) {
      const asked = read(query)
      if ('problem' in asked) return page(response, 200, `<h1>${asked.problem}</h1>`)
      // Which person holds the phone; the default user unless another is named.
      const named = desk.core.wallets.user(query.get('sandbox_user') ?? '')
      const user = named?.wallet === 'wechat' ? named : desk.core.wallets.defaultUser('wechat')
      if (asked.scope === 'snsapi_base') return goBack(asked, user, response)
      const ticket = randomBytes(18).toString('base64url')
      open.set(ticket, { ...asked, userId: user.id })
      if (open.size > MOST_OPEN) open.delete(open.keys().next().value ?? '')
      const host = escapeHtml(new URL(asked.redirectUri).hostname)
      page(
        response,
        200,
        `<h1>申请获取以下权限<br><small>asks for the following</small></h1><p>${host}</p>
<ul><li>你的昵称、头像等资料 Your nickname and profile</li></ul>
<p>将使用 as <strong>${escapeHtml(user.name)}</strong></p>
<form method="post" action="${CONFIRM}"><input type="hidden" name="ticket" value="${ticket}">
<button name="answer" value="allow">允许 Allow</button><button class="no" name="answer" value="deny">拒绝 Deny</button></form>`,
      )
    },
    confirm(_request, form, response) {
      const ticket = form.get('ticket') ?? ''
      const asked = open.get(ticket)
      const user = asked && desk.core.wallets.user(asked.userId)
      open.delete(ticket)
      if (!asked || !user) return page(response, 400, '<h1>授权页已失效 This page is no longer valid</h1>')
      // In life the page closes; the site is not told.
      if (form.get('answer') !== 'allow') return page(response, 200, '<h1>已拒绝授权 Denied</h1>')
      goBack(asked, user, response)
    },
  }
}

function page(response: ServerResponse, status: number, main: string): void {
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    // Going on to the site is a redirect of the form: it may lead anywhere.
    'Content-Security-Policy':
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  })
  response.end(`<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>网页授权 · 沙箱</title>
<style>body{margin:0;min-height:100vh;display:grid;place-items:center;background:#f3f5f7;color:#16202a;font:16px/1.6 system-ui,"PingFang SC","Noto Sans CJK SC",sans-serif}
main{background:#fff;border:1px solid #dfe4e9;border-radius:14px;padding:28px;max-width:340px;overflow-wrap:anywhere}
h1{font-size:18px;margin:0 0 8px}small{color:#52606d;font-weight:400}button{width:100%;min-height:46px;margin-top:10px;border:0;border-radius:10px;background:#0b7d47;color:#fff;font:inherit;font-weight:600}
.no{background:#e8ecf0;color:#16202a}</style></head><body><main>${main}</main></body></html>`)
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
