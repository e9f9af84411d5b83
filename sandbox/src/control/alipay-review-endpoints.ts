import { Type } from 'typebox'
import { type AlipayByHand, rejects, ZFT_DECISIONS, type ZftDecision } from '../alipay/index.js'
import { done, type Endpoint, refused } from './endpoint.js'

const DECISION = Type.Object(
  {
    decision: Type.Unsafe<ZftDecision>({ type: 'string', enum: [...ZFT_DECISIONS] }),
    reason: Type.Optional(Type.String({ minLength: 1, maxLength: 512 })),
  },
  { additionalProperties: false },
)
const ORDER = Type.Record(Type.String(), Type.Unknown())

/** Applications of merchants that a platform collects for, decided by hand. */
export function alipayReviewEndpoints(byHand: AlipayByHand): Endpoint[] {
  return [
    {
      method: 'GET',
      path: '/control/alipay/merchant-applications',
      summary: '直付通商户进件，最新在前 / Applications of sub-merchants, newest first',
      answer: Type.Array(ORDER),
      act: () => done(byHand.merchantApplications()),
    },
    {
      method: 'POST',
      path: '/control/alipay/merchant-applications/:id/decide',
      summary:
        '进件审核：客户资料、风控、商户确认，或一步通过；驳回须有原因 / Data, risk, the merchant’s own consent, or all at once; a rejection needs a reason',
      body: DECISION,
      answer: ORDER,
      act({ params, body }) {
        const { decision, reason } = body as { decision: ZftDecision; reason?: string }
        if (rejects(decision) && reason === undefined)
          return refused(409, 'reason_missing', '驳回须写明原因。', 'A rejection needs a reason.')
        const order = byHand.decideApplication(params.id ?? '', decision, reason)
        return order
          ? done(order)
          : refused(409, 'not_open', '没有这份进件，或已有结论。', 'There is no such open application.')
      },
    },
  ]
}
