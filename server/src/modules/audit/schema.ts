import { Type } from 'typebox'

/** A reason that must be given. */
export const GivenWhy = Type.String({
  description: 'Why, for whoever reads the audit log.',
  minLength: 1,
  maxLength: 500,
  pattern: '\\S',
})

/** A body with nothing but a reason, which may be left out. */
export const WhyBody = Type.Object(
  {
    why: Type.Optional(Type.String({ description: 'Why, for whoever reads the audit log.', maxLength: 500 })),
  },
  { additionalProperties: false },
)
