import { Type } from 'typebox'
import { COMPLAINT_STATES, PROBLEM_TYPES, type ProblemType } from '../../alipay/index.js'
import type { WalletName } from '../../core/institution.js'

export const STEPS = ['respond', 'continue', 'confirm', 'revoke', 'escalate'] as const
/** What the payer does next. */
export type Step = (typeof STEPS)[number]

const SPEAKERS = ['payer', 'merchant', 'platform', 'system'] as const

/** A complaint as its payer sees it, whoever the institution is; `state` is the institution's own word. */
export interface PhoneComplaint {
  id: string
  orderId: string
  outTradeNo: string
  state: string
  problemType: ProblemType
  createdAtMs: number
  said: Array<{ atMs: number; by: (typeof SPEAKERS)[number]; what: string; text: string }>
  next: readonly Step[]
}

export interface Grievance {
  orderId: string
  problemType: ProblemType
  detail: string
}

/** One institution's complaints, for the payers of its wallet. */
export interface PhoneComplaints {
  readonly wallet: WalletName
  /** Oldest first. */
  of(userId: string): PhoneComplaint[]
  raise(userId: string, wanted: Grievance): PhoneComplaint | 'not_yours' | 'already'
  /** Null when it is gone in the meantime; who may do what has been looked at. */
  follow(complaint: PhoneComplaint, step: Step, text: string): PhoneComplaint | null
}

const oneOf = (values: readonly string[]) => Type.Unsafe<string>({ type: 'string', enum: [...values] })
const NUMBER = Type.String({ minLength: 1, maxLength: 64 })

export const ORDER = Type.String({
  minLength: 1,
  maxLength: 128,
  description: '账单里那笔付款的 orderId / The payment’s orderId in the history',
})
export const PROBLEM_TYPE = oneOf(PROBLEM_TYPES)
export const STEP = oneOf(STEPS)
export const COMPLAINT = Type.Object({
  id: NUMBER,
  orderId: ORDER,
  outTradeNo: NUMBER,
  state: Type.Unsafe<string>({
    type: 'string',
    enum: ['PENDING', 'PROCESSING', 'PROCESSED', ...COMPLAINT_STATES],
    description:
      '机构自己的状态：前三个是微信支付的，其余是支付宝的 / The institution’s own word: the first three are WeChat Pay’s, the others Alipay’s',
  }),
  problemType: PROBLEM_TYPE,
  createdAtMs: Type.Number(),
  said: Type.Array(
    Type.Object({ atMs: Type.Number(), by: oneOf(SPEAKERS), what: NUMBER, text: Type.String() }),
  ),
  next: Type.Array(STEP),
})
