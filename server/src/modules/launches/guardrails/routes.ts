import { Type } from 'typebox'
import { type HttpServer, respond } from '../../../platform/http/index.js'
import { refuse } from '../../../platform/refusal/index.js'
import { Time } from '../../access/index.js'
import type { LaunchesDeps } from '../deps.js'
import { selectLaunch } from '../ramp/queries.js'
import { LaunchParams } from '../ramp/schema.js'
import { readChart } from './chart.js'

const DAY_MS = 24 * 3_600_000
const LONGEST_SPAN_MS = 400 * DAY_MS

export function registerGuardrailsRoutes(http: HttpServer, { db, clock }: LaunchesDeps): void {
  http.get(
    '/console/api/launches/:id/chart',
    {
      schema: {
        hide: true,
        params: LaunchParams,
        querystring: Type.Object({
          from: Type.Optional(Time('Beginning; a day before the end when absent.')),
          until: Type.Optional(Time('End; now when absent.')),
          buckets: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })),
        }),
      },
    },
    async (request, reply) => {
      const launch = await selectLaunch(db, request.params.id)
      if (launch === null) return respond(reply, refuse('launch_not_found'))
      const { buckets = 60 } = request.query
      const until = request.query.until === undefined ? clock.now() : new Date(request.query.until)
      const from =
        request.query.from === undefined ? new Date(until.getTime() - DAY_MS) : new Date(request.query.from)
      const spanMs = until.getTime() - from.getTime()
      if (spanMs <= 0 || spanMs > LONGEST_SPAN_MS) return respond(reply, refuse('chart_span_wrong'))
      return respond(reply, await readChart(db, launch, { from, until, buckets }))
    },
  )
}
