import type { TestDatabase } from '@hutong/server/platform/testing'

/** A capability that an institution granted, as it stands in the tables. */
export async function putGrantedCapability({ db }: TestDatabase, id: string): Promise<void> {
  const institution = id.split('.')[0] ?? ''
  const actor = JSON.stringify({ kind: 'platform', id: 'test', name: 'test', role: null })
  await db.tx(async ({ sql }) => {
    await sql`
      insert into capabilities (id, institution, state, way, documents, application_no, submission, created_at, changed_at)
      values (${id}, ${institution}, 'granted', 'manual', '{}', ${id}, 1, now(), now())`
    await sql`
      insert into capability_moves (capability_id, at, actor, from_state, to_state, why)
      values (${id}, now(), ${actor}, null, 'granted', '机构已授予')`
    await sql`update rulebook set revision = revision + 1`
    await sql`select pg_notify('hutong_rulebook', '')`
  })
}
