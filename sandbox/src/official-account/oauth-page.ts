import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Desk } from './desk.js'
import type { OauthAsks } from './oauth-asks.js'

/** The authorisation address in the phone's browser: silent for the openid alone, else the user is asked (§3). */
export interface OauthPages {
  authorize(query: URLSearchParams, response: ServerResponse): void
  /** The button that the user pressed. */
  confirm(request: IncomingMessage, form: URLSearchParams, response: ServerResponse): void
}

export const CONFIRM = '/connect/oauth2/confirm'

export function createOauthPages(desk: Desk, asks: OauthAsks): OauthPages {
  const goBack = (url: string, response: ServerResponse): void =>
    void response.writeHead(302, { Location: url, 'Cache-Control': 'no-store' }).end()

  return {
    authorize(query, response) {
      // Which person holds the phone; the default user unless another is named.
      const named = desk.core.wallets.user(query.get('sandbox_user') ?? '')
      const user = named?.wallet === 'wechat' ? named : desk.core.wallets.defaultUser('wechat')
      const asked = asks.ask(query, user)
      if ('zh' in asked) return page(response, 200, `<h1>${asked.zh} ${asked.en}</h1>`)
      if ('url' in asked) return goBack(asked.url, response)
      page(
        response,
        200,
        `<h1>申请获取以下权限<br><small>asks for the following</small></h1><p>${escapeHtml(asked.host)}</p>
<ul><li>你的昵称、头像等资料 Your nickname and profile</li></ul>
<p>将使用 as <strong>${escapeHtml(user.name)}</strong></p>
<form method="post" action="${CONFIRM}"><input type="hidden" name="ticket" value="${asked.ticket}">
<button name="answer" value="allow">允许 Allow</button><button class="no" name="answer" value="deny">拒绝 Deny</button></form>`,
      )
    },
    confirm(_request, form, response) {
      const answered = asks.answer(form.get('ticket') ?? '', form.get('answer') === 'allow')
      if (!answered) return page(response, 400, '<h1>授权页已失效 This page is no longer valid</h1>')
      // In life the page closes; the site is not told.
      if (answered.url === null) return page(response, 200, '<h1>已拒绝授权 Denied</h1>')
      goBack(answered.url, response)
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
