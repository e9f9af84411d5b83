import type { Tx } from '../../../platform/db/index.js'
import { CHANNEL } from './keep-rulebook.js'

/** For a change whose commit is made by somebody who knows no rulebook: every process hears of it with the commit. */
export async function announceAtCommit(tx: Pick<Tx, 'sql'>): Promise<void> {
  await tx.sql`select pg_notify(${CHANNEL}, '')`
}
