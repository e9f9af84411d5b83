import { later } from '../../platform/clock/index.js'

const S = 1_000
const MINUTE = 60 * S

/** After an unclear answer: the institution is asked before anything is sent again. */
const UNKNOWN_GAPS_MS = [3 * S, 5 * S, 10 * S, 30 * S, MINUTE, 5 * MINUTE]
/** Cards take days: every minute for a while, then ever less often. */
const PROCESSING_GAPS_MS = [
  5 * S,
  15 * S,
  30 * S,
  MINUTE,
  MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  20 * MINUTE,
  30 * MINUTE,
]
const ABNORMAL_GAP_MS = 30 * MINUTE

export const LEASE_MS = 30 * S

const gap = (gaps: readonly number[], tries: number): number =>
  gaps[Math.min(tries, gaps.length - 1)] ?? MINUTE

export const nextUnknownLook = (now: Date, tries: number): Date => later(now, gap(UNKNOWN_GAPS_MS, tries))
export const nextProcessingLook = (now: Date, tries: number): Date =>
  later(now, gap(PROCESSING_GAPS_MS, tries))
export const nextAbnormalLook = (now: Date): Date => later(now, ABNORMAL_GAP_MS)
