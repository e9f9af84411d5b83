import { Type } from 'typebox'
import { AmountMinor, Currency, Id, oneOf, orNull, ref, refOrNull, Time } from '../access/index.js'

const REFUND_STATES = ['created', 'unknown', 'processing', 'succeeded', 'abnormal', 'failed'] as const

export const RefundFailure = Type.Object(
  {
    code: Type.String({ description: "The institution's own code, for support.", examples: ['NOT_ENOUGH'] }),
    message: Type.String({ description: 'What happened and where the money is, in Chinese.' }),
    messageEn: Type.String({ description: 'What happened and where the money is, in English.' }),
    next: orNull(Type.String({ description: 'What to do next, in Chinese.' })),
    nextEn: orNull(Type.String({ description: 'What to do next, in English.' })),
  },
  { $id: 'RefundFailure', description: 'Why a refund needs a person.' },
)

export const RefundPart = Type.Object(
  {
    orderId: Id('The order that money goes back for.', 'or_01JD8Z0VJ3_1'),
    itemId: orNull(Id('The item, when the refund names items.', 'it_01JD8Z0VJ3_1')),
    quantity: orNull(Type.Integer({ description: 'How many of the item.', minimum: 1 })),
    amountMinor: AmountMinor('What goes back for this part.'),
  },
  { $id: 'RefundPart' },
)

export const Refund = Type.Object(
  {
    id: Id("The refund's id.", 're_01JD8Z0VJ3_1'),
    checkoutId: Id("The checkout's id.", 'co_01JD8Z0VJ3'),
    orderId: orNull(Id('The order, when the refund is for one order.', 'or_01JD8Z0VJ3_1')),
    attemptId: Id('The payment that it is taken from.', 'at_01JD8Z0VJ3_1'),
    kind: oneOf(
      ['requested', 'surplus'],
      'requested: asked for by you or the seller. surplus: a second or late payment that goes back by itself.',
    ),
    amountMinor: AmountMinor('What goes back to the payer.'),
    currency: Currency,
    reason: Type.String({ description: 'Why, as the payer may see it.', examples: ['少发一件'] }),
    state: oneOf(
      REFUND_STATES,
      'created, unknown and processing: on its way, nothing to do. succeeded: the payer has the money. abnormal: the institution could not pay it out and a person must decide. failed: nothing was given back.',
    ),
    parts: Type.Array(ref(RefundPart), { description: 'What it is made of.' }),
    outRefundNo: Type.String({ description: 'Our number at the institution.', examples: ['01JD8Z0VJ3R1'] }),
    institutionReference: orNull(
      Type.String({ description: "The institution's number of the refund.", examples: ['5030000710'] }),
    ),
    failure: refOrNull(RefundFailure, 'Why it needs a person; null while all is well.'),
    createdAt: Time('When it was asked for.'),
    finishedAt: orNull(Time('When the institution paid it out.')),
  },
  { $id: 'Refund', description: 'Money back to the payer who paid.' },
)
