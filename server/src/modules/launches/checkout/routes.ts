import { Type } from 'typebox'
import { type HttpServer, respond } from '../../../platform/http/index.js'
import { isRefusal } from '../../../platform/refusal/index.js'
import { listOf, marketplaceCall, refused } from '../../access/index.js'
import { CHECKOUTS_REFUSALS, CheckoutParams, Scene } from '../../checkouts/index.js'
import type { LaunchesDeps } from '../deps.js'
import { At, EXPLAIN_REFUSALS, explainCheckout } from '../explain/index.js'
import { MethodChoice, MethodReason } from './schema.js'

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
          'The same function draws the cashier and answers support. `at` asks about a past moment: the rules, the merchants and the checkout as they stood then.',
        ),
        params: CheckoutParams,
        querystring: Type.Object({ scene: Type.Optional(Scene), at: At }),
        response: {
          200: listOf(MethodChoice, 'Every method, shown or hidden with the reasons.'),
          ...refused({ ...CHECKOUTS_REFUSALS, ...EXPLAIN_REFUSALS }, [
            'checkout_not_found',
            'moment_to_come',
            'moment_before_checkout',
          ]),
        },
      },
    },
    async (request, reply) => {
      const { scene = 'desktop_web', at } = request.query
      const moment = at === undefined ? null : new Date(at)
      const explained = await explainCheckout(deps, request.params.checkoutId, scene, moment)
      return respond(reply, isRefusal(explained) ? explained : { data: explained.methods })
    },
  )
}
