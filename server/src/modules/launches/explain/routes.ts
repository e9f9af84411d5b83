import { Type } from 'typebox'
import { type HttpServer, respond } from '../../../platform/http/index.js'
import { answer, marketplaceCall, onlyRoles, refused } from '../../access/index.js'
import { Scene } from '../../checkouts/index.js'
import { MERCHANTS_REFUSALS } from '../../merchants/index.js'
import type { ExplainDeps } from './explain.js'
import { explainCase } from './explain-case.js'
import { explainCheckout } from './explain-checkout.js'
import { EXPLAIN_REFUSALS } from './refusals.js'
import { At, CaseBody, Explanation } from './schema.js'

const ConsoleQuery = Type.Object({
  checkoutId: Type.String({ minLength: 1, maxLength: 64 }),
  scene: Type.Optional(Scene),
  at: At,
})

/** "This shopper, this seller, these goods, here, at that time: shown or not, because …" */
export function registerExplainRoutes(http: HttpServer, deps: ExplainDeps): void {
  http.addSchema(Explanation)
  const explainBody = ({ shopper, merchantIds, goods, amountMinor, scene, at }: CaseBody) =>
    explainCase(
      deps,
      {
        shopper,
        merchantIds,
        goods: goods.map(({ category, sku }) => ({ category, sku: sku ?? null })),
        amountMinor: BigInt(amountMinor),
        scene: scene ?? 'desktop_web',
      },
      momentOf(at),
    )

  http.post(
    '/v1/methods/explain',
    {
      schema: {
        ...marketplaceCall(
          'Attempts',
          'explainMethods',
          'Which methods a cart would be offered, and why',
          'For a cart that need not exist, now or at a past moment. Changes nothing.',
        ),
        body: CaseBody,
        response: {
          200: answer(Explanation, 'Every method, with what decided it.'),
          ...refused(
            { ...MERCHANTS_REFUSALS, ...EXPLAIN_REFUSALS },
            ['merchant_not_found', 'moment_to_come'],
            'POST',
          ),
        },
      },
    },
    async (request, reply) => respond(reply, await explainBody(request.body)),
  )

  http.get(
    '/console/api/explain',
    { schema: { hide: true, querystring: ConsoleQuery } },
    async (request, reply) => {
      const { checkoutId, scene, at } = request.query
      return respond(reply, await explainCheckout(deps, checkoutId, scene ?? 'desktop_web', momentOf(at)))
    },
  )

  http.post(
    '/console/api/explain',
    // A question, not a change: whoever may read may ask.
    {
      config: onlyRoles('viewer', 'support', 'operator', 'finance'),
      schema: { hide: true, body: CaseBody },
    },
    async (request, reply) => respond(reply, await explainBody(request.body)),
  )
}

const momentOf = (at: string | undefined): Date | null => (at === undefined ? null : new Date(at))
