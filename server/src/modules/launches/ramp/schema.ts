import { Type } from 'typebox'
import { GivenWhy } from '../../audit/index.js'
import { Institution } from '../../checkouts/index.js'
import { LaunchRules } from '../rules-schema.js'

const closed = { additionalProperties: false }
const Name = Type.String({ minLength: 1, maxLength: 64, pattern: '\\S' })
/** As wide as its column. */
export const Version = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })
const { methods, ...others } = LaunchRules.properties

export const LaunchParams = Type.Object({ id: Type.String({ maxLength: 64 }) })

export const NewLaunchBody = Type.Object(
  {
    name: Name,
    nameEn: Name,
    institution: Institution,
    rules: Type.Object({ methods, ...Type.Partial(Type.Object(others)).properties }, closed),
    why: GivenWhy,
  },
  closed,
)

export const ChangeBody = Type.Object(
  {
    /** The version that was seen. */
    version: Version,
    rules: Type.Object(LaunchRules.properties, closed),
    why: GivenWhy,
  },
  closed,
)

export const MoveBody = Type.Object({ why: GivenWhy }, closed)

export const RollBackBody = Type.Object(
  {
    /** The version that was seen. */
    version: Version,
    toVersion: Version,
    why: GivenWhy,
  },
  closed,
)
