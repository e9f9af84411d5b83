import type { Sql } from '../../../platform/db/index.js'
import { raiseAlert } from '../alerts/raise-alert.js'
import type { LaunchesDeps } from '../deps.js'

const DAY_MS = 86_400_000
export const REMIND_FROM_MS = 7 * DAY_MS

export type TermsStage = 'week_before' | 'day_before' | 'in_force'

/** What is to be said of a version at that time; null while it is far. */
function stageOf(effectiveAt: Date, now: Date): TermsStage | null {
  const leftMs = effectiveAt.getTime() - now.getTime()
  if (leftMs <= 0) return 'in_force'
  if (leftMs <= DAY_MS) return 'day_before'
  return leftMs <= REMIND_FROM_MS ? 'week_before' : null
}

/**
 * Tells the operator how many merchants have not agreed to a version that is near or has just taken effect, each stage
 * once. Merchants see it in the workbench. At its time nothing is written: the decision compares with now.
 */
export async function remindOfTerms(
  deps: Pick<LaunchesDeps, 'db' | 'clock'>,
  limit: number,
): Promise<number> {
  const now = deps.clock.now()
  const near = await deps.db.sql<{ seq: number; label: string; effectiveAt: Date }>`
    select seq, label, effective_at as "effectiveAt" from terms_versions v
    where state = 'published' and agreement = 'needed'
      and effective_at <= ${new Date(now.getTime() + REMIND_FROM_MS)}
      and not exists (select 1 from terms_reminders r where r.seq = v.seq and r.stage = 'in_force')
    order by seq limit ${limit}`
  let told = 0
  for (const { seq, label, effectiveAt } of near) {
    const stage = stageOf(effectiveAt, now)
    if (stage === null) continue
    told += await deps.db.tx(async ({ sql }) => {
      const { count } = await sql`
        insert into terms_reminders (seq, stage, at) values (${seq}, ${stage}, ${now}) on conflict do nothing`
      if (count === 0) return 0
      const notAgreed = await countNotAgreed(sql, seq)
      // Took effect, and nobody lost anything by it: no news for a person.
      if (stage === 'in_force' && notAgreed === 0) return 1
      await raiseAlert(
        { sql },
        {
          at: now,
          kind: stage === 'in_force' ? 'terms_took_effect' : 'terms_near',
          subject: `terms:${seq}`,
          data: { seq, label, stage, effectiveAt: effectiveAt.toISOString(), notAgreed },
        },
      )
      return 1
    })
  }
  return told
}

/** Merchants that have the methods of a launch and lose them, or have lost them, without agreeing to the version. */
async function countNotAgreed(sql: Sql, seq: number): Promise<number> {
  const [row] = await sql<{ count: bigint }>`
    with launched as (
      select l.id, v.rules ->> 'merchants' = 'everyone' as everyone,
        (v.rules ->> 'everyoneUnderTermsSeq')::integer as under_seq
      from launches l join launch_versions v on v.launch_id = l.id and v.version = l.version
      where v.rules ->> 'state' in ('live', 'halted')),
    opened as (select coalesce(bool_or(everyone and coalesce(under_seq, 0) < ${seq}), false) as to_all from launched),
    asked as (
      select p.merchant_id from participations p join launched l on l.id = p.launch_id
      where coalesce(p.agreed_terms_seq, 0) < ${seq} and coalesce(case when l.everyone then l.under_seq end, 0) < ${seq}
        and (p.state in ('accepted', 'active') or (l.everyone and p.state in ('invited', 'expired')))
      union
      select m.id from merchants m
      where (select to_all from opened)
        and exists (
          select 1 from launched l where l.everyone and coalesce(l.under_seq, 0) < ${seq}
            and not exists (select 1 from participations p where p.merchant_id = m.id and p.launch_id = l.id)))
    select count(*) as count from asked`
  return Number(row?.count ?? 0n)
}
