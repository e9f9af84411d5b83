import { Type } from 'typebox'
import { Id } from '../access/index.js'
import { Method, Scene } from '../checkouts/index.js'

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

export const AttemptParams = Type.Object({
  checkoutId: Id("The checkout's id.", 'co_01JD8Z0VJ3'),
  attemptId: Id("The attempt's id.", 'at_01JD8Z0VJ3_1'),
})
