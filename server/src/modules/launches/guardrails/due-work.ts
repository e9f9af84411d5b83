import type { DueWork } from '../../../platform/due/index.js'
import type { LaunchesDeps } from '../deps.js'
import { attendLaunches } from './attend-launches.js'
import { foldMinutes } from './fold-minutes.js'
import { watchHealth } from './health.js'
import { pollComplaints } from './poll-complaints.js'

/** Schedules and guardrails of launches, and what they are measured by. */
export function guardrailsDueWork(deps: LaunchesDeps): DueWork[] {
  return [
    { name: 'launches', everyMs: 1_000, limit: 32, find: (limit) => attendLaunches(deps, limit) },
    { name: 'method minutes', everyMs: 2_000, limit: 1, find: () => foldMinutes(deps) },
    { name: 'method health', everyMs: 2_000, limit: 1, find: () => watchHealth(deps) },
    { name: 'complaints', everyMs: 5_000, limit: 4, find: (limit) => pollComplaints(deps, limit) },
  ]
}
