import { api } from '../../console-api.js'
import type { MerchantCounts } from '../launch-api.js'

export interface Participation {
  merchantId: string
  name: string
  nameEn: string | null
  state: keyof MerchantCounts
  batchId: string | null
  wave: number | null
  agreedTermsSeq: number | null
  invitedAt: string | null
  expiresAt: string | null
  seenAt: string | null
  answeredAt: string | null
  activeAt: string | null
  firstPaidAt: string | null
  movedAt: string
}

export const SIZES = ['small', 'medium', 'large'] as const
export type MerchantSize = (typeof SIZES)[number]

export interface SelectionRule {
  categories?: string[]
  regions?: string[]
  sizes?: MerchantSize[]
  /** Share of the merchants, by chance; always the same ones. */
  shareBp?: number
}

/** Exactly one of the two. */
export interface Selection {
  merchantIds?: string[]
  rule?: SelectionRule
  limit?: number
}

export interface Wave {
  shareBp: number
  /** Since the start. */
  afterMs: number
}

export interface Funnel {
  chosen: number
  invited: number
  seen: number
  accepted: number
  declined: number
  expired: number
  active: number
  firstPaid: number
}

export type BatchState = 'draft' | 'choosing' | 'running' | 'paused' | 'finished' | 'cancelled'

export interface Batch {
  id: string
  launchId: string
  name: string
  selection: Selection
  waves: Wave[]
  state: BatchState
  size: number
  wavesSent: number
  startsAt: string
  /** When the next wave goes out; null while none will by itself. */
  nextWaveAt: string | null
  expiresInMs: number
  createdAt: string
  funnel: Funnel
}

export interface NewBatch {
  name: string
  selection: Selection
  waves: Wave[]
  startsAt: string
  expiresInMs: number
}

export interface Preview {
  count: number
  sample: {
    id: string
    name: string
    nameEn: string | null
    category: string | null
    region: string | null
    size: string | null
  }[]
}

export type BatchAct = 'start' | 'pause' | 'resume' | 'cancel'

export const actOnBatch = (id: string, act: BatchAct, why: string) =>
  api.post<Batch>(`/batches/${encodeURIComponent(id)}/${act}`, { why })
