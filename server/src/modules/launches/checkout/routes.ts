import { Type } from 'typebox'
import { type HttpServer, respond } from '../../../platform/http/index.js'
import { isRefusal } from '../../../platform/refusal/index.js'
import { listOf, marketplaceCall, refused } from '../../access/index.js'
import { CHECKOUTS_REFUSALS, CheckoutParams, Scene } from '../../checkouts/index.js'
import type { LaunchesDeps } from '../deps.js'
import { readMethods } from './read-methods.js'
import { MethodChoice, MethodReason } from './schema.js'
import { viewMethod } from './view-method.js'

export function registerMethodsRoutes(http: HttpServer, deps: LaunchesDeps): void {
  for (const schema of [MethodReason, MethodChoice]) http.addSchema(schema)

  http.get(
    '/v1/checkouts/:checkoutId/methods',
    {
      schema: {
        ...marketplaceCall(
          'Attempts',
          'readMethods',
          'Which methods may be used, and why not',
          'The same function draws the cashier and answers support.',
        ),
        params: CheckoutParams,
        querystring: Type.Object({ scene: Type.Optional(Scene) }),
        response: {
          200: listOf(MethodChoice, 'Every method, shown or hidden with the reasons.'),
          ...refused(CHECKOUTS_REFUSALS, ['checkout_not_found']),
        },
      },
    },
    async (request, reply) => {
      const scene = request.query.scene ?? 'desktop_web'
      const methods = await readMethods(deps, request.params.checkoutId, scene)
      return respond(reply, isRefusal(methods) ? methods : { data: methods.map(viewMethod) })
    },
  )
}
