import type { WaitingKind } from './waiting-calls.js'

type Words = readonly [zh: string, en: string]

export interface WaitingWords {
  title: Words
  accept: Words
  /** null: there is nothing to turn down, it just keeps waiting. */
  decline: Words | null
  accepted: Words
  declined: Words
  sign: '+' | '−' | '≤'
  asksPassword: boolean
}

const NOTHING_PAID: Words = ['已放弃，没有扣款。', 'Turned away; nothing was charged.']

export const WAITING_WORDS: Record<WaitingKind, WaitingWords> = {
  transfer: {
    title: ['商家转账给你', 'A merchant sends you money'],
    accept: ['确认收款', 'Accept the money'],
    decline: null,
    accepted: ['已确认收款，钱很快到账。', 'Accepted; the money arrives in a moment.'],
    declined: NOTHING_PAID,
    sign: '+',
    asksPassword: false,
  },
  service_confirm: {
    title: ['先享后付服务，待你确认', 'A pay-later service to confirm'],
    accept: ['确认使用', 'Agree'],
    decline: null,
    accepted: ['已确认，服务开始。现在没有扣款。', 'Agreed; the service begins. Nothing is charged now.'],
    declined: NOTHING_PAID,
    sign: '≤',
    asksPassword: false,
  },
  service_pay: {
    title: ['服务已结束，待你付款', 'A finished service to pay for'],
    accept: ['付款', 'Pay'],
    decline: null,
    accepted: ['已付款。', 'Paid.'],
    declined: NOTHING_PAID,
    sign: '−',
    asksPassword: true,
  },
  code_payment: {
    title: ['付款码付款，等你输入密码', 'A payment by your code waits for the password'],
    accept: ['输入密码', 'Type the password'],
    decline: ['不付了', 'Do not pay'],
    accepted: ['已付款。', 'Paid.'],
    declined: NOTHING_PAID,
    sign: '−',
    asksPassword: true,
  },
  payment: {
    title: ['待付款', 'A payment to make'],
    accept: ['去付款', 'Go and pay'],
    decline: null,
    accepted: ['已付款。', 'Paid.'],
    declined: NOTHING_PAID,
    sign: '−',
    asksPassword: false,
  },
}
