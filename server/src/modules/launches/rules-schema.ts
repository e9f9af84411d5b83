import { type Static, Type } from 'typebox'
import { oneOf, oneOfOrNull, Time } from '../access/index.js'
import { Institution, Method, Scene } from '../checkouts/index.js'

const closed = { additionalProperties: false }

/** Shares are counted in steps of 0.01 %: 10,000 is everyone. */
export const WHOLE_BP = 10_000
export const ShareBp = (what: string) =>
  Type.Integer({
    description: `${what} In steps of 0.01 %: 100 is 1 %, 10000 is everyone.`,
    minimum: 0,
    maximum: WHOLE_BP,
    examples: [100],
  })

// Beyond it a number is no longer counted one by one.
const AmountMinor = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })

const Texts = (description: string, maxItems: number) =>
  Type.Array(Type.String({ minLength: 1, maxLength: 128 }), { description, maxItems, uniqueItems: true })

/** Who a shopper is to the marketplace; each line that is given must hold. */
export const Cohort = Type.Object(
  {
    newShopper: Type.Optional(
      Type.Boolean({
        description: 'true: only shoppers with no paid checkout before; false: only the others.',
      }),
    ),
    regionTiers: Type.Optional(
      Type.Array(Type.Integer({ minimum: 1, maximum: 9 }), {
        description: "Tiers of the shopper's region, 1 for the largest cities.",
        maxItems: 9,
        uniqueItems: true,
      }),
    ),
    walletsUsed: Type.Optional(
      Type.Array(Institution, {
        description: 'The shopper has paid with one of these before.',
        maxItems: 16,
        uniqueItems: true,
      }),
    ),
  },
  closed,
)
export type Cohort = Static<typeof Cohort>

export const GUARDRAIL_METRICS = ['success_rate', 'time_to_paid', 'refund_rate', 'complaint_rate'] as const
export type GuardrailMetric = (typeof GUARDRAIL_METRICS)[number]

export const Guardrail = Type.Object(
  {
    metric: oneOf(
      GUARDRAIL_METRICS,
      'success_rate: paid of those that came to an end or have been unanswered too long. time_to_paid: median from start to paid. refund_rate, complaint_rate: of paid.',
    ),
    against: oneOf(
      ['own_past', 'other_methods', 'limit'],
      "own_past: the method's own figure over the baseline before the window. other_methods: all other methods in the same window. limit: a fixed figure.",
    ),
    windowMs: Type.Integer({
      description: 'How far back it looks, in milliseconds.',
      minimum: 10_000,
      maximum: 86_400_000,
    }),
    leastSamples: Type.Integer({
      description: 'Says nothing below so many samples in the window.',
      minimum: 1,
      maximum: 1_000_000,
    }),
    toleranceBp: Type.Integer({
      description:
        'How much worse than what it is held against it may be, of that figure, in steps of 0.01 %. For `limit`: the limit itself as a rate in steps of 0.01 %, or milliseconds for time_to_paid.',
      minimum: 0,
      maximum: 86_400_000,
    }),
    onBreach: oneOf(
      ['pause', 'step_back', 'halt'],
      'pause: the schedule stops advancing. step_back: also the share of the step before. halt: the method is hidden for new attempts.',
    ),
  },
  closed,
)
export type Guardrail = Static<typeof Guardrail>

const LAUNCH_STATES = ['draft', 'live', 'halted', 'ended'] as const

/** Everything that decides who sees the methods of a launch. One version of it never changes. */
export const LaunchRules = Type.Object(
  {
    state: oneOf(
      LAUNCH_STATES,
      'draft: nobody sees it. live. halted: hidden for everyone at once, attempts under way go on. ended: hidden for good.',
    ),
    methods: Type.Array(Method, {
      description: 'The methods that it lets in; a method belongs to one launch that has not ended.',
      minItems: 1,
      maxItems: 16,
      uniqueItems: true,
    }),
    requires: Texts('Ids of the capabilities that must be granted.', 16),
    needsSubMerchant: Type.Boolean({
      description: 'Only merchants that have a sub-merchant number at the institution.',
    }),
    merchants: oneOf(
      ['invited', 'everyone'],
      'invited: those who accepted. everyone: all but those who declined, paused or are suspended.',
    ),
    everyoneUnderTermsSeq: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()], {
      description: 'The terms under which it was opened to everyone; null while it is by invitation.',
    }),
    shareBp: ShareBp('Share of shoppers.'),
    holdoutBp: ShareBp('Share of shoppers who are kept out at any share, to measure against.'),
    audience: Type.Union([Cohort, Type.Null()], {
      description: 'Only these shoppers, and of them the share; null for all shoppers.',
    }),
    boosts: Type.Array(Type.Object({ when: Cohort, shareBp: ShareBp('Share of these shoppers.') }, closed), {
      description: 'Shoppers with a share of their own where it is larger.',
      maxItems: 16,
    }),
    allow: Texts('Shoppers who are in whatever their share, audience and holdout.', 10_000),
    deny: Texts('Shoppers who are out; stands above `allow`.', 10_000),
    goods: Type.Object(
      {
        includeCategories: Texts('Only goods of these categories; empty for all.', 1_000),
        excludeCategories: Texts('Not with goods of these categories in the checkout.', 1_000),
        includeSkus: Texts('Goods that are in though their category is not.', 10_000),
        excludeSkus: Texts('Not with one of these goods in the checkout.', 10_000),
      },
      closed,
    ),
    scenes: Type.Union([Type.Array(Scene, { maxItems: 16, uniqueItems: true }), Type.Null()], {
      description: 'Only there; null for every scene in which the method works.',
    }),
    amountMinor: Type.Object(
      {
        least: Type.Union([AmountMinor, Type.Null()], {
          description: "The checkout's smallest amount in minor units; null for any.",
        }),
        most: Type.Union([AmountMinor, Type.Null()], {
          description: "The checkout's largest amount in minor units; null for any.",
        }),
      },
      closed,
    ),
    windows: Type.Array(
      Type.Object({ from: Time('From then on.'), until: Time('Not any more from then on.') }, closed),
      { description: 'Only in these times; empty for always.', maxItems: 100 },
    ),
    schedule: Type.Object(
      {
        steps: Type.Array(
          Type.Object(
            {
              shareBp: ShareBp('Share of shoppers from this step on.'),
              holdMs: Type.Integer({
                description: 'How long it is held before the next step, in milliseconds.',
                minimum: 1_000,
                maximum: 31_536_000_000,
              }),
            },
            closed,
          ),
          { description: 'Shares that follow each other by themselves.', maxItems: 50 },
        ),
        step: Type.Integer({ description: 'Which step holds now; -1 before the first.', minimum: -1 }),
        state: oneOf(
          ['off', 'running', 'paused', 'done'],
          'running: advances while the guardrails hold. paused: by a person or a guardrail.',
        ),
        stepBeganAt: Type.Union([Time('When this step began.'), Type.Null()]),
      },
      closed,
    ),
    guardrails: Type.Array(Guardrail, { description: 'What must hold.', maxItems: 16 }),
    hideWhenFailing: Type.Boolean({
      description: 'Hide a method while its measurements say that it fails for nearly everyone.',
    }),
  },
  { ...closed, $id: 'LaunchRules' },
)
export type LaunchRules = Static<typeof LaunchRules>

export const ORDER_CRITERIA = ['fits_scene', 'well', 'house', 'last_used', 'cheapest'] as const

/** In which order shown methods stand, and which is chosen beforehand. */
export const MethodPolicy = Type.Object(
  {
    order: Type.Array(
      oneOf(
        ORDER_CRITERIA,
        'fits_scene: a phone jumps, a desk scans. well: failing methods last. house: the house wallet first. last_used: what the shopper paid with last first. cheapest: the lowest fee first.',
      ),
      {
        description: 'Criteria; each decides where those before it say nothing.',
        maxItems: 5,
        uniqueItems: true,
      },
    ),
    preselect: oneOf(
      ['none', 'first', 'last_used', 'house'],
      'Which shown method is chosen beforehand; the first where the wish is not shown.',
    ),
    house: oneOfOrNull(['wechatpay', 'alipay'], "The marketplace's own wallet."),
    feeBp: Type.Record(Type.String(), Type.Integer({ minimum: 0, maximum: WHOLE_BP }), {
      description: 'Fee of a method, in steps of 0.01 %; methods without one count as dearest.',
    }),
  },
  { ...closed, $id: 'MethodPolicy' },
)
export type MethodPolicy = Static<typeof MethodPolicy>

/** As it was before anybody wrote a policy. */
export const FIRST_POLICY: MethodPolicy = { order: ['fits_scene'], preselect: 'none', house: null, feeBp: {} }
