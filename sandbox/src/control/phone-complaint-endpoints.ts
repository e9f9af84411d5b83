import { Type } from 'typebox'
import type { Core } from '../core/core.js'
import type { Collection } from '../core/store.js'
import {
  type Complaint,
  FOLLOW_UPS,
  type FollowUp,
  PROBLEM_TYPES,
} from '../wechatpay/complaints/complaint-book.js'
import type { WechatPayControl } from '../wechatpay/control/wechatpay-control.js'
import type { Order } from '../wechatpay/order-book.js'
import { done, type Endpoint, refused } from './endpoint.js'

const closed = { additionalProperties: false }
const NUMBER = Type.String({ minLength: 1, maxLength: 64 })
const ORDER = Type.String({
  minLength: 1,
  maxLength: 128,
  description: '账单里那笔付款的 orderId / The payment’s orderId in the history',
})
const TEXT = Type.String({ minLength: 1, maxLength: 300 })
const oneOf = (values: readonly string[]) => Type.Unsafe<string>({ type: 'string', enum: [...values] })

const STATES = ['PENDING', 'PROCESSING', 'PROCESSED']
const SPEAKERS = ['payer', 'merchant', 'system'] as const
const COMPLAINT = Type.Object({
  id: NUMBER,
  orderId: ORDER,
  outTradeNo: NUMBER,
  state: oneOf(STATES),
  problemType: oneOf(PROBLEM_TYPES),
  createdAtMs: Type.Number(),
  said: Type.Array(
    Type.Object({ atMs: Type.Number(), by: oneOf(SPEAKERS), what: NUMBER, text: Type.String() }),
  ),
  next: Type.Array(oneOf(FOLLOW_UPS)),
})

const NOT_YOURS = refused(
  404,
  'no_such_payment',
  '在微信支付里没有找到你付的这笔款，不能投诉。',
  'WeChat Pay knows no payment of yours with this number, so there is nothing to complain about.',
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

/** What its payer may do: an open complaint is talked about or ended, an ended one is taken up again. */
const nextOf = ({ state }: Complaint): FollowUp[] =>
  state === 'PROCESSED' ? ['continue'] : ['respond', 'confirm', 'revoke']

const speakerOf = (operator: string): (typeof SPEAKERS)[number] =>
  operator === '投诉人' ? 'payer' : operator === '系统' ? 'system' : 'merchant'

/** Complaints as their payer sees them on the phone. */
export function phoneComplaintEndpoints(core: Core, wechatpay: WechatPayControl): Endpoint[] {
  const orders: Collection<Order> = core.store.collection('wechatpay_orders')
  const paidBy = (userId: string, orderId: string): Order | null => {
    const order = orders.get(orderId)
    return order?.paid?.userId === userId ? order : null
  }
  const view = (complaint: Complaint) => ({
    id: complaint.id,
    orderId: complaint.orderId,
    outTradeNo: orders.get(complaint.orderId)?.outTradeNo ?? '',
    state: complaint.state,
    problemType: complaint.problemType,
    createdAtMs: complaint.createdAtMs,
    said: complaint.history.map((one) => ({
      atMs: one.atMs,
      by: speakerOf(one.operator),
      what: one.operateType,
      text: one.details,
    })),
    next: nextOf(complaint),
  })
  const mine = (userId: string): Complaint[] =>
    wechatpay.complaints().filter((one) => paidBy(userId, one.orderId) !== null)
  const user = (userId?: string): string => userId ?? core.wallets.defaultUser('wechat').id

  return [
    {
      method: 'GET',
      path: '/phone/api/complaints',
      summary: '我的投诉，新的在前 / The payer’s own complaints, newest first',
      query: Type.Object({ orderId: Type.Optional(ORDER), userId: Type.Optional(NUMBER) }, closed),
      answer: Type.Array(COMPLAINT),
      act({ query }) {
        const { orderId } = query
        const all = mine(user(query.userId)).map(view).reverse()
        return done(all.filter((one) => orderId === undefined || one.orderId === orderId))
      },
    },
    {
      method: 'POST',
      path: '/phone/api/complaints',
      summary: '投诉一笔付款 / Complain about a payment',
      body: Type.Object(
        {
          orderId: ORDER,
          problemType: oneOf(PROBLEM_TYPES),
          detail: TEXT,
          userId: Type.Optional(NUMBER),
        },
        closed,
      ),
      answer: COMPLAINT,
      act({ body }) {
        const { userId, ...wanted } = body as {
          orderId: string
          problemType: Complaint['problemType']
          detail: string
          userId?: string
        }
        const order = paidBy(user(userId), wanted.orderId)
        if (!order) return NOT_YOURS
        const isOpen = wechatpay
          .complaints()
          .some((one) => one.orderId === order.id && one.state !== 'PROCESSED')
        if (isOpen) return ALREADY
        const complaint = wechatpay.raiseComplaint({ ...wanted, outTradeNo: order.outTradeNo })
        return complaint ? done(view(complaint)) : NOT_YOURS
      },
    },
    {
      method: 'POST',
      path: '/phone/api/complaints/:id/follow',
      summary: '回复、撤诉、确认解决或再次投诉 / Respond, take back, agree, or complain again',
      body: Type.Object(
        { follow: oneOf(FOLLOW_UPS), text: Type.Optional(TEXT), userId: Type.Optional(NUMBER) },
        closed,
      ),
      answer: COMPLAINT,
      act({ params, body }) {
        const { follow, text, userId } = body as { follow: FollowUp; text?: string; userId?: string }
        const found = mine(user(userId)).find((one) => one.id === params.id)
        if (!found) return NOT_YOURS
        if (!nextOf(found).includes(follow)) return NOT_NOW
        const complaint = wechatpay.followComplaint(found.id, follow, text)
        return complaint ? done(view(complaint)) : NOT_YOURS
      },
    },
  ]
}
