import type { Db, Tx } from '../../../platform/db/index.js'

type On = Pick<Db | Tx, 'sql'>

/** When each guardrail of the launch last tripped since a person put it on, by its place. */
export async function selectLastTrips(on: On, launchId: string): Promise<Map<number, Date>> {
  const rows = await on.sql<{ position: number; at: Date }>`
    select position, max(at) as at from guardrail_trips
    where launch_id = ${launchId} and cleared_at is null group by position`
  return new Map(rows.map(({ position, at }) => [position, at]))
}
