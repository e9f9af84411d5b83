import type { Db, Sql } from '../../../platform/db/index.js'
import { findByIndex } from './move-many.js'
import type { Selection, Waves } from './schema.js'
import { statesThatMay } from './states.js'

/** What the function launch_candidates wants to know. */
function wish({ merchantIds, rule, limit }: Selection) {
  return {
    listed: merchantIds ?? null,
    categories: rule?.categories ?? null,
    regions: rule?.regions ?? null,
    sizes: rule?.sizes ?? null,
    shareBp: rule?.shareBp ?? null,
    most: limit ?? 100_000_000,
  }
}

export interface Candidate {
  readonly id: string
  readonly name: string
  readonly nameEn: string | null
  readonly category: string | null
  readonly region: string | null
  readonly size: string | null
}

const SAMPLE = 10

/** How many the selection means now, and the first of them. */
export async function previewSelection(
  db: Db,
  launchId: string,
  selection: Selection,
): Promise<{ count: number; sample: Candidate[] }> {
  const { listed, categories, regions, sizes, shareBp, most } = wish(selection)
  const rows = await db.tx(async ({ sql }) => {
    await findByIndex(sql)
    return sql<Candidate & { total: bigint }>`
    with chosen as materialized (
      select merchant_id, place from launch_candidates(${launchId}, ${listed}::text[], ${categories}::text[],
        ${regions}::text[], ${sizes}::text[], ${shareBp}::integer, ${statesThatMay('invite')}::text[],
        ${most}::bigint))
    select m.id, m.name, m.name_en as "nameEn", m.category, m.region, m.size, (select count(*) from chosen) as total
    from chosen c join merchants m on m.id = c.merchant_id
    where c.place <= ${SAMPLE} order by c.place`
  })
  return {
    count: Number(rows[0]?.total ?? 0n),
    sample: rows.map(({ total: _total, ...candidate }) => candidate),
  }
}

/** Those of the listed merchants that are not registered. */
export async function findUnknown(sql: Sql, ids: readonly string[]): Promise<string[]> {
  const rows = await sql<{ id: string }>`
    select id from unnest(${ids}::text[]) as listed (id)
    where not exists (select 1 from merchants m where m.id = listed.id)`
  return rows.map(({ id }) => id)
}

/**
 * Writes whom the batch invites, and in which wave, with one statement. Merchants are only read, so nothing that sells
 * or pays waits for it.
 */
export async function chooseMembers(
  sql: Sql,
  batch: {
    readonly id: string
    readonly launchId: string
    readonly selection: Selection
    readonly waves: Waves
  },
): Promise<number> {
  const { listed, categories, regions, sizes, shareBp, most } = wish(batch.selection)
  let sum = 0
  // Where each wave ends, in steps of 0.01 % of the batch; beyond the last there is nobody.
  const ends = batch.waves.slice(0, -1).map((wave) => (sum += wave.shareBp))
  const { count } = await sql`
    insert into batch_members (batch_id, wave, merchant_id)
    select ${batch.id}, width_bucket((place * 10000 - 1)::float8 / total, ${ends}::float8[]), merchant_id
    from (
      select merchant_id, place, count(*) over () as total
      from launch_candidates(${batch.launchId}, ${listed}::text[], ${categories}::text[], ${regions}::text[],
        ${sizes}::text[], ${shareBp}::integer, ${statesThatMay('invite')}::text[], ${most}::bigint)
    ) as chosen
    order by merchant_id`
  return count
}
