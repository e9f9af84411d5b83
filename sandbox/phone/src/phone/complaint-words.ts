import type { Complaint, ComplaintState, FollowUp, ProblemType } from './complaint-calls.js'

type Words = readonly [zh: string, en: string]

export const PROBLEM_WORDS: Record<ProblemType, Words> = {
  REFUND: ['申请退款', 'I want my money back'],
  SERVICE_NOT_WORK: ['服务权益未生效', 'The service does not work'],
  OTHERS: ['其他问题', 'Something else'],
}

export const STATE_WORDS: Record<ComplaintState, Words> = {
  PENDING: ['待商家处理', 'The merchant has not begun'],
  PROCESSING: ['商家处理中', 'The merchant is at it'],
  PROCESSED: ['已处理完', 'Dealt with'],
  MERCHANT_PROCESSING: ['待商家处理', 'The merchant has not answered'],
  MERCHANT_FEEDBACKED: ['商家已反馈', 'The merchant has answered'],
  FINISHED: ['投诉已完结', 'Dealt with'],
  CANCELLED: ['投诉已撤销', 'Taken back'],
  PLATFORM_PROCESSING: ['支付宝处理中', 'Alipay is at it'],
  PLATFORM_FINISH: ['支付宝已处理完结', 'Alipay has decided'],
  CLOSED: ['系统已关闭', 'Closed by the system'],
}

export const FOLLOW_WORDS: Record<FollowUp, Words> = {
  respond: ['回复商家', 'Answer the merchant'],
  continue: ['继续投诉', 'Complain again'],
  confirm: ['问题已解决', 'It is solved'],
  revoke: ['撤诉', 'Take it back'],
  escalate: ['申请支付宝介入', 'Call for Alipay'],
}

/** What the text goes to: the institution's people once they are at it. */
export const textWords = (step: FollowUp, state: ComplaintState): Words =>
  state === 'PLATFORM_PROCESSING' ? ['补充说明', 'Say more'] : FOLLOW_WORDS[step]

export const SPEAKER_WORDS: Record<Complaint['said'][number]['by'], Words> = {
  payer: ['我', 'Me'],
  merchant: ['商家', 'Merchant'],
  platform: ['支付宝客服', 'Alipay’s service'],
  system: ['系统', 'System'],
}

const UNSAID: Record<string, Words> = {
  USER_COMFIRM_COMPLAINT: ['确认问题已解决', 'Agreed that it is solved'],
  USER_REVOKE_COMPLAINT: ['撤诉', 'Took it back'],
  MERCHANT_CONFIRM_COMPLETE: ['商家反馈处理完成', 'The merchant says it is done'],
}

/** What a step says when nobody wrote a text; the institution's own word where there is none of ours. */
export function wordsOf({ text, what }: { text: string; what: string }): Words {
  return text === '' ? (UNSAID[what] ?? [what, what]) : [text, text]
}

/** The steps that carry a text, and those that end the matter. */
export const speaks = (follow: FollowUp): boolean => follow === 'respond' || follow === 'continue'
