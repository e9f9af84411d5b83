export interface Terms {
  seq: number
  label: string
  state: 'draft' | 'published' | 'withdrawn'
  agreement: 'needed' | 'by_notice'
  body: string
  bodyEn: string
  effectiveAt: string | null
  publishedAt: string | null
  withdrawnAt: string | null
  /** When its text was written: what was seen is known by it. */
  changedAt: string
  inForce: boolean
  agreedCount: number
}

export interface DiffLine {
  kind: 'same' | 'added' | 'removed'
  text: string
}

export interface TermsDiff {
  lines: DiffLine[]
  linesEn: DiffLine[]
}

export interface Agreement {
  merchantId: string
  username: string
  agreedAt: string
}

export const termsPath = (seq: number) => `/terms/${seq}`
