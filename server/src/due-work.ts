import { closeDueCheckouts, pursueDueAttempts } from './modules/attempts/index.js'
import { launchesDueWork } from './modules/launches/index.js'
import { foldBalances } from './modules/ledger/index.js'
import { pursueDueRefunds } from './modules/refunds/index.js'
import type { Parts } from './parts.js'
import type { Runner } from './platform/due/index.js'

/** Everything that happens with nobody watching; each kind is found by its own rows. */
export function addDueWork(runner: Runner, { deps, access, webhooks }: Parts): void {
  runner.add({
    name: 'attempts',
    everyMs: 500,
    limit: 16,
    lanes: 2,
    find: (limit) => pursueDueAttempts(deps, limit),
  })
  runner.add({
    name: 'checkouts',
    everyMs: 1_000,
    limit: 32,
    find: (limit) => closeDueCheckouts(deps, limit),
  })
  runner.add({
    name: 'refunds',
    everyMs: 500,
    limit: 16,
    lanes: 2,
    find: (limit) => pursueDueRefunds(deps, limit),
  })
  runner.add({
    name: 'ledger',
    everyMs: 5_000,
    limit: Number.MAX_SAFE_INTEGER,
    find: () => foldBalances(deps.db),
  })
  for (const work of [...access.dueWork(), ...webhooks.dueWork(), ...launchesDueWork(deps)]) runner.add(work)
}
