import type { Core } from '../../core/core.js'
import type { Collection } from '../../core/store.js'
import { type Complaint, FOLLOW_UPS, type FollowUp } from '../../wechatpay/complaints/complaint-book.js'
import type { WechatPayControl } from '../../wechatpay/control/wechatpay-control.js'
import type { Order } from '../../wechatpay/order-book.js'
import type { PhoneComplaint, PhoneComplaints, Step } from './phone-complaint.js'

const speakerOf = (operator: string): PhoneComplaint['said'][number]['by'] =>
  operator === '投诉人' ? 'payer' : operator === '系统' ? 'system' : 'merchant'

const isFollowUp = (step: Step): step is FollowUp => FOLLOW_UPS.some((one) => one === step)

export function wechatComplaints(core: Core, wechatpay: WechatPayControl): PhoneComplaints {
  const orders: Collection<Order> = core.store.collection('wechatpay_orders')
  const paidBy = (userId: string, orderId: string): Order | null => {
    const order = orders.get(orderId)
    return order?.paid?.userId === userId ? order : null
  }
  const view = (complaint: Complaint): PhoneComplaint => ({
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
    // An open complaint is talked about or ended, an ended one is taken up again.
    next: complaint.state === 'PROCESSED' ? ['continue'] : ['respond', 'confirm', 'revoke'],
  })

  return {
    wallet: 'wechat',
    of: (userId) =>
      wechatpay
        .complaints()
        .filter((one) => paidBy(userId, one.orderId) !== null)
        .map(view),
    raise(userId, wanted) {
      const order = paidBy(userId, wanted.orderId)
      if (!order) return 'not_yours'
      const all = wechatpay.complaints()
      if (all.some((one) => one.orderId === order.id && one.state !== 'PROCESSED')) return 'already'
      const complaint = wechatpay.raiseComplaint({ ...wanted, outTradeNo: order.outTradeNo })
      return complaint ? view(complaint) : 'not_yours'
    },
    follow({ id }, step, text) {
      const complaint = isFollowUp(step) ? wechatpay.followComplaint(id, step, text) : null
      return complaint && view(complaint)
    },
  }
}
