import { type Static, Type } from 'typebox'
import { oneOf, Time } from '../../access/index.js'
import { GivenWhy } from '../../audit/index.js'

const closed = { additionalProperties: false }
// In lines and letters as they are typed; a longer text is a book.
const Body = (description: string) =>
  Type.String({ description, minLength: 1, maxLength: 40_000, pattern: '\\S' })

const TermsText = {
  label: Type.String({
    description: 'What people call this version.',
    minLength: 1,
    maxLength: 64,
    pattern: '\\S',
  }),
  agreement: oneOf(
    ['needed', 'by_notice'],
    'needed: a merchant that has not agreed when it takes effect loses the methods until it agrees. by_notice: in force for everyone by being published.',
  ),
  body: Body('The text in Chinese, in neutral words.'),
  bodyEn: Body('The text in English, in neutral words.'),
}

// Somebody may have written since: what nobody has read is neither overwritten nor published.
const changedAt = Time('When the text that was seen was written: `changedAt` of the version.')

export const DraftBody = Type.Object({ ...TermsText, why: GivenWhy }, closed)
export const ChangeBody = Type.Object({ ...TermsText, changedAt, why: GivenWhy }, closed)
export type TermsDraft = Omit<Static<typeof DraftBody>, 'why'>

export const PublishBody = Type.Object(
  {
    effectiveAt: Type.Union([Time('When it takes effect; now or later.'), Type.Null()], {
      description: 'null: at once, whatever the clock of the caller says.',
    }),
    changedAt,
    why: GivenWhy,
  },
  closed,
)
export const OnlyWhy = Type.Object({ why: GivenWhy }, closed)
export const TermsParams = Type.Object({ seq: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) })
