import { type AlipayByHand, allows, type Complaint, isOver } from '../../alipay/index.js'
import type { PhoneComplaint, PhoneComplaints, Step } from './phone-complaint.js'

const SPEAKERS = { USER: 'payer', MERCHANT: 'merchant', AUDITOR: 'platform', SYSTEM: 'system' } as const
const PAYERS_STEPS = ['respond', 'confirm', 'revoke', 'escalate'] as const

/** An ended complaint stays ended: to go on is another complaint about the same payment. */
const nextOf = (complaint: Complaint): readonly Step[] =>
  isOver(complaint.state) ? ['continue'] : PAYERS_STEPS.filter((step) => allows(complaint, step))

const view = (complaint: Complaint): PhoneComplaint => ({
  id: complaint.id,
  orderId: complaint.orderId,
  outTradeNo: complaint.outTradeNo,
  state: complaint.state,
  problemType: complaint.problemType,
  createdAtMs: complaint.createdAtMs,
  said: [
    { atMs: complaint.createdAtMs, by: 'payer', what: 'raised', text: complaint.content },
    ...complaint.said.map(({ atMs, role, event, content }) => ({
      atMs,
      by: SPEAKERS[role],
      what: event,
      text: content,
    })),
  ],
  next: nextOf(complaint),
})

export function alipayComplaints(byHand: AlipayByHand): PhoneComplaints {
  return {
    wallet: 'alipay',
    of: (userId) =>
      byHand
        .complaints()
        .filter((one) => one.userId === userId)
        .map(view),
    raise(userId, wanted) {
      const all = byHand.complaints()
      if (all.some((one) => one.orderId === wanted.orderId && one.userId === userId && !isOver(one.state)))
        return 'already'
      const complaint = byHand.raiseComplaint({ ...wanted, userId })
      return complaint ? view(complaint) : 'not_yours'
    },
    follow({ id, orderId, problemType }, step, text) {
      const complaint =
        step === 'continue'
          ? byHand.raiseComplaint({ orderId, problemType, detail: text })
          : byHand.followComplaint(id, step, text)
      return complaint === null || complaint === 'not_now' ? null : view(complaint)
    },
  }
}
