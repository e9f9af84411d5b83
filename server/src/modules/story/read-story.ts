import type { Db } from '../../platform/db/index.js'

export interface StoryRow {
  readonly id: string
  readonly at: Date
  readonly kind: string
  readonly subject: string | null
  readonly alarm: boolean
  readonly data: Record<string, unknown>
}

/** Everything that happened to a checkout, ledger transfers among it, in the order of their times. */
export async function readStory(db: Db, checkoutId: string): Promise<StoryRow[]> {
  return db.sql<StoryRow>`
    select * from (
      select 's' || id as id, at, kind, subject, alarm, data, id as written
      from story_entries where checkout_id = ${checkoutId}
      union all
      select 't' || id, at, 'transfer', cause, false, jsonb_build_object('debit', debit_account, 'credit',
        credit_account, 'amountMinor', amount_minor, 'currency', currency, 'cause', cause), id
      from ledger_transfers where checkout_id = ${checkoutId}
    ) as entries
    order by at, kind = 'transfer', written`
}

/** Entries that ask for a person, newest first. */
export async function readAlarms(db: Db, limit: number): Promise<(StoryRow & { checkoutId: string })[]> {
  return db.sql<StoryRow & { checkoutId: string }>`
    select 's' || id as id, checkout_id as "checkoutId", at, kind, subject, alarm, data
    from story_entries where alarm order by at desc limit ${limit}`
}
