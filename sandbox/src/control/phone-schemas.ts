import { Type } from 'typebox'
import { STANDING_KINDS, WAITING_KINDS } from '../core/phone-side.js'
import { CODE_VIEW } from './schemas.js'

export const closed = { additionalProperties: false }
export const described = (zh: string, en: string) => ({ description: `${zh} / ${en}` })
export const USER = Type.Optional(
  Type.String({
    minLength: 1,
    maxLength: 64,
    ...described('默认是手机的主人', 'The phone’s owner by default'),
  }),
)
export const ID = Type.String({
  minLength: 1,
  maxLength: 256,
  ...described('清单里的 id', 'The id in the list'),
})
export const TEXT = Type.String({
  minLength: 1,
  maxLength: 16_384,
  ...described('链接或签名的文字', 'A link, or signed text'),
})
const oneOf = (values: readonly string[], more: object = {}) =>
  Type.Unsafe<string>({ type: 'string', enum: [...values], ...more })
const MOMENT = (zh: string, en: string) => Type.Union([Type.Number(), Type.Null()], described(zh, en))
const LINES = Type.Array(
  Type.Object({ zh: Type.String(), en: Type.String() }),
  described('要同意的内容', 'What is agreed to'),
)
export const RETURN_URL = Type.Union(
  [Type.String(), Type.Null()],
  described('商家页面接着去哪里；null 没有', 'Where the merchant’s page goes on; null: nowhere'),
)

export const WAITING = Type.Object({
  id: ID,
  kind: oneOf(WAITING_KINDS, described('哪一种事', 'What kind of thing')),
  number: Type.Union([Type.String(), Type.Null()], described('商户的单号', 'The merchant’s number of it')),
  payee: Type.String(described('谁在问', 'Who asks')),
  description: Type.String(),
  lines: LINES,
  amountMinor: Type.Union(
    [Type.Integer(), Type.Null()],
    described('分；没有说定金额时为 null', 'Fen; null where no sum is named'),
  ),
  createdAtMs: Type.Number(described('沙箱时间，毫秒', 'Sandbox time, milliseconds')),
  expiresAtMs: MOMENT('到这时就晚了；null 不限', 'Too late from then on; null: never'),
  asksPassword: Type.Boolean(described('同意时要支付密码', 'Saying yes takes the payment password')),
  code: Type.Union(
    [Type.String(), Type.Null()],
    described('只有 payment 有：当作二维码打开', 'Only of a payment: opened like a code'),
  ),
})
export const ANSWERED = Type.Object({ done: Type.Boolean(), returnUrl: RETURN_URL })
export const STANDING = Type.Object({
  id: ID,
  kind: oneOf(STANDING_KINDS, described('哪一种约定', 'What kind of standing word')),
  number: Type.String(described('协议号', 'Its number')),
  payee: Type.String(described('给了谁', 'Who was given it')),
  lines: LINES,
  sinceMs: Type.Number(described('沙箱时间，毫秒', 'Sandbox time, milliseconds')),
  untilMs: MOMENT('有效到；null 直到解约', 'Good until; null: until it is ended'),
})

export const INSPECTED = Type.Object({
  product: oneOf(
    ['JSAPI', 'MINI_PROGRAM', 'APP', 'ALIPAY_APP'],
    described('哪种客户端', 'What kind of client'),
  ),
  signedText: Type.Union(
    [Type.String(), Type.Null()],
    described('应当签名的文字', 'The text that had to be signed'),
  ),
  problem: Type.Union(
    [Type.Object({ zh: Type.String(), en: Type.String() }), Type.Null()],
    described('钱包打不开的原因；null 没有问题', 'Why the wallet does not open; null: nothing is wrong'),
  ),
  view: Type.Union([CODE_VIEW, Type.Null()], described('可以付的款', 'What it offers to pay')),
})
