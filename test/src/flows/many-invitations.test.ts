import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Call } from '../api/support/caller.js'
import { signInOperator, signInSeller } from '../api/support/office.js'
import { putLaunch, startWorld, type World } from './support/index.js'

// A million by HUTONG_MANY_MERCHANTS=1000000: minutes on a small machine, and nothing else is seen with it.
const MERCHANTS = Number(process.env.HUTONG_MANY_MERCHANTS ?? 100_000)
const why = '全量邀请'

let world: World
let operator: Call
beforeAll(async () => {
  world = await startWorld()
  operator = await signInOperator(world)
  const now = new Date()
  await putLaunch(world.database, 'ln_1', now)
  await world.database.db.sql`
    insert into terms_versions (seq, label, state, agreement, body, body_en, effective_at, created_at, changed_at,
      published_at)
    values (1, '第一版', 'published', 'needed', '支付账户', 'payment account', ${now}, ${now}, ${now}, ${now})`
  await world.database.db.sql`
    insert into merchants (id, name, category, region, size, created_at)
    select 'm_' || i, '商户 ' || i, 'home', (array['north', 'south'])[1 + i % 2], 'small', ${now}
    from generate_series(1, ${MERCHANTS - 2}::integer) i`
}, 180_000)
afterAll(() => world.end())

interface Batch {
  readonly id: string
  readonly state: string
  readonly size: number
  readonly wavesSent: number
  readonly funnel: { readonly invited: number }
}

it('are sent while shoppers go on paying', async () => {
  const tea = await signInSeller(world, operator, 'm_tea')
  const made = await operator<Batch>('POST', '/console/api/launches/ln_1/batches', {
    body: {
      name: '全部商户',
      selection: { rule: {} },
      waves: [{ shareBp: 10_000, afterMs: 0 }],
      startsAt: new Date().toISOString(),
      expiresInMs: 86_400_000,
      why,
    },
  })
  const isFinished = async () =>
    (await world.database.db.sql`select 1 from invitation_batches where state = 'finished'`).count > 0
  expect(
    (await operator('POST', `/console/api/batches/${made.body.id}/start`, { body: { why } })).status,
  ).toBe(200)
  const invited = await payDuringSteps(isFinished)
  // Had payments waited for a step, no turn would have ended before it.
  expect(invited.get('insert into batch_members')).toBeGreaterThan(0)
  expect(invited.get('insert into participations')).toBeGreaterThan(0)

  const { body } = await operator<{ data: Batch[] }>('GET', '/console/api/launches/ln_1/batches')
  expect(body.data).toMatchObject([{ state: 'finished', size: MERCHANTS, funnel: { invited: MERCHANTS } }])
  const accepted = await tea('POST', '/workbench/api/launches/ln_1/accept', { body: { termsSeq: 1 } })
  expect(accepted.status).toBe(200)

  // A cancelled batch takes a million letters back, and nobody waits for that either.
  const cancelled = await operator<Batch>('POST', `/console/api/batches/${made.body.id}/cancel`, {
    body: { why },
  })
  expect(cancelled.body.state).toBe('cancelled')
  const isTakenBack = async () =>
    (await world.database.db.sql`select 1 from participations where state = 'invited' limit 1`).count === 0
  expect((await payDuringSteps(isTakenBack)).get('update participations')).toBeGreaterThan(0)
}, 900_000)

const STEPS = ['insert into batch_members', 'insert into participations', 'update participations'] as const

/** Which step's one statement the database works on now, and since when. */
async function readStep(): Promise<{ step: (typeof STEPS)[number]; since: string } | undefined> {
  const rows = await world.database.db.sql<{ query: string; since: string }>`
    select query, query_start::text as since from pg_stat_activity
    where datname = current_database() and state = 'active' and pid <> pg_backend_pid()`
  for (const { query, since } of rows) {
    const step = STEPS.find((one) => query.includes(one))
    if (step !== undefined) return { step, since }
  }
  return undefined
}

/** Shoppers pay until it is done. Counts turns, from a new checkout to a code on the screen, wholly inside a step. */
async function payDuringSteps(isDone: () => Promise<boolean>): Promise<Map<string, number>> {
  const turns = new Map<string, number>()
  for (;;) {
    const before = await readStep()
    if (before === undefined && (await isDone())) return turns
    const checkout = await world.shop.place()
    await world.shop.start(checkout.id, 'alipay_scan')
    const after = await readStep()
    if (before !== undefined && before.since === after?.since)
      turns.set(before.step, (turns.get(before.step) ?? 0) + 1)
  }
}
