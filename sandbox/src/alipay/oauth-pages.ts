import type { FastifyInstance, FastifyReply } from 'fastify'
import type { App } from './apps.js'
import type { Consent } from './consents.js'
import type { Desk } from './desk.js'
import { type AlipayRefusal, isRefusal, refusalFields, refuse } from './errors.js'
import { withQuery } from './return-url.js'

type Query = Record<string, string | undefined>

/**
 * The two authorisation pages. auth_base is silent in life too: whoever is logged in; here the wallet's default user.
 * In life only registered addresses are gone back to; here any web address is.
 */
export function addOauthPages(
  server: FastifyInstance,
  desk: Desk,
  showError: (reply: FastifyReply, fields: ReturnType<typeof refusalFields>) => FastifyReply,
): void {
  for (const path of OAUTH_PATHS) {
    server.get<{ Querystring: Query }>(path, async ({ query }, reply) => {
      const opened = openOauth(desk, path, query, desk.core.wallets.defaultUser('alipay'))
      const isAsked = typeof opened !== 'string'
      if (isAsked && isRefusal(opened)) return showError(reply, refusalFields(opened))
      await desk.core.store.written()
      return reply.redirect(isAsked ? `/consent/${opened.id}` : opened, 302)
    })
  }
}

const USER_PATH = '/oauth2/publicAppAuthorize.htm'
export const OAUTH_PATHS = [USER_PATH, '/oauth2/appToAppAuth.htm'] as const

/** What an authorisation address leads to: the address to go on to at once, or a consent to ask for. */
export function openOauth(
  desk: Desk,
  path: (typeof OAUTH_PATHS)[number],
  query: Query,
  user: { id: string; payerId: string },
): string | Consent | AlipayRefusal {
  const app = desk.apps.get(one(query.app_id))
  if (!app) return refuse('isv.invalid-app-id')
  const redirect = one(query.redirect_uri)
  if (!isWeb(redirect)) return refuseWith('redirect_uri应为http或https地址')
  if (path === USER_PATH) {
    const scope = one(query.scope)
    if (!scope.split(',').every((part) => part === 'auth_base' || part === 'auth_user'))
      return refuseWith('scope应为auth_base或auth_user')
    if (one(query.state).length > 100) return refuseWith('state过长')
    const asked = { scope, state: one(query.state), redirect_uri: redirect }
    if (scope.includes('auth_user')) return ask(desk, app, 'user_info', asked, redirect, app.id)
    return userCodeUrl(app.id, asked, giveUserCode(desk, app.id, user, scope))
  }
  // In life the merchant who is logged in; here the one named, else the first that is not the provider's own.
  const merchant =
    desk.apps.get(one(query.auth_app_id)) ?? desk.apps.all().find((other) => other.sellerId !== app.sellerId)
  if (!merchant) return refuseWith('没有可授权的商户应用，请先在沙箱新增应用')
  const asked = { state: one(query.state), redirect_uri: redirect }
  return ask(desk, app, 'app_auth', asked, redirect, merchant.id)
}

const refuseWith = (what: string): AlipayRefusal => refuse('isv.invalid-parameter', what)

/** A code for the application to exchange; the mini program's my.getAuthCode gives the same. */
export function giveUserCode(
  desk: Desk,
  appId: string,
  user: { id: string; payerId: string },
  scope: string,
): string {
  return desk.tokens.give({
    kind: 'auth_code',
    appId,
    userId: user.id,
    payerId: user.payerId,
    scope,
    authAppId: '',
  }).id
}

export function userCodeUrl(appId: string, asked: Consent['asked'], code: string): string {
  return withQuery(String(asked.redirect_uri ?? ''), {
    app_id: appId,
    source: 'alipay_wallet',
    scope: String(asked.scope ?? ''),
    auth_code: code,
    ...(asked.state ? { state: String(asked.state) } : {}),
  })
}

export function appCodeUrl(appId: string, asked: Consent['asked'], code: string): string {
  return withQuery(String(asked.redirect_uri ?? ''), {
    app_id: appId,
    source: 'alipay_app_auth',
    app_auth_code: code,
    ...(asked.state ? { state: String(asked.state) } : {}),
  })
}

function ask(
  desk: Desk,
  app: App,
  kind: 'user_info' | 'app_auth',
  asked: Consent['asked'],
  returnUrl: string,
  authAppId: string,
): Consent {
  return desk.consents.ask({
    kind,
    appId: app.id,
    authAppId,
    sellerId: app.sellerId,
    asked,
    returnUrl,
    cancelUrl: null,
    notifyUrl: null,
    signType: 'RSA2',
    payerId: null,
  })
}

// A name given twice is a list; such requests are nobody's.
function one(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function isWeb(url: string): boolean {
  return /^https?:\/\/[^/]/i.test(url) && url.length <= 1_024 && URL.canParse(url)
}
