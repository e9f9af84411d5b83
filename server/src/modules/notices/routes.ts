import { Type } from 'typebox'
import type { InstitutionName } from '../../connectors/contract.js'
import { type HttpServer, rawBody } from '../../platform/http/index.js'
import { isRefusal } from '../../platform/refusal/index.js'
import { type NoticesDeps, takeNotice } from './take-notice.js'

/** Where institutions send their notices. No query string: WeChat Pay refuses addresses with one. */
export function registerNoticesRoutes(http: HttpServer, deps: NoticesDeps): void {
  for (const institution of ['wechatpay', 'alipay'] as const satisfies readonly InstitutionName[]) {
    http.post(
      `/notices/${institution}/:accountId`,
      {
        config: { rawBody: true },
        schema: { hide: true, params: Type.Object({ accountId: Type.String({ maxLength: 64 }) }) },
      },
      async (request, reply) => {
        const answer = await takeNotice(deps, institution, request.params.accountId, {
          headers: request.headers,
          body: rawBody(request),
          receivedAt: deps.clock.now(),
        })
        if (isRefusal(answer)) return reply.refuse(answer)
        reply.code(answer.status)
        if (answer.contentType !== '') reply.type(answer.contentType)
        return reply.send(answer.body as never)
      },
    )
  }
}
