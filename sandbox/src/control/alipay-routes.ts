import { Type } from 'typebox'
import { type AlipayByHand, isAlipayServer } from '../alipay/index.js'
import type { InstitutionServer } from '../core/institution.js'
import { alipayComplaintEndpoints } from './alipay-complaint-endpoints.js'
import { alipayReviewEndpoints } from './alipay-review-endpoints.js'
import { done, type Endpoint, type EndpointInput, NOTHING_TO_SAY, refused } from './endpoint.js'

const closed = { additionalProperties: false }
const ID = Type.String({ minLength: 1, maxLength: 64 })
const oneOf = (values: readonly string[]) => Type.Unsafe<string>({ type: 'string', enum: [...values] })

const SIGNS = ['with_key', 'with_certificate', 'either']
const BUYER_NAMES = ['user_id', 'open_id']

const BILL_KINDS = ['missing', 'twice', 'amount', 'fee', 'extra']
const BILL_DIFFERENCE = Type.Object({
  id: ID,
  sellerId: ID,
  kind: oneOf(BILL_KINDS),
  outTradeNo: ID,
  outRequestNo: Type.Union([ID, Type.Null()]),
  amountFen: Type.Integer(),
})

const NOT_FOUND = refused(404, 'not_found', '没有这条记录。', 'There is no such record.')
const UNKNOWN_USER = refused(
  404,
  'unknown_user',
  '没有这个支付宝钱包用户。',
  'There is no Alipay wallet user with this id.',
)

/** Alipay moved by hand; nothing when the sandbox runs without it. */
export function alipayEndpoints(servers: readonly InstitutionServer[]): Endpoint[] {
  const alipay = servers.find(isAlipayServer)
  return alipay
    ? [
        ...rows(alipay.byHand),
        ...alipayReviewEndpoints(alipay.byHand),
        ...alipayComplaintEndpoints(alipay.byHand),
      ]
    : []
}

/** Bodies have passed the row's own schema; the cast says which. */
const bodyOf = <T>(input: EndpointInput): T => input.body as T

function rows(byHand: AlipayByHand): Endpoint[] {
  return [
    {
      method: 'GET',
      path: '/control/alipay/apps',
      summary: '应用列表 / Applications',
      answer: Type.Array(
        Type.Object({
          appId: ID,
          sellerId: ID,
          name: Type.String(),
          signs: oneOf(SIGNS),
          buyerNames: oneOf(BUYER_NAMES),
        }),
      ),
      act: () => done(byHand.apps().map(({ id, ...app }) => ({ appId: id, ...app }))),
    },
    {
      method: 'POST',
      path: '/control/alipay/apps',
      summary:
        '新增应用，返回密钥与证书（私钥只给一次） / Add an application; its private key is handed out once',
      body: Type.Object(
        {
          sellerId: Type.Optional(ID),
          name: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
          signs: Type.Optional(oneOf(SIGNS)),
          buyerNames: Type.Optional(oneOf(BUYER_NAMES)),
          feeBasisPoints: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
          emptyBills: Type.Optional(oneOf(['file', 'refused'])),
          royaltyPercent: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
          gatewayUrl: Type.Optional(Type.String({ maxLength: 256 })),
          tellsWaiting: Type.Optional(Type.Boolean()),
        },
        closed,
      ),
      answer: Type.Record(
        Type.String(),
        Type.Union([Type.String(), Type.Integer(), Type.Boolean(), Type.Null()]),
      ),
      act: async (input) => done(await byHand.makeApp(bodyOf(input))),
    },
    {
      method: 'GET',
      path: '/control/alipay/bill-differences',
      summary: '账单里植入的差异 / Differences planted in bills',
      answer: Type.Array(BILL_DIFFERENCE),
      act: () => done(byHand.billDifferences()),
    },
    {
      method: 'POST',
      path: '/control/alipay/bill-differences',
      summary: '在业务账单里植入差异 / Plant a difference in the trade bill',
      body: Type.Object(
        {
          kind: oneOf(BILL_KINDS),
          outTradeNo: ID,
          outRequestNo: Type.Optional(ID),
          sellerId: Type.Optional(ID),
          amountFen: Type.Optional(Type.Integer({ minimum: -10_000_000_000, maximum: 10_000_000_000 })),
        },
        closed,
      ),
      answer: BILL_DIFFERENCE,
      act: (input) => done(byHand.plantBillDifference(bodyOf(input))),
    },
    {
      method: 'DELETE',
      path: '/control/alipay/bill-differences',
      summary: '清除植入的差异 / Remove all planted differences',
      answer: null,
      act() {
        byHand.clearBillDifferences()
        return NOTHING_TO_SAY
      },
    },
    {
      method: 'POST',
      path: '/control/alipay/consents',
      summary: '不经页面同意或拒绝（签约、先用后付、授权） / Agree or refuse without the page',
      body: Type.Object(
        {
          text: Type.String({ minLength: 1, maxLength: 16_384 }),
          agrees: Type.Boolean(),
          userId: Type.Optional(ID),
        },
        closed,
      ),
      answer: Type.Object({
        returnUrl: Type.Union([Type.String(), Type.Null()]),
        result: Type.Record(Type.String(), Type.String()),
      }),
      act(input) {
        const { text, ...answer } = bodyOf<{ text: string; agrees: boolean; userId?: string }>(input)
        const decision = byHand.decide(text, answer)
        if (!decision.done) return refused(409, 'not_agreed', decision.zh, decision.en)
        return done({ returnUrl: decision.returnUrl, result: decision.result })
      },
    },
    {
      method: 'POST',
      path: '/control/alipay/auth-codes',
      summary: '用户授权码（如小程序 my.getAuthCode） / A user’s authorisation code',
      body: Type.Object(
        {
          appId: Type.Optional(ID),
          userId: Type.Optional(ID),
          scope: Type.Optional(oneOf(['auth_base', 'auth_user'])),
        },
        closed,
      ),
      answer: Type.Object({ authCode: Type.String() }),
      act(input) {
        const authCode = byHand.authCode(bodyOf(input))
        return authCode === null ? UNKNOWN_USER : done({ authCode })
      },
    },
    {
      method: 'POST',
      path: '/control/alipay/agreements/:agreementNo/unsign',
      summary: '用户在钱包里解约 / The user ends an agreement in the wallet',
      answer: null,
      act: ({ params }) => (byHand.unsign(params.agreementNo ?? '') ? NOTHING_TO_SAY : NOT_FOUND),
    },
    {
      method: 'POST',
      path: '/control/alipay/apps/:appId/gateway',
      summary: '设置应用网关 / Set the application gateway',
      body: Type.Object({ url: Type.Union([Type.String({ maxLength: 256 }), Type.Null()]) }, closed),
      answer: null,
      act(input) {
        const { url } = bodyOf<{ url: string | null }>(input)
        return byHand.setGateway(input.params.appId ?? '', url) ? NOTHING_TO_SAY : NOT_FOUND
      },
    },
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
