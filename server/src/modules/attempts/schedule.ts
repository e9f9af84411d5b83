import { later } from '../../platform/clock/index.js'

const S = 1_000

/**
 * When a silent attempt is asked about. The first query comes within 15 seconds; afterwards the gaps stay below a
 * minute for as long as it can be paid, so that a success whose notice is lost is known within a minute of it.
 */
const QUIET_GAPS_MS = [10 * S, 10 * S, 15 * S, 20 * S, 30 * S, 40 * S]
/** After an unclear answer: soon at first, since a payer may be waiting for a code. */
const UNKNOWN_GAPS_MS = [2 * S, 3 * S, 5 * S, 10 * S, 15 * S, 30 * S, 40 * S]
const CLOSING_GAPS_MS = [2 * S, 3 * S, 5 * S, 10 * S, 20 * S, 30 * S]

/** How long a worker may hold a due row before another may take it: longer than a call can last. */
export const LEASE_MS = 30 * S
/** After the intent is stored: longer than an order call can last, within the 15 seconds of the first query. */
export const FIRST_LOOK_MS = 12 * S
/** After closing: one more look when nothing can be payable any more, whatever the institution said before. */
export const LAST_LOOK_MS = 90 * S
/** Between two queries at a person's wish. */
export const RECHECK_GAP_MS = 2 * S

const gap = (gaps: readonly number[], tries: number): number =>
  gaps[Math.min(tries, gaps.length - 1)] ?? 40 * S

export const nextQuietLook = (now: Date, tries: number): Date => later(now, gap(QUIET_GAPS_MS, tries))
export const nextUnknownLook = (now: Date, tries: number): Date => later(now, gap(UNKNOWN_GAPS_MS, tries))
export const nextClosingLook = (now: Date, tries: number): Date => later(now, gap(CLOSING_GAPS_MS, tries))
