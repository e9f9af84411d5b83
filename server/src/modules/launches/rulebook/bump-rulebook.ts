import type { Tx } from '../../../platform/db/index.js'

/**
 * Every commit that changes launches, capabilities, terms, policy or health raises the revision, so that a process
 * which missed the announcement still finds out. It also puts such commits in a row, one after another.
 */
export async function bumpRulebook(tx: Pick<Tx, 'sql'>): Promise<void> {
  await tx.sql`update rulebook set revision = revision + 1`
}
