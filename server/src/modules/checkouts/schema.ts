import { type Static, Type } from 'typebox'
import { AmountMinor, Currency, Id, oneOf, oneOfOrNull, orNull, ref, Time } from '../access/index.js'
import { Attempt, INSTITUTIONS } from './attempt-schema.js'
import { Refund } from './refund-schema.js'

export const CHECKOUT_STATES = ['open', 'closing', 'paid', 'closed'] as const

const Quantity = Type.Integer({ description: 'How many.', minimum: 1, maximum: 1_000_000, examples: [2] })
const UnitPriceMinor = Type.Integer({
  description: 'Price of one, in whole minor units (fen for CNY).',
  minimum: 1,
  maximum: Number.MAX_SAFE_INTEGER,
  examples: [4400],
})

export const Item = Type.Object(
  {
    id: Id("The item's id.", 'it_01JD8Z0VJ3_1'),
    name: Type.String({ description: 'Name as the shopper saw it.', examples: ['竹灯笼'] }),
    category: Type.String({
      description: 'Kind of goods; institutions have rules by kind.',
      examples: ['home'],
    }),
    sku: orNull(Type.String({ description: 'Your own number of the goods.', examples: ['LANTERN-S'] })),
    quantity: Quantity,
    unitPriceMinor: UnitPriceMinor,
    refundedQuantity: Type.Integer({ description: 'How many are in refunds under way or done.', minimum: 0 }),
    imageUrl: orNull(Type.String({ description: 'Picture for cashier and workbench.' })),
  },
  { $id: 'Item' },
)

export const Order = Type.Object(
  {
    id: Id("The order's id.", 'or_01JD8Z0VJ3_1'),
    reference: Type.String({ description: 'Your number of this order.', examples: ['O-2026-1001'] }),
    merchant: Type.Object(
      {
        id: Id("The merchant's id.", 'merchant_lanterns'),
        name: Type.String({ description: 'Name that shoppers see.', examples: ['灯笼铺'] }),
        nameEn: orNull(Type.String({ description: 'Name in English.', examples: ['Lantern Lane'] })),
      },
      { description: 'Whose order it is.' },
    ),
    amountMinor: AmountMinor('Sum of its items.'),
    refundedMinor: AmountMinor('What has been given back.'),
    items: Type.Array(ref(Item), { description: 'What was bought.' }),
  },
  { $id: 'Order', description: "One merchant's part of a checkout." },
)
export type Order = Static<typeof Order>

export const Shopper = Type.Object(
  {
    id: Type.String({ description: 'Your id of the shopper.', examples: ['shopper_7'] }),
    name: orNull(Type.String({ description: 'Name, if you gave one.', examples: ['小林'] })),
  },
  { $id: 'Shopper' },
)

export const Checkout = Type.Object(
  {
    id: Id("The checkout's id.", 'co_01JD8Z0VJ3'),
    reference: Type.String({
      description: 'Your number of this checkout; unique.',
      examples: ['C-2026-1001'],
    }),
    state: oneOf(
      CHECKOUT_STATES,
      'open: can be paid. closing: being closed at the institutions; it may still turn out paid. paid and closed: final.',
    ),
    closeReason: oneOfOrNull(['expired', 'requested'], 'Why it is closing or closed.'),
    amountMinor: AmountMinor('What the shopper owes: the sum of the orders.'),
    currency: Currency,
    refundedMinor: AmountMinor('What has been given back.'),
    refundState: oneOf(['none', 'part', 'full'], 'How much of it has been given back.'),
    description: Type.String({ description: 'What the wallet shows the payer.', examples: ['胡同集市订单'] }),
    shopper: ref(Shopper),
    returnUrl: orNull(Type.String({ description: 'Where the cashier leads when it is done.' })),
    metadata: Type.Record(Type.String(), Type.String(), { description: 'Your own notes.' }),
    lockedTo: oneOfOrNull(
      INSTITUTIONS,
      'Set once a code was issued that cannot be called back: other institutions are hidden from then on.',
    ),
    orders: Type.Array(ref(Order), { description: "Each merchant's part." }),
    attempts: Type.Array(ref(Attempt), { description: 'Tries to pay, oldest first.' }),
    refunds: Type.Array(ref(Refund), { description: 'Refunds, oldest first.' }),
    paidAttemptId: orNull(Id('The attempt that paid it.', 'at_01JD8Z0VJ3_1')),
    deadlineAt: Time('It closes by itself then.'),
    createdAt: Time('When it was made.'),
    paidAt: orNull(Time('When it was paid.')),
    closedAt: orNull(Time('When it was closed.')),
    cashierUrl: Type.String({
      description: 'Page where the shopper pays. The link is the key: hand it to the shopper only.',
    }),
  },
  {
    $id: 'Checkout',
    description: 'What one shopper owes now: one or more orders, one amount, one deadline.',
  },
)
export type Checkout = Static<typeof Checkout>

const NewItem = Type.Object(
  {
    name: Type.String({
      description: 'Name as the shopper saw it.',
      minLength: 1,
      maxLength: 256,
      examples: ['竹灯笼'],
    }),
    category: Type.String({ description: 'Kind of goods.', minLength: 1, maxLength: 64, examples: ['home'] }),
    sku: Type.Optional(
      Type.String({ description: 'Your number of the goods.', minLength: 1, maxLength: 128 }),
    ),
    quantity: Quantity,
    unitPriceMinor: UnitPriceMinor,
    imageUrl: Type.Optional(
      Type.String({
        description: 'Picture of the goods.',
        format: 'uri',
        pattern: '^https?://',
        maxLength: 1024,
      }),
    ),
  },
  { additionalProperties: false },
)

const NewOrder = Type.Object(
  {
    reference: Type.String({
      description: 'Your number of this order.',
      minLength: 1,
      maxLength: 128,
      examples: ['O-2026-1001'],
    }),
    merchantId: Id('Whose order it is.', 'merchant_lanterns'),
    items: Type.Array(NewItem, { description: 'What is bought.', minItems: 1, maxItems: 200 }),
  },
  { additionalProperties: false },
)

export const NewCheckout = Type.Object(
  {
    reference: Type.String({
      description: 'Your number of this checkout. One checkout for each reference.',
      minLength: 1,
      maxLength: 128,
      examples: ['C-2026-1001'],
    }),
    shopper: Type.Object(
      {
        id: Type.String({
          description: 'Your id of the shopper.',
          minLength: 1,
          maxLength: 128,
          examples: ['shopper_7'],
        }),
        name: Type.Optional(
          Type.String({ description: 'Name.', minLength: 1, maxLength: 128, examples: ['小林'] }),
        ),
        isNew: Type.Optional(
          Type.Boolean({
            description:
              'Whether this is a first purchase, for launches by cohort. Absent: whether it has paid a checkout here.',
          }),
        ),
        regionTier: Type.Optional(
          Type.Integer({
            description: "Tier of the shopper's region, 1 for the largest cities, for launches by cohort.",
            minimum: 1,
            maximum: 9,
          }),
        ),
        walletsUsed: Type.Optional(
          Type.Array(oneOf(INSTITUTIONS, 'An institution.'), {
            description:
              'Institutions that the shopper has paid with before, for launches by cohort. Absent: those of its paid checkouts here.',
            maxItems: 16,
            uniqueItems: true,
          }),
        ),
      },
      { additionalProperties: false, description: 'Who owes it.' },
    ),
    currency: Type.Optional(oneOf(['CNY'], 'Currency of every amount.')),
    description: Type.Optional(
      Type.String({
        description: 'What the wallet shows the payer.',
        minLength: 1,
        maxLength: 127,
        examples: ['胡同集市订单'],
      }),
    ),
    returnUrl: Type.Optional(
      Type.String({
        description: 'Where the cashier leads when it is done.',
        format: 'uri',
        pattern: '^https?://',
        maxLength: 512,
      }),
    ),
    expiresInMs: Type.Optional(
      Type.Integer({
        description: 'Milliseconds until it closes by itself.',
        minimum: 60_000,
        maximum: 1_296_000_000,
        default: 7_200_000,
      }),
    ),
    metadata: Type.Optional(
      Type.Record(Type.String(), Type.String({ maxLength: 512 }), {
        description: 'Your own notes: at most 20 texts.',
        maxProperties: 20,
        propertyNames: { maxLength: 64 },
      }),
    ),
    orders: Type.Array(NewOrder, { description: "Each merchant's part.", minItems: 1, maxItems: 50 }),
  },
  {
    additionalProperties: false,
    examples: [
      {
        reference: 'C-2026-1001',
        shopper: { id: 'shopper_7', name: '小林' },
        orders: [
          {
            reference: 'O-2026-1001',
            merchantId: 'merchant_lanterns',
            items: [{ name: '竹灯笼', category: 'home', quantity: 2, unitPriceMinor: 4400 }],
          },
        ],
      },
    ],
  },
)
export type NewCheckout = Static<typeof NewCheckout>

export const StoryEntry = Type.Object(
  {
    id: Type.String({ description: 'Place in the story.' }),
    at: Time('When it happened.'),
    kind: Type.String({ description: 'What happened.', examples: ['checkout.paid'] }),
    subject: orNull(Type.String({ description: 'The attempt, refund or order that it is about.' })),
    title: Type.String({ description: 'In one line, in Chinese.' }),
    titleEn: Type.String({ description: 'In one line, in English.' }),
    data: Type.Unsafe<Record<string, unknown>>({
      type: 'object',
      additionalProperties: true,
      description: 'Figures and numbers of this entry.',
    }),
    alarm: Type.Boolean({ description: 'A person should look at it.' }),
  },
  { $id: 'StoryEntry', description: 'One thing that happened to a checkout.' },
)
export type StoryEntry = Static<typeof StoryEntry>

export const CheckoutParams = Type.Object({ checkoutId: Id("The checkout's id.", 'co_01JD8Z0VJ3') })
