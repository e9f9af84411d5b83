import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { createManualClock, later } from '../../../platform/clock/index.js'
import { createTestDatabase, type TestDatabase } from '../../../platform/testing/index.js'
import { countOutcomes, countOutcomesUntilNow, UNANSWERED_MS } from './count-outcomes.js'
import { foldMinutes } from './fold-minutes.js'
import { addAttempts } from './testing/past.js'

const START = new Date('2026-03-02T08:00:30Z')
const MINUTE_MS = 60_000
let database: TestDatabase
const clock = createManualClock(START)
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())
afterEach(async () => {
  const { sql } = database.db
  await sql`truncate attempts, checkouts, refunds, method_minutes cascade`
  await sql`update launch_chores set done_until = null, due_at = '-infinity'`
  clock.set(START)
})

const foldAll = async () => {
  while ((await foldMinutes({ db: database.db, clock })) > 0);
}

const past = fc.array(
  fc.record({
    method: fc.constantFrom('wechatpay_scan', 'alipay_scan'),
    state: fc.constantFrom('paid' as const, 'failed' as const, 'closed' as const, 'pending' as const),
    count: fc.integer({ min: 1, max: 4 }),
    endedMs: fc.integer({ min: 0, max: 40 * MINUTE_MS }),
    tookMs: fc.integer({ min: 0, max: 20 * MINUTE_MS }),
  }),
  { minLength: 1, maxLength: 15 },
)

it('counts the same from folded minutes and from the rows themselves, whenever it was folded', async () => {
  await fc.assert(
    fc.asyncProperty(
      past,
      fc.integer({ min: 0, max: 20 * MINUTE_MS }),
      fc.integer({ min: 1, max: 30 * MINUTE_MS }),
      fc.boolean(),
      async (events, fromMs, lengthMs, foldsBetween) => {
        for (const { endedMs, tookMs, ...one } of events.toSorted((a, b) => a.endedMs - b.endedMs)) {
          const movedAt = later(START, endedMs)
          clock.set(movedAt)
          await addAttempts(database.db, { ...one, movedAt, createdAt: later(movedAt, -tookMs) })
          if (foldsBetween) await foldAll()
        }
        clock.set(later(START, 60 * MINUTE_MS))
        await foldAll()
        const [from, until] = [later(START, fromMs), later(START, fromMs + lengthMs)]
        const counted = await countOutcomes(database.db, from, until)
        for (const method of ['wechatpay_scan', 'alipay_scan'])
          for (const state of ['paid', 'failed', 'closed'] as const) {
            const expected = events
              .filter((one) => one.method === method && one.state === state)
              .filter(({ endedMs }) => endedMs >= fromMs && endedMs <= fromMs + lengthMs)
              .reduce((sum, one) => sum + one.count, 0)
            expect([method, state, counted.get(method)?.[state] ?? 0]).toEqual([method, state, expected])
          }
        await database.db.sql`truncate attempts, checkouts, method_minutes cascade`
        await database.db.sql`update launch_chores set done_until = null, due_at = '-infinity'`
        clock.set(START)
      },
    ),
    { numRuns: 25, endOnFailure: true },
  )
}, 60_000)

it('catches up when nothing was folded for days', async () => {
  const one = { method: 'wechatpay_scan', state: 'paid', count: 2 } as const
  await addAttempts(database.db, { ...one, createdAt: START })
  await foldAll()
  clock.advance(50 * 60 * MINUTE_MS)
  await addAttempts(database.db, { ...one, createdAt: later(START, 30 * 60 * MINUTE_MS) })
  await foldAll()
  const folded = await database.db.sql<{ minute: Date; count: bigint }>`
    select minute, sum(count)::bigint as count from method_minutes where outcome = 'paid' group by 1 order by 1`
  expect(folded.map(({ minute, count }) => [minute.toISOString(), count])).toEqual([
    ['2026-03-02T08:00:00.000Z', 2n],
    ['2026-03-03T14:00:00.000Z', 2n],
  ])
})

it('counts refunds once for each payment, and what is unanswered only after a while', async () => {
  const { db } = database
  const [paid = ''] = await addAttempts(db, {
    method: 'alipay_scan',
    state: 'paid',
    count: 3,
    createdAt: START,
  })
  for (const seq of [1, 2])
    await db.sql`
      insert into refunds (checkout_id, id, attempt_id, kind, out_refund_no, state, amount_minor, currency, reason,
        created_at, moved_at, due_at)
      select checkout_id, ${`re_${seq}`}, id, 'requested', ${`r${seq}`}, 'processing', 40, 'CNY', '', ${START}, ${START},
        ${START} from attempts where checkout_id = ${paid}`
  await addAttempts(db, { method: 'alipay_scan', state: 'unknown', count: 2, createdAt: START })
  const at = async (ms: number) =>
    (await countOutcomesUntilNow(db, START, later(START, ms))).get('alipay_scan')
  expect(await at(UNANSWERED_MS - 1)).toMatchObject({ paid: 3, refunded: 1, unanswered: 0 })
  expect(await at(UNANSWERED_MS)).toMatchObject({ paid: 3, refunded: 1, unanswered: 2 })
})

it('reads only the window, however long the past', async () => {
  const { db } = database
  const createdAt = later(START, -90 * 24 * 60 * MINUTE_MS)
  await addAttempts(db, { method: 'alipay_scan', state: 'paid', count: 8_000, createdAt })
  await addAttempts(db, { method: 'alipay_scan', state: 'closed', count: 8_000, createdAt })
  await addAttempts(db, { method: 'alipay_scan', state: 'paid', count: 5, createdAt: START })
  await db.sql`analyze attempts`
  const from = later(START, -MINUTE_MS)
  const plan = await db.sql<{ 'QUERY PLAN': string }>`
    explain (analyze, costs off, timing off, summary off) select method, outcome, bin, count(*) from method_outcomes
    where at >= ${from} and at <= ${START} and outcome <> 'started' group by method, outcome, bin`
  const lines = plan.map((row) => row['QUERY PLAN']).join('\n')
  expect(lines).toContain('attempts_ended')
  expect(lines).not.toMatch(/Seq Scan on attempts/)
  expect((await countOutcomes(db, from, START)).get('alipay_scan')?.paid).toBe(5)
})
