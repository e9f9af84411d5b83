import { Type } from 'typebox'
import type { WechatPayControl } from '../wechatpay/control/wechatpay-control.js'
import { WITHDRAW_ENDS, type WithdrawEnd } from '../wechatpay/ecommerce/withdraw-book.js'
import type { DecisionWish } from '../wechatpay/onboarding/onboarding.js'
import { DECISIONS } from '../wechatpay/onboarding/state-words.js'
import { done, type Endpoint, type EndpointInput, type Reply, refused } from './endpoint.js'

const closed = { additionalProperties: false }
const ANYTHING = Type.Record(Type.String(), Type.Unknown())
const WORDS = Type.String({ minLength: 1, maxLength: 1024 })

const DECISION = Type.Object(
  {
    decision: Type.Unsafe<string>({ type: 'string', enum: [...DECISIONS] }),
    reasons: Type.Optional(
      Type.Array(Type.Object({ field: WORDS, fieldName: WORDS, reason: WORDS }, closed), { maxItems: 50 }),
    ),
    remitMinor: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  },
  closed,
)
const SETTLEMENT_DECISION = Type.Object({ passes: Type.Boolean(), reason: Type.Optional(WORDS) }, closed)

const WITHDRAW_END = Type.Object(
  {
    status: Type.Unsafe<string>({ type: 'string', enum: [...WITHDRAW_ENDS] }),
    reason: Type.Optional(WORDS),
  },
  closed,
)

const NOT_FOUND = refused(404, 'not_found', '没有这条记录。', 'There is no such record.')
const orNotFound = (body: unknown): Reply => (body === null ? NOT_FOUND : done(body))
/** Bodies have passed the row's own schema; the cast says which. */
const bodyOf = <T>(input: EndpointInput): T => input.body as T

/** The reviewer's side of onboarding; the page at /review uses the same calls. */
export function applymentEndpoints({ applyments, finishWithdrawal }: WechatPayControl): Endpoint[] {
  return [
    {
      method: 'GET',
      path: '/control/applyments',
      summary: '进件申请单，最新在前 / Applications of sub-merchants, newest first',
      answer: Type.Array(ANYTHING),
      act: () => done(applyments.list()),
    },
    {
      method: 'POST',
      path: '/control/applyments/:id/decide',
      summary: '审核：通过、驳回（逐项原因）、账户验证、签约等 / Decide on an application',
      body: DECISION,
      answer: ANYTHING,
      async act(input) {
        try {
          return orNotFound(await applyments.decide(input.params.id ?? '', bodyOf<DecisionWish>(input)))
        } catch (error) {
          if (!(error instanceof RangeError)) throw error
          return refused(409, 'refused', `不能这样做：${error.message}`, error.message)
        }
      },
    },
    {
      method: 'GET',
      path: '/control/settlement-changes',
      summary: '结算账户修改申请 / Changes of settlement accounts',
      answer: Type.Array(ANYTHING),
      act: () => done(applyments.settlementChanges()),
    },
    {
      method: 'POST',
      path: '/control/settlement-changes/:id/decide',
      summary: '审核结算账户修改 / Decide on a change of settlement account',
      body: SETTLEMENT_DECISION,
      answer: ANYTHING,
      act(input) {
        const { passes, reason } = bodyOf<{ passes: boolean; reason?: string }>(input)
        return orNotFound(applyments.decideSettlement(input.params.id ?? '', passes, reason))
      },
    },
    {
      method: 'POST',
      path: '/control/withdrawals/:outRequestNo/finish',
      summary: '提现的银行结果 / What the bank does with a withdrawal',
      body: WITHDRAW_END,
      answer: ANYTHING,
      act(input) {
        const { status, reason } = bodyOf<{ status: WithdrawEnd; reason?: string }>(input)
        return orNotFound(finishWithdrawal(input.params.outRequestNo ?? '', status, reason))
      },
    },
  ]
}
