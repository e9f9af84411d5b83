import { Type } from 'typebox'
import { FAULT_EFFECTS, NOTICE_ALTERATIONS, NOTICE_FATES } from '../core/faults.js'

const oneOf = (values: readonly string[]) => Type.Unsafe<string>({ type: 'string', enum: [...values] })
const orNull = (schema: object) => Type.Unsafe<unknown>({ anyOf: [schema, { type: 'null' }] })
const closed = { additionalProperties: false }

const INSTITUTION = oneOf(['wechatpay', 'alipay', 'acquirer', 'official_account', 'review_desk'])
export const WALLET = oneOf(['wechat', 'alipay'])
const TEXT = Type.String({ minLength: 1, maxLength: 16_384 })
const NUMBER = Type.String({ minLength: 1, maxLength: 64 })
const MINOR = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })

export const REFUSAL = Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String() })
export const CREDENTIALS = Type.Object({
  wechatpay: Type.Record(Type.String(), Type.String()),
  alipay: Type.Record(Type.String(), Type.String()),
  acquirer: Type.Record(Type.String(), Type.String()),
  officialAccount: Type.Record(Type.String(), Type.String()),
  reviewDesk: Type.Record(Type.String(), Type.String()),
})

export const CODE_VIEW = Type.Object({
  institution: WALLET,
  outTradeNo: Type.String(),
  payee: Type.String(),
  description: Type.String(),
  amountMinor: MINOR,
  discountMinor: Type.Optional(MINOR),
  currency: oneOf(['CNY']),
  state: oneOf(['payable', 'paid', 'closed', 'expired']),
  expiresAtMs: orNull({ type: 'number' }),
  returnUrl: orNull({ type: 'string' }),
  clientResult: Type.Optional(Type.Object({ resultStatus: Type.String(), result: Type.String() })),
})

export const REFUND = Type.Object({
  outRefundNo: Type.String(),
  refundId: Type.String(),
  amountMinor: MINOR,
  state: Type.String(),
})

export const ORDER = Type.Object({
  institution: INSTITUTION,
  outTradeNo: Type.String(),
  mchid: Type.Optional(Type.String()),
  state: Type.String(),
  amountMinor: MINOR,
  currency: oneOf(['CNY']),
  transactionId: orNull({ type: 'string' }),
  paidAt: orNull({ type: 'string' }),
  payer: orNull({ type: 'string' }),
  code: orNull({ type: 'string' }),
  refunds: Type.Array(REFUND),
})

export const ORDER_QUERY = Type.Object(
  { institution: Type.Optional(INSTITUTION), outTradeNo: Type.Optional(NUMBER) },
  closed,
)

export const PAY_WISH = Type.Object(
  {
    institution: Type.Optional(INSTITUTION),
    code: Type.Optional(TEXT),
    outTradeNo: Type.Optional(NUMBER),
    userId: Type.Optional(NUMBER),
  },
  closed,
)

const FAULT_PARAMS = Type.Object(
  {
    status: Type.Optional(Type.Integer({ minimum: 400, maximum: 599 })),
    code: Type.Optional(Type.String({ maxLength: 64 })),
    message: Type.Optional(Type.String({ maxLength: 256 })),
    delayMs: Type.Optional(Type.Integer({ minimum: 0, maximum: 86_400_000 })),
    copies: Type.Optional(Type.Integer({ minimum: 2, maximum: 100 })),
    atOnce: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  },
  closed,
)

export const NEW_FAULT = Type.Object(
  {
    institution: Type.Optional(
      oneOf(['wechatpay', 'alipay', 'acquirer', 'official_account', 'review_desk', '*']),
    ),
    operation: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    outTradeNo: Type.Optional(orNull({ type: 'string', minLength: 1, maxLength: 64 })),
    effect: oneOf(FAULT_EFFECTS),
    times: Type.Optional(orNull({ type: 'integer', minimum: 1 })),
    rate: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
    params: Type.Optional(FAULT_PARAMS),
  },
  closed,
)

export const FAULT = Type.Object({
  id: Type.String(),
  institution: Type.String(),
  operation: Type.String(),
  outTradeNo: orNull({ type: 'string' }),
  effect: oneOf(FAULT_EFFECTS),
  times: orNull({ type: 'integer' }),
  rate: Type.Number(),
  params: FAULT_PARAMS,
  struck: Type.Integer(),
})

export const NOTICE = Type.Object({
  id: Type.String(),
  institution: INSTITUTION,
  operation: Type.String(),
  event: Type.String(),
  outTradeNo: Type.String(),
  url: Type.String(),
  state: oneOf(['waiting', 'held', 'acknowledged', 'lost', 'given_up']),
  createdAtMs: Type.Number(),
  nextAtMs: orNull({ type: 'number' }),
  tries: Type.Array(
    Type.Object({
      atMs: Type.Number(),
      sentTo: Type.String(),
      headers: Type.Record(Type.String(), Type.String()),
      body: Type.String(),
      status: orNull({ type: 'integer' }),
      answer: Type.String(),
      tookMs: Type.Number(),
      error: orNull({ type: 'string' }),
      alter: orNull({ type: 'string' }),
    }),
  ),
})

export const NOTICE_WISH = Type.Object(
  {
    institution: INSTITUTION,
    outTradeNo: NUMBER,
    alter: Type.Optional(oneOf([...NOTICE_ALTERATIONS, ...NOTICE_FATES])),
  },
  closed,
)

export const FINISH_REFUND = Type.Object({ state: oneOf(['SUCCESS', 'ABNORMAL', 'CLOSED']) }, closed)

export const CLOCK = Type.Object({ mode: oneOf(['real', 'frozen', 'advanced']), nowMs: Type.Number() })
export const CLOCK_WISH = Type.Object(
  {
    mode: Type.Optional(oneOf(['real', 'frozen', 'advanced'])),
    // A century: enough for any test, and no overflow.
    advanceMs: Type.Optional(Type.Integer({ minimum: 0, maximum: 3_155_760_000_000 })),
  },
  closed,
)

export const WALLET_USER = Type.Object({
  id: Type.String(),
  wallet: WALLET,
  name: Type.String(),
  payerId: Type.String(),
  logonId: orNull({ type: 'string' }),
  password: Type.Optional(Type.String()),
  balanceMinor: MINOR,
  currency: oneOf(['CNY']),
})
export const NEW_WALLET_USER = Type.Object(
  {
    wallet: WALLET,
    id: Type.Optional(Type.String({ pattern: '^[0-9A-Za-z_-]{1,64}$' })),
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    password: Type.Optional(Type.String({ pattern: '^[0-9]{6}$' })),
    balanceMinor: Type.Optional(MINOR),
  },
  closed,
)

export const WALLET_ENTRY = Type.Object({
  id: Type.String(),
  userId: Type.String(),
  wallet: WALLET,
  kind: oneOf(['paid', 'refunded', 'received']),
  atMs: Type.Number(),
  payee: Type.String(),
  description: Type.String(),
  outTradeNo: Type.String(),
  amountMinor: MINOR,
  currency: oneOf(['CNY']),
  orderId: Type.Optional(
    Type.String({
      description:
        '所付的订单，可用它投诉；只有接受投诉的机构才有 / The order that was paid, by which to complain; only where the institution takes complaints',
    }),
  ),
})
export const HISTORY_QUERY = Type.Object(
  { wallet: Type.Optional(WALLET), userId: Type.Optional(NUMBER) },
  closed,
)
export const LOOK = Type.Object({ wallet: WALLET, text: TEXT, userId: Type.Optional(NUMBER) }, closed)
export const PHONE_PAY = Type.Object(
  { wallet: WALLET, text: TEXT, password: Type.String({ maxLength: 64 }), userId: Type.Optional(NUMBER) },
  closed,
)
export const INVOKE = Type.Object(
  { invocation: Type.Record(Type.String(), Type.Unknown()), userId: Type.Optional(NUMBER) },
  closed,
)
