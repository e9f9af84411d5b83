import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { type HttpServer, rawBody, respond } from '../../../platform/http/index.js'
import { isRefusal, type Refusal } from '../../../platform/refusal/index.js'
import { oneOf, onlyRoles } from '../../access/index.js'
import { actorOf } from '../../audit/index.js'
import {
  beginCapability,
  changeDocuments,
  submitCapability,
  withdrawCapability,
} from './change-capability.js'
import { checkCapability } from './check-capability.js'
import type { CapabilityDeps } from './deps.js'
import { CAPABILITY_KINDS } from './kinds.js'
import { recordDecision } from './record-decision.js'
import { ActBody, BeginBody, CapabilityParams, ChangeBody, RecordBody } from './schema.js'
import { registerSubMerchantRoutes } from './sub-merchants/routes.js'
import { takeDeskNotice } from './take-desk-notice.js'
import { viewCapabilities } from './view-capability.js'

const WHO = onlyRoles('operator')
/** Asking changes nothing that the institution has not decided. */
const WHO_ASKS = onlyRoles('support', 'operator')

/** What operators do with what institutions grant; and where desks tell what they decided. */
export function registerCapabilityRoutes(http: HttpServer, deps: CapabilityDeps): void {
  const show = async (reply: FastifyReply, id: string | Refusal, status = 200) => {
    if (isRefusal(id)) return reply.refuse(id)
    const [capability] = await viewCapabilities(deps.db, id)
    return respond(reply as never, capability, status)
  }

  registerSubMerchantRoutes(http, deps)

  http.get('/console/api/capabilities', { schema: { hide: true } }, async (_request, reply) =>
    respond(reply, { data: await viewCapabilities(deps.db, null), kinds: CAPABILITY_KINDS }),
  )

  http.post(
    '/console/api/capabilities',
    { config: WHO, schema: { hide: true, body: BeginBody } },
    async (request, reply) => {
      const { kind, documents, why } = request.body
      return show(reply, await beginCapability(deps, kind, documents, { actor: actorOf(request), why }), 201)
    },
  )

  http.post(
    '/console/api/capabilities/:id/change',
    { config: WHO, schema: { hide: true, params: CapabilityParams, body: ChangeBody } },
    async (request, reply) => {
      const { documents, seen = null, why } = request.body
      const by = { actor: actorOf(request), why }
      return show(reply, await changeDocuments(deps, request.params.id, { documents, seen }, by))
    },
  )

  http.post(
    '/console/api/capabilities/:id/submit',
    { config: WHO, schema: { hide: true, params: CapabilityParams, body: ActBody } },
    async (request, reply) => {
      const by = { actor: actorOf(request), why: request.body.why }
      return show(reply, await submitCapability(deps, request.params.id, by))
    },
  )

  http.post(
    '/console/api/capabilities/:id/withdraw',
    { config: WHO, schema: { hide: true, params: CapabilityParams, body: ActBody } },
    async (request, reply) => {
      const by = { actor: actorOf(request), why: request.body.why }
      return show(reply, await withdrawCapability(deps, request.params.id, by))
    },
  )

  http.post(
    '/console/api/capabilities/:id/record',
    { config: WHO, schema: { hide: true, params: CapabilityParams, body: RecordBody } },
    async (request, reply) => {
      const { decision, reasons = [], paper, why } = request.body
      const by = { actor: actorOf(request), why }
      return show(reply, await recordDecision(deps, request.params.id, { decision, reasons, paper }, by))
    },
  )

  http.post(
    '/console/api/capabilities/:id/check',
    { config: WHO_ASKS, schema: { hide: true, params: CapabilityParams } },
    async (request, reply) => show(reply, await checkCapability(deps, request.params.id)),
  )

  http.post(
    '/notices/capabilities/:institution',
    {
      config: { rawBody: true },
      schema: {
        hide: true,
        params: Type.Object({ institution: oneOf(['wechatpay', 'alipay'], 'Whose desk.') }),
      },
    },
    async (request, reply) => {
      const taken = await takeDeskNotice(deps, request.params.institution, {
        headers: request.headers,
        body: rawBody(request),
        receivedAt: deps.clock.now(),
      })
      return isRefusal(taken) ? reply.refuse(taken) : respond(reply, { taken: true })
    },
  )
}
