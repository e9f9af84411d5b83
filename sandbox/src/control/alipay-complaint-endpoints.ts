import { Type } from 'typebox'
import {
  type AlipayByHand,
  COMPLAINT_STEPS,
  type ComplaintStep,
  type NewComplaint,
  PROBLEM_TYPES,
} from '../alipay/index.js'
import { done, type Endpoint, refused } from './endpoint.js'

const closed = { additionalProperties: false }
const ID = Type.String({ minLength: 1, maxLength: 64 })
const TEXT = Type.String({ minLength: 1, maxLength: 300 })
const oneOf = (values: readonly string[]) => Type.Unsafe<string>({ type: 'string', enum: [...values] })
const COMPLAINT = Type.Record(Type.String(), Type.Unknown())

const NOT_FOUND = refused(404, 'not_found', '没有这条记录。', 'There is no such record.')
const NOT_NOW = refused(
  409,
  'not_now',
  '投诉现在的状态不能这样做。',
  'The state of the complaint does not allow this now.',
)

/** Trade complaints at Alipay: what payers, Alipay's service and its system do. */
export function alipayComplaintEndpoints(byHand: AlipayByHand): Endpoint[] {
  return [
    {
      method: 'GET',
      path: '/control/alipay/complaints',
      summary: '交易投诉 / Complaints about trades',
      answer: Type.Array(COMPLAINT),
      act: () => done(byHand.complaints()),
    },
    {
      method: 'POST',
      path: '/control/alipay/complaints',
      summary: '付款人投诉一笔已支付的交易 / The payer complains about a paid trade',
      body: Type.Object(
        {
          outTradeNo: ID,
          detail: TEXT,
          problemType: Type.Optional(oneOf(PROBLEM_TYPES)),
          phone: Type.Optional(Type.String({ pattern: '^[0-9+-]{5,20}$' })),
        },
        closed,
      ),
      answer: COMPLAINT,
      act({ body }) {
        const complaint = byHand.raiseComplaint(body as NewComplaint)
        return complaint ? done(complaint) : NOT_FOUND
      },
    },
    {
      method: 'POST',
      path: '/control/alipay/complaints/:id/follow',
      summary:
        '下一步：付款人 respond、confirm、revoke、escalate（申请平台介入），平台 decide、close / What comes next, by the payer or by Alipay',
      body: Type.Object({ follow: oneOf(COMPLAINT_STEPS), text: Type.Optional(TEXT) }, closed),
      answer: COMPLAINT,
      act({ params, body }) {
        const { follow, text } = body as { follow: ComplaintStep; text?: string }
        const complaint = byHand.followComplaint(params.id ?? '', follow, text)
        if (complaint === null) return NOT_FOUND
        return complaint === 'not_now' ? NOT_NOW : done(complaint)
      },
    },
  ]
}
