import { Type } from 'typebox'
import { DIFFERENCE_KINDS, type NewDifference } from '../wechatpay/bills/differences.js'
import {
  FOLLOW_UPS,
  type FollowUp,
  type NewComplaint,
  PROBLEM_TYPES,
} from '../wechatpay/complaints/complaint-book.js'
import type { WechatPayControl } from '../wechatpay/control/wechatpay-control.js'
import { ACCOUNT_TYPES, type AccountType } from '../wechatpay/funds/funds-book.js'
import type { Endpoint } from './endpoint.js'
import { done } from './endpoint.js'
import { ANYTHING, bodyOf, closed, MCHID, orNotFound, orRefused } from './wechatpay-schemas.js'

const NUMBER = Type.String({ minLength: 1, maxLength: 64 })
const TEXT = Type.String({ minLength: 1, maxLength: 300 })
const FEN = Type.Integer({ minimum: -100_000_000_000, maximum: 100_000_000_000 })
const oneOf = (values: readonly string[]) => Type.Unsafe<string>({ type: 'string', enum: [...values] })

/** Control of WeChat Pay's money, payers at a till, transfers and complaints. */
export function wechatpayMoneyEndpoints(control: WechatPayControl): Endpoint[] {
  const knows = (mchid: string): boolean => control.merchants().some((one) => one.mchid === mchid)
  return [
    {
      method: 'POST',
      path: '/control/wechatpay/merchants/:mchid/deposits',
      summary: '充值，负数为提现 / Top up an account, or withdraw with a negative amount',
      body: Type.Object({ amountMinor: FEN, account: Type.Optional(oneOf(ACCOUNT_TYPES)) }, closed),
      answer: Type.Object({ balanceMinor: Type.Integer() }),
      act(input) {
        const mchid = input.params.mchid ?? ''
        const { amountMinor, account } = bodyOf<{ amountMinor: number; account?: AccountType }>(input)
        return orNotFound(
          knows(mchid) ? { balanceMinor: control.deposit(mchid, amountMinor, account) } : null,
        )
      },
    },
    {
      method: 'GET',
      path: '/control/wechatpay/merchants/:mchid/balances',
      summary: '账户余额（含冻结） / Balances of a merchant, frozen money included',
      answer: ANYTHING,
      act({ params }) {
        const mchid = params.mchid ?? ''
        const balances = ACCOUNT_TYPES.map((account) => [account, control.balanceMinor(mchid, account)])
        return orNotFound(knows(mchid) ? Object.fromEntries(balances) : null)
      },
    },
    {
      method: 'POST',
      path: '/control/wechatpay/sharing-failures',
      summary: '让某接收方的下一笔分账失败 / The next share for this account fails',
      body: Type.Object({ account: NUMBER, failReason: NUMBER }, closed),
      answer: null,
      act(input) {
        const { account, failReason } = bodyOf<{ account: string; failReason: string }>(input)
        control.failNextShare(account, failReason)
        return { status: 204 }
      },
    },
    {
      method: 'GET',
      path: '/control/wechatpay/bill-differences',
      summary: '已埋下的账单差异 / Differences planted in bills',
      answer: Type.Array(ANYTHING),
      act: () => done(control.differences()),
    },
    {
      method: 'POST',
      path: '/control/wechatpay/bill-differences',
      summary: '在某天的交易账单里埋下差异 / Make the trade bill of a day lie',
      body: Type.Object(
        {
          mchid: MCHID,
          billDate: Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' }),
          kind: oneOf(DIFFERENCE_KINDS),
          number: Type.Optional(NUMBER),
          byMinor: Type.Optional(FEN),
        },
        closed,
      ),
      answer: ANYTHING,
      act: (input) => orRefused(() => control.plantDifference(bodyOf<NewDifference>(input))),
    },
    {
      method: 'POST',
      path: '/control/wechatpay/payment-codes',
      summary: '出示付款码 / A wallet user shows a payment code',
      body: Type.Object({ userId: NUMBER, asksPassword: Type.Optional(Type.Boolean()) }, closed),
      answer: ANYTHING,
      act(input) {
        const { userId, asksPassword } = bodyOf<{ userId: string; asksPassword?: boolean }>(input)
        return orNotFound(control.showPaymentCode(userId, asksPassword))
      },
    },
    {
      method: 'POST',
      path: '/control/wechatpay/payment-codes/:outTradeNo/password',
      summary: '付款码支付：输入密码或放弃 / Code payment: the payer types the password, or does not',
      body: Type.Object({ pays: Type.Boolean() }, closed),
      answer: ANYTHING,
      act: (input) =>
        orNotFound(
          control.answerPassword(input.params.outTradeNo ?? '', bodyOf<{ pays: boolean }>(input).pays),
        ),
    },
    {
      method: 'POST',
      path: '/control/wechatpay/transfers/:outBillNo/answer',
      summary: '商家转账：用户确认收款 / Transfer: the user confirms, or turns away',
      body: Type.Object({ accepts: Type.Boolean() }, closed),
      answer: ANYTHING,
      act: (input) =>
        orNotFound(
          control.answerTransfer(input.params.outBillNo ?? '', bodyOf<{ accepts: boolean }>(input).accepts),
        ),
    },
    {
      method: 'POST',
      path: '/control/wechatpay/services/:outOrderNo/confirm',
      summary: '支付分：用户确认订单 / Pay score: the user agrees to a service order',
      body: Type.Object({ userId: Type.Optional(NUMBER) }, closed),
      answer: ANYTHING,
      act: (input) =>
        orNotFound(
          control.confirmService(input.params.outOrderNo ?? '', bodyOf<{ userId?: string }>(input).userId),
        ),
    },
    {
      method: 'POST',
      path: '/control/wechatpay/services/:outOrderNo/pay',
      summary: '支付分：用户主动支付 / Pay score: the user pays what is due by hand',
      answer: ANYTHING,
      act: ({ params }) => orNotFound(control.payService(params.outOrderNo ?? '')),
    },
    {
      method: 'POST',
      path: '/control/wechatpay/service-permissions/:authorizationCode/open',
      summary: '支付分：用户授权服务 / Pay score: the user authorises a service',
      body: Type.Object({ userId: Type.Optional(NUMBER) }, closed),
      answer: ANYTHING,
      act: (input) =>
        orNotFound(
          control.openService(
            input.params.authorizationCode ?? '',
            bodyOf<{ userId?: string }>(input).userId,
          ),
        ),
    },
    {
      method: 'POST',
      path: '/control/wechatpay/service-permissions/:authorizationCode/close',
      summary: '支付分：用户解除授权 / Pay score: the user takes the authorisation back',
      answer: ANYTHING,
      act: ({ params }) => orNotFound(control.closeService(params.authorizationCode ?? '')),
    },
    {
      method: 'GET',
      path: '/control/wechatpay/complaints',
      summary: '投诉 / Complaints',
      answer: Type.Array(ANYTHING),
      act: () => done(control.complaints()),
    },
    {
      method: 'POST',
      path: '/control/wechatpay/complaints',
      summary: '付款人投诉一笔已支付的订单 / The payer complains about a paid order',
      body: Type.Object(
        {
          outTradeNo: NUMBER,
          detail: TEXT,
          problemType: Type.Optional(oneOf(PROBLEM_TYPES)),
          phone: Type.Optional(Type.String({ pattern: '^[0-9+-]{5,20}$' })),
        },
        closed,
      ),
      answer: ANYTHING,
      act: (input) => orNotFound(control.raiseComplaint(bodyOf<NewComplaint>(input))),
    },
    {
      method: 'POST',
      path: '/control/wechatpay/complaints/:id/follow',
      summary: '付款人的下一步 / What the payer does next: respond, continue, confirm, revoke',
      body: Type.Object({ follow: oneOf(FOLLOW_UPS), text: Type.Optional(TEXT) }, closed),
      answer: ANYTHING,
      act(input) {
        const { follow, text } = bodyOf<{ follow: FollowUp; text?: string }>(input)
        return orNotFound(control.followComplaint(input.params.id ?? '', follow, text))
      },
    },
  ]
}
