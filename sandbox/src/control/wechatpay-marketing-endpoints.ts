import { Type } from 'typebox'
import type { WechatPayControl } from '../wechatpay/control/wechatpay-control.js'
import { done, type Endpoint } from './endpoint.js'
import { ANYTHING, bodyOf, closed, orNotFound } from './wechatpay-schemas.js'

const USER = Type.String({ minLength: 1, maxLength: 64 })

/** Control of what a payer has: bank cards, coupons and contracts. */
export function wechatpayMarketingEndpoints(control: WechatPayControl): Endpoint[] {
  return [
    {
      method: 'POST',
      path: '/control/wechatpay/cards',
      summary: '给用户的钱包绑一张银行卡 / Put a bank card into a user’s wallet',
      body: Type.Object(
        {
          userId: USER,
          cardNumber: Type.String({ pattern: '^[0-9]{12,19}$' }),
          bankType: Type.String({ pattern: '^[A-Z]{2,16}_(DEBIT|CREDIT)$' }),
        },
        closed,
      ),
      answer: ANYTHING,
      act(input) {
        const { userId, cardNumber, bankType } = bodyOf<{
          userId: string
          cardNumber: string
          bankType: string
        }>(input)
        return orNotFound(control.bindCard(userId, cardNumber, bankType))
      },
    },
    {
      method: 'GET',
      path: '/control/wechatpay/coupons',
      summary: '已发的代金券 / Coupons that were sent',
      answer: Type.Array(ANYTHING),
      act: () => done(control.coupons()),
    },
    {
      method: 'GET',
      path: '/control/wechatpay/contracts',
      summary: '委托代扣协议 / Contracts for automatic deduction',
      answer: Type.Array(ANYTHING),
      act: () => done(control.contracts()),
    },
    {
      method: 'POST',
      path: '/control/wechatpay/contracts/:outContractCode/sign',
      summary: '用户签约 / The user signs a contract',
      body: Type.Object({ userId: Type.Optional(USER) }, closed),
      answer: ANYTHING,
      act: (input) =>
        orNotFound(
          control.signContract(input.params.outContractCode ?? '', bodyOf<{ userId?: string }>(input).userId),
        ),
    },
    {
      method: 'POST',
      path: '/control/wechatpay/contracts/:outContractCode/end',
      summary: '用户解约 / The user ends a contract',
      answer: ANYTHING,
      act: ({ params }) => orNotFound(control.endContract(params.outContractCode ?? '')),
    },
  ]
}
