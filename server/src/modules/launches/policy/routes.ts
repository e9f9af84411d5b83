import { Type } from 'typebox'
import { type HttpServer, respond } from '../../../platform/http/index.js'
import { isRefusal } from '../../../platform/refusal/index.js'
import { onlyRoles } from '../../access/index.js'
import { actorOf, GivenWhy } from '../../audit/index.js'
import type { LaunchesDeps } from '../deps.js'
import { MethodPolicy } from '../rules-schema.js'
import { changePolicy, type PolicyVersion, readPolicy } from './change-policy.js'

const closed = { additionalProperties: false }

export function registerPolicyRoutes(http: HttpServer, deps: LaunchesDeps): void {
  http.get('/console/api/method-policy', { schema: { hide: true } }, async (_request, reply) =>
    respond(reply, view(await readPolicy(deps.db))),
  )

  http.post(
    '/console/api/method-policy',
    {
      config: onlyRoles('operator'),
      schema: {
        hide: true,
        body: Type.Object(
          {
            /** The version that was seen; 0 before there is one. */
            version: Type.Integer({ minimum: 0 }),
            policy: Type.Object(MethodPolicy.properties, closed),
            why: GivenWhy,
          },
          closed,
        ),
      },
    },
    async (request, reply) => {
      const { version, policy, why } = request.body
      const changed = await changePolicy(deps, { version, policy }, { actor: actorOf(request), why })
      return respond(reply, isRefusal(changed) ? changed : view(changed))
    },
  )
}

const view = ({ version, validFrom, policy }: PolicyVersion) => ({
  version,
  validFrom: validFrom?.toISOString() ?? null,
  policy,
})
