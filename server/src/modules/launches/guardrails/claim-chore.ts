import { later } from '../../../platform/clock/index.js'
import type { Db } from '../../../platform/db/index.js'

/** Takes work that is there once for all processes; true for the one that does it this time. */
export async function claimChore(
  db: Pick<Db, 'sql'>,
  name: string,
  now: Date,
  everyMs: number,
): Promise<boolean> {
  const { count } = await db.sql`
    update launch_chores set due_at = ${later(now, everyMs)} where name = ${name} and due_at <= ${now}`
  return count > 0
}
