import { type Static, Type } from 'typebox'
import { Id, oneOf, oneOfOrNull, orNull, Time } from '../access/index.js'

const MerchantId = Type.String({
  description: "The merchant's id: letters, digits, `_` and `-`. Yours if you gave one.",
  pattern: '^[A-Za-z0-9_-]{1,64}$',
  examples: ['merchant_lanterns'],
})

const SIZES = ['small', 'medium', 'large'] as const

export const NewMerchant = Type.Object(
  {
    id: Type.Optional(MerchantId),
    name: Type.String({
      description: 'Name that shoppers see.',
      minLength: 1,
      maxLength: 128,
      examples: ['灯笼铺'],
    }),
    nameEn: Type.Optional(
      Type.String({
        description: 'Name in English.',
        minLength: 1,
        maxLength: 128,
        examples: ['Lantern Lane'],
      }),
    ),
    category: Type.Optional(
      Type.String({
        description: 'What the merchant sells.',
        minLength: 1,
        maxLength: 64,
        examples: ['home'],
      }),
    ),
    region: Type.Optional(
      Type.String({
        description: 'Where the merchant is, in your own words: batches of invitations may choose by it.',
        minLength: 1,
        maxLength: 64,
        examples: ['浙江'],
      }),
    ),
    size: Type.Optional(oneOf(SIZES, 'How large the merchant is: batches of invitations may choose by it.')),
  },
  { additionalProperties: false },
)

export const Merchant = Type.Object(
  {
    id: MerchantId,
    name: Type.String({ description: 'Name that shoppers see.', examples: ['灯笼铺'] }),
    nameEn: orNull(Type.String({ description: 'Name in English.', examples: ['Lantern Lane'] })),
    category: orNull(Type.String({ description: 'What the merchant sells.', examples: ['home'] })),
    region: orNull(Type.String({ description: 'Where the merchant is.', examples: ['浙江'] })),
    size: oneOfOrNull(SIZES, 'How large the merchant is.'),
    createdAt: Time('When the merchant was registered.'),
  },
  { $id: 'Merchant', description: 'A seller on the marketplace.' },
)
export type Merchant = Static<typeof Merchant>

export const MerchantParams = Type.Object({ merchantId: Id("The merchant's id.", 'merchant_lanterns') })
