import { type Static, Type } from 'typebox'
import { oneOf, Time } from '../../access/index.js'
import { GivenWhy } from '../../audit/index.js'
import { ShareBp } from '../rules-schema.js'

const closed = { additionalProperties: false }
const Names = (description: string, maxItems: number) =>
  Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 64 }), {
      description,
      minItems: 1,
      maxItems,
      uniqueItems: true,
    }),
  )

const Limit = Type.Optional(
  Type.Integer({
    description: 'At most so many merchants; the first of the order.',
    minimum: 1,
    maximum: 100_000_000,
  }),
)

/** Exactly one of the two is given; the use case checks, since a union of objects explains its errors badly. */
export const Selection = Type.Object(
  {
    merchantIds: Names('These merchants, in this order.', 10_000),
    rule: Type.Optional(
      Type.Object(
        {
          categories: Names('Merchants that sell one of these.', 200),
          regions: Names('Merchants in one of these regions.', 200),
          sizes: Type.Optional(
            Type.Array(oneOf(['small', 'medium', 'large'], 'How large the merchant is.'), {
              minItems: 1,
              maxItems: 3,
              uniqueItems: true,
            }),
          ),
          shareBp: Type.Optional(ShareBp('Share of the merchants, by chance; always the same ones.')),
        },
        closed,
      ),
    ),
    limit: Limit,
  },
  closed,
)
export type Selection = Static<typeof Selection>

export const Waves = Type.Array(
  Type.Object(
    {
      shareBp: ShareBp('Share of the batch that this wave invites, in the order of the batch.'),
      afterMs: Type.Integer({
        description: 'How long after the start it goes out, in milliseconds.',
        minimum: 0,
        maximum: 31_536_000_000,
      }),
    },
    closed,
  ),
  { description: 'Together 10000; each later than the one before.', minItems: 1, maxItems: 50 },
)
export type Waves = Static<typeof Waves>

export const PreviewBody = Type.Object({ selection: Selection }, closed)
export const NewBatchBody = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 64, pattern: '\\S' }),
    selection: Selection,
    waves: Waves,
    startsAt: Time(
      'When its first wave goes out at the earliest; the start is later when it is started later.',
    ),
    expiresInMs: Type.Integer({
      description: 'How long an invitation stands, from its wave on, in milliseconds.',
      minimum: 60_000,
      maximum: 31_536_000_000,
    }),
    why: GivenWhy,
  },
  closed,
)
export type NewBatch = Omit<Static<typeof NewBatchBody>, 'why' | 'startsAt'> & { readonly startsAt: Date }

export const OnlyWhy = Type.Object({ why: GivenWhy }, closed)
export const LaunchParams = Type.Object({ launchId: Type.String({ maxLength: 64 }) })
export const BatchParams = Type.Object({ batchId: Type.String({ maxLength: 64 }) })
export const PartParams = Type.Object({
  launchId: Type.String({ maxLength: 64 }),
  merchantId: Type.String({ maxLength: 64 }),
})
