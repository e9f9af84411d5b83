import { type Static, Type } from 'typebox'
import { Id } from '../access/index.js'
import { Institution, Method, Scene } from '../checkouts/index.js'

export const NewAttempt = Type.Object(
  {
    method: Method,
    scene: Scene,
    payerIp: Type.Optional(
      Type.String({
        description:
          "The payer's address as your own server sees it; some products demand it. The caller's when absent.",
        pattern: '^[0-9A-Fa-f.:]{3,45}$',
        examples: ['203.0.113.7'],
      }),
    ),
    returnUrl: Type.Optional(
      Type.String({
        description: "Where the payer's browser goes after the wallet. No proof of payment.",
        format: 'uri',
        pattern: '^https?://',
        maxLength: 512,
      }),
    ),
  },
  { additionalProperties: false },
)

export const MethodReason = Type.Object(
  {
    code: Type.String({ description: 'Stable name of the reason.', examples: ['not_in_scene'] }),
    message: Type.String({ description: 'The reason, in Chinese.' }),
    messageEn: Type.String({ description: 'The reason, in English.' }),
  },
  { $id: 'MethodReason' },
)

export const MethodChoice = Type.Object(
  {
    method: Method,
    institution: Institution,
    name: Type.String({ description: 'Name for the shopper, in Chinese.', examples: ['微信支付'] }),
    nameEn: Type.String({ description: 'Name for the shopper, in English.', examples: ['WeChat Pay'] }),
    shown: Type.Boolean({ description: 'Whether the shopper may use it here and now.' }),
    reasons: Type.Array(Type.Unsafe<Static<typeof MethodReason>>({ $ref: 'MethodReason#' }), {
      description: 'Why it is hidden; empty when it is shown.',
    }),
  },
  { $id: 'MethodChoice', description: 'A way to pay, and whether this shopper may use it here.' },
)
export type MethodChoice = Static<typeof MethodChoice>

export const AttemptParams = Type.Object({
  checkoutId: Id("The checkout's id.", 'co_01JD8Z0VJ3'),
  attemptId: Id("The attempt's id.", 'at_01JD8Z0VJ3_1'),
})
