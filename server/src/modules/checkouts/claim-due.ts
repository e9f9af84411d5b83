import type { Db } from '../../platform/db/index.js'

/** Checkouts whose deadline has come, and closing ones whose next look has; leased like every due row. */
export async function claimDueCheckouts(
  db: Db,
  now: Date,
  leaseUntil: Date,
  limit: number,
): Promise<string[]> {
  const rows = await db.sql<{ id: string }>`
    update checkouts set due_at = ${leaseUntil}, tries = tries + 1
    where id in (select id from checkouts where due_at <= ${now} order by due_at limit ${limit}
      for update skip locked)
    returning id`
  return rows.map((row) => row.id)
}
