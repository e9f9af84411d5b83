import { Type } from 'typebox'
import { Id } from '../access/index.js'

const RefundItem = Type.Object(
  {
    itemId: Id('The item.', 'it_01JD8Z0VJ3_1'),
    quantity: Type.Integer({ description: 'How many of it.', minimum: 1, maximum: 1_000_000, examples: [1] }),
  },
  { additionalProperties: false },
)

const Reason = Type.String({
  description: 'Why, as the payer may see it. At most 80 characters.',
  minLength: 1,
  maxLength: 80,
  examples: ['少发一件'],
})
const Items = Type.Array(RefundItem, {
  description: 'These quantities of these items.',
  minItems: 1,
  maxItems: 500,
})
const SomeAmount = Type.Integer({
  description: 'A part of the order, in whole minor units (fen for CNY).',
  minimum: 1,
  maximum: Number.MAX_SAFE_INTEGER,
  examples: [1000],
})

export const NewRefund = Type.Object(
  {
    reason: Reason,
    orderId: Type.Optional(
      Id('Only this order: all that is left of it, or `amountMinor` of it.', 'or_01JD8Z0VJ3_1'),
    ),
    items: Type.Optional(Items),
    amountMinor: Type.Optional(SomeAmount),
  },
  {
    additionalProperties: false,
    description:
      'With nothing but a reason: all that is left of the checkout. With orderId: all that is left of that order, or amountMinor of it. With items: these quantities.',
  },
)

export const RefundParams = Type.Object({
  checkoutId: Id("The checkout's id.", 'co_01JD8Z0VJ3'),
  refundId: Id("The refund's id.", 're_01JD8Z0VJ3_1'),
})
