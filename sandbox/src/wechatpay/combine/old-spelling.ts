import { type Answer, type ErrorCode, Refused } from '../answers.js'
import type { Call } from '../call.js'

/** This product's pages still list the older codes, without underscores (11-combine §2). */
const OLD_SPELLINGS: Partial<Record<ErrorCode, ErrorCode>> = { NO_AUTH: 'NOAUTH' }

export const inOldSpelling =
  (act: (call: Call) => Answer) =>
  (call: Call): Answer => {
    try {
      return act(call)
    } catch (error) {
      const old = error instanceof Refused ? OLD_SPELLINGS[error.code] : undefined
      if (!(error instanceof Refused) || !old) throw error
      throw new Refused(old, error.words, error.detail)
    }
  }
