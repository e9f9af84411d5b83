import type { InstitutionName, MethodName, Scene } from '../../../connectors/contract.js'
import type { LaunchRules, MethodPolicy } from '../rules-schema.js'

/** What the decision is made from. All of it is data that was loaded before: deciding reads no clock and no database. */
export interface DecisionFacts {
  /** What the institutions' connectors offer. */
  readonly offers: readonly OfferFact[]
  readonly rulebook: Rulebook
  readonly checkout: CheckoutFact
  readonly merchants: readonly MerchantFact[]
  readonly shopper: ShopperFact
  readonly goods: readonly GoodsFact[]
  readonly scene: Scene
  readonly now: Date
}

export interface OfferFact {
  readonly method: MethodName
  readonly institution: InstitutionName
  readonly name: string
  readonly nameEn: string
  readonly scenes: readonly Scene[]
}

/** What is not about one checkout: the same for all, kept in the process and made anew when it changes. */
export interface Rulebook {
  readonly revision: bigint
  /** By method: the launch that has not ended, otherwise the last that has. A method that none ever named is not held back. */
  readonly launches: ReadonlyMap<MethodName, CompiledLaunch>
  readonly capabilities: ReadonlyMap<string, CapabilityFact>
  /** Published versions of the terms, in order of effect. */
  readonly terms: readonly TermsFact[]
  readonly policy: MethodPolicy
  /** Methods that fail for nearly everyone now. */
  readonly failing: ReadonlySet<MethodName>
}

/** One version of a launch with its lists made ready: compiled once, decided with many times. */
export interface CompiledLaunch {
  readonly id: string
  readonly version: number
  readonly rules: LaunchRules
  /** Seed of the hash that places shoppers: from the launch's id, so that launches do not choose the same people. */
  readonly rampSeed: number
  readonly holdoutSeed: number
  readonly allow: ReadonlySet<string>
  readonly deny: ReadonlySet<string>
  readonly includeCategories: ReadonlySet<string>
  readonly excludeCategories: ReadonlySet<string>
  readonly includeSkus: ReadonlySet<string>
  readonly excludeSkus: ReadonlySet<string>
  readonly scenes: ReadonlySet<Scene> | null
  readonly windows: readonly { readonly fromMs: number; readonly untilMs: number }[]
}

export type CapabilityState =
  | 'draft'
  | 'submitted'
  | 'under_review'
  | 'to_be_rectified'
  | 'granted'
  | 'suspended'
  | 'withdrawn'

export interface CapabilityFact {
  readonly id: string
  readonly state: CapabilityState
}

export interface TermsFact {
  readonly seq: number
  readonly effectiveAtMs: number
  readonly agreement: 'needed' | 'by_notice'
}

export interface CheckoutFact {
  /** May be paid now: open and before its deadline. */
  readonly open: boolean
  readonly lockedTo: InstitutionName | null
  readonly amountMinor: bigint
}

export type ParticipationState =
  | 'invited'
  | 'accepted'
  | 'active'
  | 'declined'
  | 'expired'
  | 'paused'
  | 'suspended'

export interface MerchantFact {
  readonly id: string
  /** By launch; none: not invited. Loaded with the checkout, so deciding costs the same for a thousand or a billion merchants. */
  readonly participations: ReadonlyMap<string, ParticipationFact>
  /** Institutions at which it has a sub-merchant number that works. */
  readonly subMerchantAt: ReadonlySet<string>
}

export interface ParticipationFact {
  readonly state: ParticipationState
  /** The latest version that it agreed to; null for none. */
  readonly agreedTermsSeq: number | null
}

export interface ShopperFact {
  readonly id: string
  /** null where the marketplace does not tell: then no cohort that asks for it matches. */
  readonly isNew: boolean | null
  readonly regionTier: number | null
  readonly walletsUsed: readonly InstitutionName[]
  readonly lastMethod: MethodName | null
}

export interface GoodsFact {
  readonly category: string
  readonly sku: string | null
}

/** Why a method is hidden. Sentences for support and for the shopper are in reasons.ts. */
export type ReasonCode =
  | 'checkout_not_open'
  | 'locked_to_other_institution'
  | 'not_in_this_scene'
  | 'capability_not_granted'
  | 'capability_suspended'
  | 'launch_not_started'
  | 'launch_halted'
  | 'launch_ended'
  | 'merchant_not_invited'
  | 'merchant_not_answered'
  | 'merchant_not_ready'
  | 'merchant_declined'
  | 'merchant_invitation_expired'
  | 'merchant_paused'
  | 'merchant_suspended'
  | 'merchant_has_no_sub_merchant'
  | 'terms_not_agreed'
  | 'shopper_denied'
  | 'shopper_in_holdout'
  | 'shopper_not_in_audience'
  | 'shopper_not_in_share'
  | 'goods_not_included'
  | 'goods_excluded'
  | 'scene_not_included'
  | 'amount_too_small'
  | 'amount_too_large'
  | 'outside_window'
  | 'method_failing'

export interface Reason {
  readonly code: ReasonCode
  /** What it is about: the merchant, the category, the capability, the share …, for the sentence. */
  readonly about: Readonly<Record<string, string | number | null>>
}

export interface DecidedMethod {
  readonly offer: OfferFact
  readonly shown: boolean
  /** Chosen beforehand; at most one. */
  readonly preselected: boolean
  /** All of them, in the order of the list above; empty when it is shown. */
  readonly reasons: readonly Reason[]
}
