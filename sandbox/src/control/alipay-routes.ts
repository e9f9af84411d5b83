import { Type } from 'typebox'
import { type AlipayByHand, isAlipayServer } from '../alipay/index.js'
import type { InstitutionServer } from '../core/institution.js'
import { done, type Endpoint, type EndpointInput, refused } from './endpoint.js'

const closed = { additionalProperties: false }
const ID = Type.String({ minLength: 1, maxLength: 64 })
const oneOf = (values: readonly string[]) => Type.Unsafe<string>({ type: 'string', enum: [...values] })

const UNKNOWN_USER = refused(
  404,
  'unknown_user',
  '没有这个支付宝钱包用户。',
  'There is no Alipay wallet user with this id.',
)

/** Alipay moved by hand; nothing when the sandbox runs without it. */
export function alipayEndpoints(servers: readonly InstitutionServer[]): Endpoint[] {
  const alipay = servers.find(isAlipayServer)
  return alipay ? rows(alipay.byHand) : []
}

/** Bodies have passed the row's own schema; the cast says which. */
const bodyOf = <T>(input: EndpointInput): T => input.body as T

function rows(byHand: AlipayByHand): Endpoint[] {
  return [
    {
      method: 'POST',
      path: '/control/alipay/payment-codes',
      summary: '付款码：收银台扫用户 / The code a payer shows at a till',
      body: Type.Object(
        {
          userId: Type.Optional(ID),
          kind: Type.Optional(oneOf(['bar_code', 'security_code'])),
          asksPassword: Type.Optional(Type.Boolean()),
        },
        closed,
      ),
      answer: Type.Object({ authCode: Type.String(), userId: Type.String(), endsAtMs: Type.Number() }),
      act(input) {
        const code = byHand.showPaymentCode(bodyOf(input))
        return code ? done({ authCode: code.id, userId: code.userId, endsAtMs: code.endsAtMs }) : UNKNOWN_USER
      },
    },
  ]
}
