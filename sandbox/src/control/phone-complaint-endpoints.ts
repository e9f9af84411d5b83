import { Type } from 'typebox'
import { isAlipayServer } from '../alipay/index.js'
import type { Core } from '../core/core.js'
import type { InstitutionServer } from '../core/institution.js'
import type { WechatPayControl } from '../wechatpay/control/wechatpay-control.js'
import { done, type Endpoint, refused } from './endpoint.js'
import { alipayComplaints } from './phone-complaints/alipay-complaints.js'
import {
  COMPLAINT,
  type Grievance,
  ORDER,
  type PhoneComplaint,
  type PhoneComplaints,
  PROBLEM_TYPE,
  STEP,
  type Step,
} from './phone-complaints/phone-complaint.js'
import { wechatComplaints } from './phone-complaints/wechat-complaints.js'

const closed = { additionalProperties: false }
const NUMBER = Type.String({ minLength: 1, maxLength: 64 })
const TEXT = Type.String({ minLength: 1, maxLength: 300 })

const NOT_YOURS = refused(
  404,
  'no_such_payment',
  '没有找到你付的这笔款，不能投诉。',
  'There is no payment of yours with this number, so there is nothing to complain about.',
)
const ALREADY = refused(
  409,
  'already_complained',
  '这笔款已有投诉在处理，请在原投诉里继续说。',
  'A complaint about this payment is being dealt with; go on in that one.',
)
const NOT_NOW = refused(
  409,
  'not_now',
  '投诉现在的状态不能这样做，请刷新后再看。',
  'The complaint does not allow this now; look again.',
)

/** Complaints as their payer sees them on the phone; without a user, as the default user of each wallet. */
export function phoneComplaintEndpoints(
  core: Core,
  servers: readonly InstitutionServer[],
  wechatpay: WechatPayControl,
): Endpoint[] {
  const alipay = servers.find(isAlipayServer)
  const all: PhoneComplaints[] = [
    wechatComplaints(core, wechatpay),
    ...(alipay ? [alipayComplaints(alipay.byHand)] : []),
  ]
  const seats = (userId: string | undefined): Array<{ side: PhoneComplaints; userId: string }> =>
    all.flatMap((side) => {
      const user = userId === undefined ? core.wallets.defaultUser(side.wallet) : core.wallets.user(userId)
      return user?.wallet === side.wallet ? [{ side, userId: user.id }] : []
    })

  return [
    {
      method: 'GET',
      path: '/phone/api/complaints',
      summary: '我的投诉，新的在前 / The payer’s own complaints, newest first',
      query: Type.Object({ orderId: Type.Optional(ORDER), userId: Type.Optional(NUMBER) }, closed),
      answer: Type.Array(COMPLAINT),
      act({ query }) {
        const { orderId } = query
        const mine = seats(query.userId).flatMap(({ side, userId }) => side.of(userId))
        // What came at the same moment stands in the order in which it came.
        const sorted = mine.toSorted((a, b) => a.createdAtMs - b.createdAtMs).toReversed()
        return done(sorted.filter((one) => orderId === undefined || one.orderId === orderId))
      },
    },
    {
      method: 'POST',
      path: '/phone/api/complaints',
      summary: '投诉一笔付款 / Complain about a payment',
      body: Type.Object(
        { orderId: ORDER, problemType: PROBLEM_TYPE, detail: TEXT, userId: Type.Optional(NUMBER) },
        closed,
      ),
      answer: COMPLAINT,
      act({ body }) {
        const { userId, ...wanted } = body as Grievance & { userId?: string }
        for (const seat of seats(userId)) {
          const raised = seat.side.raise(seat.userId, wanted)
          if (raised !== 'not_yours') return raised === 'already' ? ALREADY : done(raised)
        }
        return NOT_YOURS
      },
    },
    {
      method: 'POST',
      path: '/phone/api/complaints/:id/follow',
      summary:
        '回复、撤诉、确认解决、再次投诉或申请平台介入 / Respond, take back, agree, complain again, or call for the platform',
      body: Type.Object({ follow: STEP, text: Type.Optional(TEXT), userId: Type.Optional(NUMBER) }, closed),
      answer: COMPLAINT,
      act({ params, body }) {
        const { follow, text = '', userId } = body as { follow: Step; text?: string; userId?: string }
        for (const seat of seats(userId)) {
          const found: PhoneComplaint | undefined = seat.side
            .of(seat.userId)
            .find((one) => one.id === params.id)
          if (!found) continue
          if (!found.next.includes(follow)) return NOT_NOW
          const followed = seat.side.follow(found, follow, text)
          return followed ? done(followed) : NOT_YOURS
        }
        return NOT_YOURS
      },
    },
  ]
}
