import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { type HttpServer, respond } from '../../platform/http/index.js'
import { isRefusal, refuse } from '../../platform/refusal/index.js'
import { oneOf } from '../access/index.js'
import {
  closeCheckout,
  drawQrPng,
  type NewAttempt,
  readAttempt,
  readQrContent,
  recheckAttempt,
  startAttempt,
} from '../attempts/index.js'
import { streamCheckout } from '../checkouts/index.js'
import { type CashierDeps, readCashierView } from './cashier-view.js'

export type StartAttempt = Pick<NewAttempt, 'method' | 'scene'>

const Scene = oneOf(
  ['desktop_web', 'mobile_web', 'app', 'official_account', 'mini_program'],
  'Where the shopper is.',
)
const Method = oneOf(['wechatpay_scan', 'wechatpay_jump', 'alipay_scan', 'alipay_jump'], 'How to pay.')
const Params = Type.Object({ checkoutId: Type.String({ maxLength: 64 }) })
const AttemptParams = Type.Object({
  checkoutId: Type.String({ maxLength: 64 }),
  attemptId: Type.String({ maxLength: 64 }),
})
const Query = Type.Object({ scene: Type.Optional(Scene), k: Type.Optional(Type.String({ maxLength: 128 })) })

const RULES_SPREAD_MS = 800
const BASE = '/cashier/api/checkouts/:checkoutId'

/** What the cashier page calls. The link's token opens one checkout and nothing else. */
export function registerCashierApi(http: HttpServer, deps: CashierDeps): void {
  /** Checks the token before anything is read, so a wrong one does not tell whether the checkout exists. */
  const onRequest = async (anyRequest: unknown, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const request = anyRequest as FastifyRequest<{
      Params: { checkoutId: string }
      Querystring: { k?: unknown }
    }>
    const token = request.headers['x-checkout-token'] ?? request.query.k
    if (typeof token === 'string' && deps.tokens.check(request.params.checkoutId, token)) return undefined
    return reply.refuse(refuse('checkout_link_invalid'))
  }
  const guarded = { onRequest: onRequest as never }

  http.get(
    BASE,
    { ...guarded, schema: { hide: true, params: Params, querystring: Query } },
    async (request, reply) =>
      respond(reply, await readCashierView(deps, request.params.checkoutId, sceneOf(request))),
  )

  http.get(
    `${BASE}/events`,
    { ...guarded, schema: { hide: true, params: Params, querystring: Query } },
    async (request, reply) => {
      const { checkoutId } = request.params
      const scene = sceneOf(request)
      await streamCheckout(reply as never, deps.changes, {
        checkoutId,
        event: 'view',
        read: () => readCashierView(deps, checkoutId, scene),
        // A method that is switched off leaves open pages too; spread, since all of them hear it at the same moment.
        alsoOn: (listener) =>
          deps.rulebooks.onChange(() => void setTimeout(listener, Math.random() * RULES_SPREAD_MS).unref()),
      })
      return reply
    },
  )

  http.post(
    `${BASE}/attempts`,
    {
      ...guarded,
      schema: {
        hide: true,
        params: Params,
        body: Type.Object({ method: Method, scene: Scene }, { additionalProperties: false }),
      },
    },
    async (request, reply) => {
      const { method, scene } = request.body
      const { checkoutId } = request.params
      const wish = { checkoutId, method, scene, payerIp: request.ip, returnUrl: null }
      return respond(reply, await startAttempt(deps, wish), 201)
    },
  )

  http.post(
    `${BASE}/attempts/:attemptId/recheck`,
    { ...guarded, schema: { hide: true, params: AttemptParams } },
    async (request, reply) => {
      const { checkoutId, attemptId } = request.params
      const attempt = await recheckAttempt(deps, checkoutId, attemptId)
      // Asking twice within two seconds is impatience, not a mistake: the shopper is shown what is known.
      const tooSoon = isRefusal(attempt) && attempt.refusal === 'recheck_too_soon'
      return respond(reply, tooSoon ? await readAttempt(deps, checkoutId, attemptId) : attempt)
    },
  )

  http.post(
    `${BASE}/close`,
    { ...guarded, schema: { hide: true, params: Params, querystring: Query } },
    async (request, reply) => {
      const { checkoutId } = request.params
      const closed = await closeCheckout(deps, checkoutId)
      return respond(
        reply,
        isRefusal(closed) ? closed : await readCashierView(deps, checkoutId, sceneOf(request)),
      )
    },
  )

  http.get(
    `${BASE}/attempts/:attemptId/qr.png`,
    {
      ...guarded,
      schema: {
        hide: true,
        params: AttemptParams,
        querystring: Type.Object({
          k: Type.Optional(Type.String({ maxLength: 128 })),
          size: Type.Optional(Type.Integer({ minimum: 1, maximum: 1600 })),
          download: Type.Optional(Type.String({ maxLength: 1 })),
        }),
      },
    },
    async (request, reply) => {
      const { checkoutId, attemptId } = request.params
      const content = await readQrContent(deps, checkoutId, attemptId)
      if (isRefusal(content)) return respond(reply, content)
      if (request.query.download === '1')
        reply.header('content-disposition', `attachment; filename="hutong-${attemptId}.png"`)
      return reply.type('image/png').send(await drawQrPng(content, request.query.size))
    },
  )

  http.get('/cashier/api/*', { schema: { hide: true } }, (_request, reply) =>
    reply.refuse(refuse('not_found')),
  )
}

/** What the page says; else a guess by the browser, which only decides which methods come first. */
function sceneOf(request: {
  readonly query: { readonly scene?: StartAttempt['scene'] }
  readonly headers: { readonly 'user-agent'?: string | undefined }
}): StartAttempt['scene'] {
  const isPhone = /Mobi|Android/i.test(request.headers['user-agent'] ?? '')
  return request.query.scene ?? (isPhone ? 'mobile_web' : 'desktop_web')
}
