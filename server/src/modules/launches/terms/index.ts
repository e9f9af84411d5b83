import type { DueWork } from '../../../platform/due/index.js'
import type { LaunchesDeps } from '../deps.js'
import { remindOfTerms } from './remind-due.js'

export { recordAgreement, selectAgreedSeqs } from './agreements.js'
export { type DiffLine, diffLines } from './diff-lines.js'
export {
  selectNeededTerms,
  selectTerms,
  selectTermsInForce,
  selectUpcomingTerms,
  type TermsVersion,
} from './queries.js'
export { TERMS_REFUSALS } from './refusals.js'
export { REMIND_FROM_MS } from './remind-due.js'
export { registerTermsRoutes } from './routes.js'

export function termsDueWork(deps: LaunchesDeps): DueWork[] {
  return [{ name: 'terms', everyMs: 30_000, limit: 16, find: (limit) => remindOfTerms(deps, limit) }]
}
