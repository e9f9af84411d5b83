import { Type } from 'typebox'
import { oneOf } from '../../access/index.js'
import { GivenWhy } from '../../audit/index.js'
import { RECORDED } from './record-decision.js'

const closed = { additionalProperties: false }

export const Documents = Type.Record(
  Type.String({ pattern: '^[a-z_]{1,64}$' }),
  Type.String({ maxLength: 4_000 }),
  { description: 'What the institution wants to see, by the names of the kind.' },
)
const Reasons = Type.Array(
  Type.Object(
    {
      field: Type.String({ description: 'The document; empty for the whole.', maxLength: 64 }),
      reason: Type.String({ description: "In the institution's words.", minLength: 1, maxLength: 1_000 }),
    },
    closed,
  ),
  { description: 'What must be put right.', maxItems: 50 },
)

export const CapabilityParams = Type.Object({ id: Type.String({ maxLength: 64 }) })
export const BeginBody = Type.Object(
  { kind: Type.String({ maxLength: 64 }), documents: Documents, why: GivenWhy },
  closed,
)
export const ChangeBody = Type.Object(
  {
    documents: Documents,
    /** What was read before: what somebody else has written since is not overwritten. */
    seen: Type.Optional(Documents),
    why: GivenWhy,
  },
  closed,
)
export const ActBody = Type.Object({ why: GivenWhy }, closed)
export const RecordBody = Type.Object(
  {
    decision: oneOf(RECORDED, 'What the institution decided.'),
    reasons: Type.Optional(Reasons),
    paper: Type.String({
      description: "Number or place of the institution's letter.",
      minLength: 1,
      maxLength: 200,
    }),
    why: GivenWhy,
  },
  closed,
)
