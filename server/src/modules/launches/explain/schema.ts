import { type Static, Type } from 'typebox'
import { AmountMinor, Id, oneOf, oneOfOrNull, orNull, ref, Time } from '../../access/index.js'
import { Institution, Method, Scene } from '../../checkouts/index.js'
import { MethodChoice } from '../checkout/schema.js'

const closed = { additionalProperties: false }
const INSTITUTIONS = ['wechatpay', 'alipay'] as const
const METHODS = ['wechatpay_scan', 'wechatpay_jump', 'alipay_scan', 'alipay_jump'] as const

export const At = Type.Optional(
  Time('The moment that is asked about: what was shown then, under the rules of then. Absent: now.'),
)

const Goods = Type.Object(
  {
    category: Type.String({ description: 'Kind of goods.', minLength: 1, maxLength: 64, examples: ['home'] }),
    sku: Type.Optional(
      orNull(Type.String({ description: 'Your number of the goods.', minLength: 1, maxLength: 128 })),
    ),
  },
  closed,
)

/** A cart that need not exist. */
export const CaseBody = Type.Object(
  {
    shopper: Type.Object(
      {
        id: Id('Your id of the shopper: decides whether it is in a share.', 'shopper_7'),
        isNew: Type.Optional(Type.Boolean({ description: 'No paid checkout before. Absent: not known.' })),
        regionTier: Type.Optional(
          Type.Integer({
            description: "Tier of the shopper's region, 1 for the largest cities. Absent: not known.",
            minimum: 1,
            maximum: 9,
          }),
        ),
        walletsUsed: Type.Optional(
          Type.Array(Institution, {
            description: 'Institutions that the shopper has paid with before.',
            maxItems: 16,
            uniqueItems: true,
          }),
        ),
        lastMethod: Type.Optional(oneOf(METHODS, 'What the shopper paid with last.')),
      },
      { ...closed, description: 'Who would pay. Only what is told here is known of the shopper.' },
    ),
    merchantIds: Type.Array(Id('A merchant.', 'merchant_lanterns'), {
      description: 'Whose goods are in the cart.',
      minItems: 1,
      maxItems: 50,
      uniqueItems: true,
    }),
    goods: Type.Array(Goods, { description: 'What is in the cart.', minItems: 1, maxItems: 200 }),
    amountMinor: AmountMinor('What would be owed.'),
    scene: Type.Optional(Scene),
    at: At,
  },
  {
    ...closed,
    examples: [
      {
        shopper: { id: 'shopper_7', isNew: true },
        merchantIds: ['merchant_lanterns'],
        goods: [{ category: 'home' }],
        amountMinor: 8800,
        scene: 'mobile_web',
      },
    ],
  },
)
export type CaseBody = Static<typeof CaseBody>

const Facts = Type.Object(
  {
    scene: Scene,
    open: Type.Boolean({ description: 'It could be paid.' }),
    lockedTo: oneOfOrNull(
      INSTITUTIONS,
      'The institution that had issued a code which cannot be called back.',
    ),
    amountMinor: AmountMinor('What was owed.'),
    shopper: Type.Object(
      {
        id: Type.String({ description: 'Your id of the shopper.' }),
        isNew: orNull(Type.Boolean({ description: 'No paid checkout before; null where nobody told.' })),
        regionTier: orNull(
          Type.Integer({ description: "Tier of the shopper's region; null where nobody told." }),
        ),
        walletsUsed: Type.Array(Institution, { description: 'Paid with before.' }),
        lastMethod: oneOfOrNull(METHODS, 'Paid with last.'),
      },
      { description: 'What was known of the shopper.' },
    ),
    merchants: Type.Array(
      Type.Object({
        id: Type.String({ description: 'The merchant.' }),
        parts: Type.Array(
          Type.Object({
            launch: Type.String({ description: 'The launch.' }),
            state: oneOf(
              ['invited', 'accepted', 'active', 'declined', 'expired', 'paused', 'suspended'],
              'How far it was.',
            ),
            agreedTermsSeq: orNull(
              Type.Integer({ description: 'The latest version of the terms that it had agreed to.' }),
            ),
          }),
          { description: 'Its part in launches; none: not invited.' },
        ),
        subMerchantAt: Type.Array(Type.String(), {
          description: 'Institutions at which it had a sub-merchant number.',
        }),
      }),
      { description: 'Whose goods are in it.' },
    ),
    goods: Type.Array(
      Type.Object({
        category: Type.String({ description: 'Kind of goods.' }),
        sku: orNull(Type.String({ description: 'Your number of the goods.' })),
      }),
      { description: 'What is in it.' },
    ),
  },
  { description: 'What the decision was made from.' },
)

export const Explanation = Type.Object(
  {
    at: Time('The moment that it is about.'),
    rulebookRevision: orNull(
      Type.Integer({ description: 'Which copy of the rules decided; null for a past moment.' }),
    ),
    launches: Type.Array(
      Type.Object({
        id: Type.String({ description: 'The launch.' }),
        version: Type.Integer({ description: 'The version of its rules that held at that moment.' }),
        methods: Type.Array(Method, { description: 'The methods that it lets in.' }),
      }),
      { description: 'Launches that had a say. A method that none of them names is held back by none.' },
    ),
    facts: Facts,
    methods: Type.Array(ref(MethodChoice), {
      description: 'Every method, in order, shown or hidden with all reasons.',
    }),
  },
  { $id: 'Explanation', description: 'Which methods a shopper sees and why.' },
)
export type Explanation = Static<typeof Explanation>
