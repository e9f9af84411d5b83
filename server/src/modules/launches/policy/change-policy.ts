import { isDeepStrictEqual } from 'node:util'
import { type Db, json, type Tx } from '../../../platform/db/index.js'
import { type Refusal, refuse } from '../../../platform/refusal/index.js'
import { type By, hasMovedOn, recordChange, type Undo } from '../../audit/index.js'
import type { LaunchesDeps } from '../deps.js'
import { announceAtCommit } from '../rulebook/announce-at-commit.js'
import { bumpRulebook } from '../rulebook/bump-rulebook.js'
import { FIRST_POLICY, type MethodPolicy } from '../rules-schema.js'

/** The order of methods as it stands; version 0 is what holds before anybody has written one. */
export interface PolicyVersion {
  readonly version: number
  readonly validFrom: Date | null
  readonly policy: MethodPolicy
}

export type PolicyRefusal = 'policy_moved_on' | 'policy_has_no_house' | 'unknown_method'

const SUBJECT = 'method-policy:current'

export async function readPolicy(on: Pick<Db | Tx, 'sql'>): Promise<PolicyVersion> {
  const [row] = await on.sql<PolicyVersion>`
    select version, valid_from as "validFrom", policy from method_policies order by version desc limit 1`
  return row ?? { version: 0, validFrom: null, policy: FIRST_POLICY }
}

/** Another order from now on; refuses when the one that was seen is no longer the latest. */
export async function changePolicy(
  deps: Pick<LaunchesDeps, 'db' | 'clock' | 'book' | 'rulebooks'>,
  change: { readonly version: number; readonly policy: MethodPolicy },
  by: By,
): Promise<PolicyVersion | Refusal<PolicyRefusal>> {
  const { policy } = change
  if (policy.house === null && (policy.preselect === 'house' || policy.order.includes('house')))
    return refuse('policy_has_no_house')
  const offered = new Set<string>(deps.book.offers().map(({ offer }) => offer.method))
  const stranger = Object.keys(policy.feeBp).find((method) => !offered.has(method))
  if (stranger !== undefined) return refuse('unknown_method', { method: stranger })

  const changed = await deps.db.tx(async (tx) => {
    await bumpRulebook(tx)
    const before = await readPolicy(tx)
    if (before.version !== change.version) return refuse('policy_moved_on', { version: before.version })
    if (isDeepStrictEqual(before.policy, policy)) return before
    const written = await writePolicy(tx, before, policy, by, deps.clock.now())
    await recordChange(tx, {
      at: written.validFrom ?? deps.clock.now(),
      actor: by.actor,
      action: 'method-policy.change',
      subject: SUBJECT,
      ...shown(before, written),
      why: by.why,
    })
    return written
  })
  await deps.rulebooks.announce()
  return changed
}

/** Takes the latest change back, for the audit log: the next version, with the policy of before. */
export const undoPolicyChange: Undo = async (tx, entry, actor, at, why) => {
  await bumpRulebook(tx)
  const before = await readPolicy(tx)
  if (hasMovedOn(entry, shown(before, before).to)) return refuse('audit_moved_on')
  const old = (entry.from as { policy?: MethodPolicy } | null)?.policy ?? FIRST_POLICY
  const written = await writePolicy(tx, before, old, { actor, why }, at)
  await announceAtCommit(tx)
  return shown(before, written)
}

async function writePolicy(
  tx: Tx,
  before: PolicyVersion,
  policy: MethodPolicy,
  by: By,
  now: Date,
): Promise<PolicyVersion> {
  const version = before.version + 1
  const validFrom = before.validFrom !== null && before.validFrom > now ? before.validFrom : now
  await tx.sql`
    insert into method_policies (version, valid_from, policy, actor, why)
    values (${version}, ${validFrom}, ${json(policy)}, ${json(by.actor)}, ${by.why.trim()})`
  return { version, validFrom, policy }
}

const shown = (from: PolicyVersion, to: PolicyVersion) => ({
  from: { version: from.version, policy: from.policy },
  to: { version: to.version, policy: to.policy },
})
