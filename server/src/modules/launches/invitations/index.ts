import type { DueWork } from '../../../platform/due/index.js'
import type { HttpServer } from '../../../platform/http/index.js'
import type { LaunchesDeps, LaunchesRoutesDeps } from '../deps.js'
import { foldFirstPayments } from './fold-first-payments.js'
import { completeAccepted, expireInvitations } from './move-many.js'
import { registerConsoleRoutes } from './routes.js'
import { runDueBatches } from './run-due-batches.js'
import { registerWorkbenchRoutes } from './workbench-routes.js'

export { loadParticipationsAt } from './load-participations-at.js'
export { INVITATIONS_REFUSALS } from './refusals.js'

export function registerInvitationsRoutes(http: HttpServer, deps: LaunchesRoutesDeps): void {
  registerConsoleRoutes(http, deps)
  registerWorkbenchRoutes(http, deps)
}

export function invitationsDueWork(deps: LaunchesDeps): DueWork[] {
  const { db, clock } = deps
  return [
    { name: 'invitation batches', everyMs: 1_000, limit: 4, find: (limit) => runDueBatches(deps, limit) },
    {
      name: 'invitations to expire',
      everyMs: 5_000,
      limit: 10_000,
      find: (limit) => expireInvitations(db.sql, clock.now(), limit),
    },
    {
      name: 'merchants to complete',
      everyMs: 1_000,
      limit: 1_000,
      find: (limit) => completeAccepted(db.sql, clock.now(), limit),
    },
    { name: 'first payments', everyMs: 10_000, limit: 1, find: () => foldFirstPayments(deps) },
  ]
}
