import type { Standing, WaitingKind } from './waiting-calls.js'

type Words = readonly [zh: string, en: string]

export interface WaitingWords {
  title: Words
  accept: Words
  /** null: there is nothing to turn down, it just keeps waiting. */
  decline: Words | null
  accepted: Words
  declined: Words
  sign: '+' | '−' | '≤'
}

const NOTHING_PAID: Words = ['已放弃，没有扣款。', 'Turned away; nothing was charged.']
const NOTHING_AGREED: Words = ['已取消，没有签约，没有扣款。', 'Cancelled; nothing was agreed or charged.']
const SIGN: Omit<WaitingWords, 'title'> = {
  accept: ['同意并签约', 'Agree and sign'],
  decline: ['取消', 'Cancel'],
  accepted: [
    '已签约，现在没有扣款。在“我的授权”里可以解约。',
    'Signed; nothing is charged now. It can be ended under “Agreements”.',
  ],
  declined: NOTHING_AGREED,
  sign: '≤',
}
const SHARE: Omit<WaitingWords, 'title'> = {
  accept: ['允许', 'Allow'],
  decline: ['拒绝', 'Deny'],
  accepted: ['已授权。', 'Allowed.'],
  declined: ['已拒绝，什么都没有给出。', 'Denied; nothing was shared.'],
  sign: '≤',
}

export const WAITING_WORDS: Record<WaitingKind, WaitingWords> = {
  transfer: {
    title: ['商家转账给你', 'A merchant sends you money'],
    accept: ['确认收款', 'Accept the money'],
    decline: null,
    accepted: ['已确认收款，钱很快到账。', 'Accepted; the money arrives in a moment.'],
    declined: NOTHING_PAID,
    sign: '+',
  },
  service_confirm: {
    title: ['先享后付服务，待你确认', 'A pay-later service to confirm'],
    accept: ['确认使用', 'Agree'],
    decline: null,
    accepted: ['已确认，服务开始。现在没有扣款。', 'Agreed; the service begins. Nothing is charged now.'],
    declined: NOTHING_PAID,
    sign: '≤',
  },
  service_pay: {
    title: ['服务已结束，待你付款', 'A finished service to pay for'],
    accept: ['付款', 'Pay'],
    decline: null,
    accepted: ['已付款。', 'Paid.'],
    declined: NOTHING_PAID,
    sign: '−',
  },
  code_payment: {
    title: ['付款码付款，等你输入密码', 'A payment by your code waits for the password'],
    accept: ['输入密码', 'Type the password'],
    decline: ['不付了', 'Do not pay'],
    accepted: ['已付款。', 'Paid.'],
    declined: NOTHING_PAID,
    sign: '−',
  },
  payment: {
    title: ['待付款', 'A payment to make'],
    accept: ['去付款', 'Go and pay'],
    decline: null,
    accepted: ['已付款。', 'Paid.'],
    declined: NOTHING_PAID,
    sign: '−',
  },
  contract: { title: ['签约自动扣费', 'Sign for automatic payments'], ...SIGN },
  permission: {
    title: ['授权先享后付服务', 'Permit a pay-later service'],
    ...SIGN,
    accept: ['同意授权', 'Permit'],
    decline: null,
    accepted: [
      '已授权，现在没有扣款。在“我的授权”里可以收回。',
      'Permitted; nothing is charged now. It can be taken back under “Agreements”.',
    ],
  },
  agreement: { title: ['签约自动扣款', 'Agree to automatic payments'], ...SIGN },
  credit_agreement: { title: ['开通先用后付', 'Open pay-after-use'], ...SIGN },
  credit_order: {
    title: ['确认先用后付订单', 'Confirm a pay-after-use order'],
    ...SIGN,
    accept: ['确认', 'Confirm'],
    accepted: ['已确认，现在没有扣款。', 'Confirmed; nothing is charged now.'],
  },
  user_info: { title: ['申请获取你的资料', 'Asks for your profile'], ...SHARE },
  app_auth: { title: ['授权第三方应用', 'Authorise a service provider'], ...SHARE },
}

export const STANDING_WORDS: Record<Standing['kind'], { title: Words; end: Words; ended: Words }> = {
  contract: {
    title: ['自动扣费', 'Automatic payments'],
    end: ['解约', 'End it'],
    ended: ['已解约，商家不能再扣款。', 'Ended; the merchant can charge no more.'],
  },
  permission: {
    title: ['先享后付授权', 'Pay-later permission'],
    end: ['收回授权', 'Take it back'],
    ended: ['已收回授权。', 'Taken back.'],
  },
  agreement: {
    title: ['自动扣款', 'Automatic payments'],
    end: ['解约', 'End it'],
    ended: ['已解约，商家不能再扣款。', 'Ended; the merchant can charge no more.'],
  },
  credit_agreement: {
    title: ['先用后付', 'Pay-after-use'],
    end: ['关闭', 'Close it'],
    ended: ['已关闭先用后付。', 'Pay-after-use is closed.'],
  },
}
