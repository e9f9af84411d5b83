import { Type } from 'typebox'
import type { InstitutionName, NoticeReply, RawNotice } from '../../connectors/contract.js'
import { type HttpServer, rawBody } from '../../platform/http/index.js'
import { isRefusal, type Refusal } from '../../platform/refusal/index.js'
import { takeMessage } from './take-message.js'
import { type NoticesDeps, takeNotice } from './take-notice.js'

type Take = (
  deps: NoticesDeps,
  institution: InstitutionName,
  accountId: string,
  raw: RawNotice,
) => Promise<NoticeReply | Refusal<'account_not_found'>>

/** Where institutions send their notices. No query string: WeChat Pay refuses addresses with one. */
export function registerNoticesRoutes(http: HttpServer, deps: NoticesDeps): void {
  const listen = (path: string, institution: InstitutionName, take: Take): void => {
    http.post(
      path,
      {
        config: { rawBody: true },
        schema: { hide: true, params: Type.Object({ accountId: Type.String({ maxLength: 64 }) }) },
      },
      async (request, reply) => {
        const answer = await take(deps, institution, request.params.accountId, {
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
  listen('/notices/wechatpay/:accountId', 'wechatpay', takeNotice)
  listen('/notices/alipay/:accountId', 'alipay', takeNotice)
  // What has no payment to be told with goes to one address of the application, entered at the institution by hand.
  listen('/notices/alipay/:accountId/messages', 'alipay', takeMessage)
}
