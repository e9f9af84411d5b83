export type Scene = 'desktop_web' | 'mobile_web' | 'app' | 'official_account' | 'mini_program'
export const SCENES: readonly Scene[] = [
  'desktop_web',
  'mobile_web',
  'app',
  'official_account',
  'mini_program',
]

export interface ExplainedReason {
  code: string
  message: string
  messageEn: string
  about: Record<string, string | number | null>
}

export interface ExplainedMethod {
  method: string
  institution: string
  name: string
  nameEn: string
  shown: boolean
  preselected: boolean
  reasons: ExplainedReason[]
  forShopper: string | null
  forShopperEn: string | null
}

export interface Explanation {
  at: string
  rulebookRevision: number | null
  launches: { id: string; version: number; methods: string[] }[]
  facts: {
    scene: Scene
    open: boolean
    lockedTo: string | null
    amountMinor: number
    shopper: {
      id: string
      isNew: boolean | null
      regionTier: number | null
      walletsUsed: string[]
      lastMethod: string | null
    }
    merchants: {
      id: string
      parts: { launch: string; state: string; agreedTermsSeq: number | null }[]
      subMerchantAt: string[]
    }[]
    goods: { category: string; sku: string | null }[]
  }
  methods: ExplainedMethod[]
}

/** A cart that need not exist. */
export interface Cart {
  shopper: { id: string; isNew?: boolean; regionTier?: number; walletsUsed?: string[] }
  merchantIds: string[]
  goods: { category: string; sku?: string }[]
  amountMinor: number
  scene: Scene
  at?: string
}
