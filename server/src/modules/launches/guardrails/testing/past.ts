import type { Db } from '../../../../platform/db/index.js'

export interface PastAttempts {
  readonly method: string
  readonly state: 'created' | 'unknown' | 'pending' | 'paid' | 'closed' | 'failed'
  readonly count: number
  readonly createdAt: Date
  /** When it came to an end; with its beginning when absent. */
  readonly movedAt?: Date
}

let places = 0

/** Attempts that were made, as the tables keep them; answers with their checkouts. */
export async function addAttempts(db: Db, past: PastAttempts): Promise<string[]> {
  const { method, state, count, createdAt } = past
  const movedAt = past.movedAt ?? createdAt
  places += 1
  const prefix = `co_${String(places).padStart(10, '0')}`
  const paid = state === 'paid'
  const live = ['created', 'unknown', 'pending'].includes(state)
  const far = new Date('9000-01-01T00:00:00Z')
  const rows = await db.sql<{ id: string }>`
    insert into checkouts (id, reference, shopper_id, description, amount_minor, currency, state, paid_attempt_id,
      attempt_count, deadline_at, due_at, created_at, paid_at)
    select c.id, c.id, 'shopper', 'tea', 100, 'CNY', ${paid ? 'paid' : 'open'}, ${paid ? 'kept' : null},
      1, ${far}, ${paid ? null : far}, ${createdAt}, ${paid ? movedAt : null}
    from (select ${prefix} || lpad(n::text, 10, '0') as id from generate_series(1, ${count}) n) c returning id`
  await db.sql`
    insert into attempts (checkout_id, id, method, scene, institution, account_id, out_trade_no, state, amount_minor,
      currency, description, payer_ip, return_url, action, institution_ref, expires_at, due_at, created_at, moved_at,
      paid_at)
    select c.id, 'at_' || substr(c.id, 4) || '_1', ${method}, 'desktop_web', split_part(${method}, '_', 1), 'account',
      substr(c.id, 4) || 'a1', ${state}, 100, 'CNY', 'tea', '203.0.113.7', 'https://shop.example',
      ${state === 'pending' ? '{}' : null}::jsonb, ${paid ? 'ref' : null}, ${far}, ${live ? far : null}, ${createdAt},
      ${movedAt}, ${paid ? movedAt : null}
    from unnest(${rows.map(({ id }) => id)}::text[]) as c(id)`
  return rows.map(({ id }) => id)
}
