import type { Complaint, FollowUp, ProblemType } from './complaint-calls.js'

type Words = readonly [zh: string, en: string]

export const PROBLEM_WORDS: Record<ProblemType, Words> = {
  REFUND: ['申请退款', 'I want my money back'],
  SERVICE_NOT_WORK: ['服务权益未生效', 'The service does not work'],
  OTHERS: ['其他问题', 'Something else'],
}

export const STATE_WORDS: Record<Complaint['state'], Words> = {
  PENDING: ['待商家处理', 'The merchant has not begun'],
  PROCESSING: ['商家处理中', 'The merchant is at it'],
  PROCESSED: ['已处理完', 'Dealt with'],
}

export const FOLLOW_WORDS: Record<FollowUp, Words> = {
  respond: ['回复商家', 'Answer the merchant'],
  continue: ['继续投诉', 'Complain again'],
  confirm: ['问题已解决', 'It is solved'],
  revoke: ['撤诉', 'Take it back'],
}

export const SPEAKER_WORDS: Record<Complaint['said'][number]['by'], Words> = {
  payer: ['我', 'Me'],
  merchant: ['商家', 'Merchant'],
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
