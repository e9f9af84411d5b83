import { Type } from 'typebox'
import { type HttpServer, respond } from '../../../platform/http/index.js'
import { isRefusal, type Refusal } from '../../../platform/refusal/index.js'
import { merchantOf } from '../../access/index.js'
import { actorOf } from '../../audit/index.js'
import type { LaunchesDeps } from '../deps.js'
import { acceptInvitation } from './accept-invitation.js'
import { agreeToTerms } from './agree-to-terms.js'
import { declineInvitation, noteSeen } from './answer-invitation.js'
import { pauseParticipation, resumeParticipation } from './pause-participation.js'
import { LaunchParams } from './schema.js'
import { viewLaunchesOf } from './workbench-view.js'

const closed = { additionalProperties: false }
const Seq = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })
const MaybeWhy = Type.Object({ why: Type.Optional(Type.String({ maxLength: 500 })) }, closed)

/** The invitation letter and what a merchant does with it. Each answer is the whole picture anew. */
export function registerWorkbenchRoutes(http: HttpServer, deps: LaunchesDeps): void {
  const view = async (merchantId: string, done: unknown): Promise<unknown | Refusal> =>
    isRefusal(done) ? done : viewLaunchesOf(deps, merchantId)

  http.get('/workbench/api/launches', { schema: { hide: true } }, async (request, reply) =>
    respond(reply, await viewLaunchesOf(deps, merchantOf(request))),
  )

  http.post(
    '/workbench/api/launches/:launchId/accept',
    {
      schema: {
        hide: true,
        params: LaunchParams,
        body: Type.Object({ termsSeq: Seq }, closed),
      },
    },
    async (request, reply) => {
      const merchantId = merchantOf(request)
      const wish = { merchantId, ...request.params, ...request.body, actor: actorOf(request) }
      return respond(reply, await view(merchantId, await acceptInvitation(deps, wish)))
    },
  )

  for (const [verb, act] of [
    ['decline', declineInvitation],
    ['pause', pauseParticipation],
  ] as const)
    http.post(
      `/workbench/api/launches/:launchId/${verb}`,
      { schema: { hide: true, params: LaunchParams, body: MaybeWhy } },
      async (request, reply) => {
        const merchantId = merchantOf(request)
        const by = { actor: actorOf(request), why: request.body.why?.trim() || null }
        return respond(reply, await view(merchantId, await act(deps, { merchantId, ...request.params }, by)))
      },
    )

  http.post(
    '/workbench/api/launches/:launchId/resume',
    { schema: { hide: true, params: LaunchParams } },
    async (request, reply) => {
      const merchantId = merchantOf(request)
      const key = { merchantId, ...request.params }
      const resumed = await resumeParticipation(deps, key, { actor: actorOf(request) })
      return respond(reply, await view(merchantId, resumed))
    },
  )

  // "Later" keeps the letter: that it was read is all that there is to note.
  for (const verb of ['seen', 'later'])
    http.post(
      `/workbench/api/launches/:launchId/${verb}`,
      { schema: { hide: true, params: LaunchParams } },
      async (request, reply) =>
        respond(reply, await noteSeen(deps, { merchantId: merchantOf(request), ...request.params })),
    )

  http.post(
    '/workbench/api/terms/:seq/agree',
    { schema: { hide: true, params: Type.Object({ seq: Seq }) } },
    async (request, reply) => {
      const merchantId = merchantOf(request)
      const wish = { merchantId, seq: request.params.seq, actor: actorOf(request) }
      return respond(reply, await view(merchantId, await agreeToTerms(deps, wish)))
    },
  )
}
