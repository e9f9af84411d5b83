import type { ApplymentKind, ApplymentState } from './applyment-book.js'

/** What a reviewer, the merchant's administrator or the bank does. */
export const DECISIONS = [
  'verify_account',
  'audit',
  'approve',
  'reject',
  'sign',
  'fail',
  'freeze',
  'cancel',
] as const
export type Decision = (typeof DECISIONS)[number]

/** Where a decision leads. */
export const LEADS_TO: Record<Decision, ApplymentState> = {
  verify_account: 'confirming',
  audit: 'auditing',
  approve: 'to_be_signed',
  reject: 'rejected',
  sign: 'opening',
  fail: 'editing',
  freeze: 'frozen',
  cancel: 'canceled',
}

/** 21-applyment §2 and 14-ecommerce §2.1: which decision each state allows. */
const ALLOWED: Record<ApplymentKind, Partial<Record<ApplymentState, readonly Decision[]>>> = {
  provider: {
    editing: ['cancel'],
    auditing: ['verify_account', 'approve', 'reject', 'fail', 'cancel'],
    confirming: ['audit', 'approve', 'cancel'],
    rejected: ['cancel'],
    to_be_signed: ['sign', 'cancel'],
  },
  ecommerce: {
    checking: ['verify_account', 'audit', 'reject', 'cancel', 'freeze'],
    confirming: ['audit', 'reject', 'cancel', 'freeze'],
    auditing: ['approve', 'reject', 'cancel', 'freeze'],
    rejected: ['cancel'],
    to_be_signed: ['sign', 'cancel', 'freeze'],
  },
}

export function decisionsFor(kind: ApplymentKind, state: ApplymentState): readonly Decision[] {
  return ALLOWED[kind][state] ?? []
}

/** The documented spellings, mistakes included. */
export const STATE_ON_THE_WIRE: Record<ApplymentKind, Record<ApplymentState, string>> = {
  provider: {
    editing: 'APPLYMENT_STATE_EDITTING',
    checking: 'APPLYMENT_STATE_AUDITING',
    auditing: 'APPLYMENT_STATE_AUDITING',
    confirming: 'APPLYMENT_STATE_TO_BE_CONFIRMED',
    rejected: 'APPLYMENT_STATE_REJECTED',
    to_be_signed: 'APPLYMENT_STATE_TO_BE_SIGNED',
    opening: 'APPLYMENT_STATE_SIGNING',
    finished: 'APPLYMENT_STATE_FINISHED',
    frozen: 'APPLYMENT_STATE_CANCELED',
    canceled: 'APPLYMENT_STATE_CANCELED',
  },
  ecommerce: {
    editing: 'CHECKING',
    checking: 'CHECKING',
    auditing: 'AUDITING',
    confirming: 'ACCOUNT_NEED_VERIFY',
    rejected: 'REJECTED',
    to_be_signed: 'NEED_SIGN',
    // The e-commerce flow knows no state between signing and being open.
    opening: 'NEED_SIGN',
    finished: 'FINISH',
    frozen: 'FROZEN',
    canceled: 'CANCELED',
  },
}

export const STATE_TEXT: Record<ApplymentState, string> = {
  editing: '提交申请发生错误，请重新提交',
  checking: '资料校验中',
  auditing: '申请单正在审核中，请耐心等待',
  confirming: '请超级管理员完成账户验证',
  rejected: '申请资料未通过审核，请按驳回原因修改后重新提交',
  to_be_signed: '请超级管理员使用微信打开签约链接完成签约',
  opening: '系统开通相关权限中，请耐心等待',
  finished: '商户入驻申请已完成',
  frozen: '申请单已冻结',
  canceled: '申请单已作废',
}
