/** The rules of a launch as the server keeps them: who sees its methods. */

export const LAUNCH_STATES = ['draft', 'live', 'halted', 'ended'] as const
export type LaunchState = (typeof LAUNCH_STATES)[number]

export const SCENES = ['app', 'mini_program', 'official_account', 'mobile_web', 'desktop_web'] as const
export const INSTITUTIONS = ['wechatpay', 'alipay'] as const
export const METHODS_OF: Record<string, readonly string[]> = {
  wechatpay: ['wechatpay_jump', 'wechatpay_scan'],
  alipay: ['alipay_jump', 'alipay_scan'],
}

/** Who a shopper is to the marketplace; each line that is given must hold. */
export interface Cohort {
  newShopper?: boolean
  regionTiers?: number[]
  walletsUsed?: string[]
}

export interface Boost {
  when: Cohort
  shareBp: number
}

export const METRICS = ['success_rate', 'time_to_paid', 'refund_rate', 'complaint_rate'] as const
export type Metric = (typeof METRICS)[number]
export const AGAINST = ['own_past', 'other_methods', 'limit'] as const
export const ON_BREACH = ['pause', 'step_back', 'halt'] as const

export interface Guardrail {
  metric: Metric
  against: (typeof AGAINST)[number]
  windowMs: number
  leastSamples: number
  /** Against `limit`: the limit itself, in 0.01 % or, for time_to_paid, in milliseconds. */
  toleranceBp: number
  onBreach: (typeof ON_BREACH)[number]
}

export interface Goods {
  includeCategories: string[]
  excludeCategories: string[]
  includeSkus: string[]
  excludeSkus: string[]
}

export interface Step {
  shareBp: number
  holdMs: number
}

export interface Schedule {
  steps: Step[]
  /** Which one holds now; -1 before the first. */
  step: number
  state: 'off' | 'running' | 'paused' | 'done'
  stepBeganAt: string | null
}

export interface LaunchRules {
  state: LaunchState
  methods: string[]
  requires: string[]
  needsSubMerchant: boolean
  merchants: 'invited' | 'everyone'
  everyoneUnderTermsSeq: number | null
  shareBp: number
  holdoutBp: number
  audience: Cohort | null
  boosts: Boost[]
  allow: string[]
  deny: string[]
  goods: Goods
  /** null: every scene in which the method works. */
  scenes: string[] | null
  amountMinor: { least: number | null; most: number | null }
  windows: { from: string; until: string }[]
  schedule: Schedule
  guardrails: Guardrail[]
  hideWhenFailing: boolean
}
