import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../platform/testing/index.js'
import { moveLaunch } from '../ramp/move-launch.js'
import { type LaunchVersion, selectVersions } from '../ramp/queries.js'
import type { Guardrail } from '../rules-schema.js'
import { type LaunchesWorld, PERSON, startLaunchesWorld, taken } from './testing/launches-world.js'
import { addAttempts } from './testing/past.js'

let database: TestDatabase
let world: LaunchesWorld
beforeAll(async () => {
  database = await createTestDatabase()
  world = await startLaunchesWorld(database.db)
})
afterAll(async () => {
  await world.end()
  await database.drop()
})

const MINUTE_MS = 60_000
const STEPS = [
  { shareBp: 100, holdMs: 10 * MINUTE_MS },
  { shareBp: 1_000, holdMs: 10 * MINUTE_MS },
  { shareBp: 5_000, holdMs: 10 * MINUTE_MS },
]
const SUCCESS: Guardrail = {
  metric: 'success_rate',
  against: 'limit',
  windowMs: 5 * MINUTE_MS,
  leastSamples: 10,
  toleranceBp: 8_000,
  onBreach: 'step_back',
}
const schedule = { steps: STEPS, step: -1, state: 'off' as const, stepBeganAt: null }
const end = async (id: string) => taken(await moveLaunch(world.deps, id, 'end', PERSON))
const start = async (id: string) => taken(await moveLaunch(world.deps, id, 'schedule/start', PERSON))
const versionsOf = async (id: string): Promise<LaunchVersion[]> =>
  [...(await selectVersions(world.deps.db, id, 1_000_000, 1_000))].reverse()
const pay = (state: 'paid' | 'failed', count: number) =>
  addAttempts(world.deps.db, { method: 'wechatpay_scan', state, count, createdAt: world.clock.now() })

it('advances by itself when each step has been held, one step at a time however late it looks', async () => {
  const { id } = await world.goLive({ methods: ['wechatpay_scan'], schedule })
  await start(id)
  expect((await world.read(id)).rules.shareBp).toBe(100)
  world.clock.advance(10 * MINUTE_MS - 1)
  await world.attend()
  expect((await world.read(id)).rules.shareBp).toBe(100)
  world.clock.advance(1)
  await world.attend()
  expect((await world.read(id)).rules.shareBp).toBe(1_000)
  // Nobody looked for an hour: the next step is held in full all the same.
  world.clock.advance(60 * MINUTE_MS)
  await world.attend()
  expect((await world.read(id)).rules).toMatchObject({
    shareBp: 5_000,
    schedule: { step: 2, state: 'running' },
  })
  world.clock.advance(10 * MINUTE_MS)
  await world.attend()
  expect((await world.read(id)).rules).toMatchObject({ shareBp: 5_000, schedule: { step: 2, state: 'done' } })
  const advanced = (await versionsOf(id)).filter(({ actor }) => actor.kind === 'schedule')
  expect(advanced.map(({ rules }) => rules.shareBp)).toEqual([1_000, 5_000, 5_000])
  // Two processes looked each time, and one wrote: in the rulebooks of both, without waiting for anything.
  expect(world.deps.rulebooks.current().launches.get('wechatpay_scan')?.rules.shareBp).toBe(5_000)
  await end(id)
})

it('acts on a breach: steps back, says so, and waits for a person', async () => {
  const { id } = await world.goLive({ methods: ['wechatpay_scan'], schedule, guardrails: [SUCCESS] })
  await start(id)
  world.clock.advance(10 * MINUTE_MS)
  await world.attend()
  expect((await world.read(id)).rules.shareBp).toBe(1_000)

  const waiting = await addAttempts(world.deps.db, {
    method: 'wechatpay_scan',
    state: 'pending',
    count: 3,
    createdAt: world.clock.now(),
  })
  await pay('paid', 3)
  await pay('failed', 9)
  world.clock.advance(5_000)
  await world.attend()
  const tripped = await world.read(id)
  expect(tripped.rules).toMatchObject({ state: 'live', shareBp: 100, schedule: { step: 0, state: 'paused' } })
  const last = (await versionsOf(id)).at(-1)
  expect(last).toMatchObject({ action: 'launch.trip', actor: { kind: 'guardrail', name: 'success_rate' } })
  expect(last?.why).toContain('25.00%')

  const alerts = await world.deps.db.sql<{ kind: string; data: { figures: object } }>`
    select kind, data from operator_alerts where subject = ${`launch:${id}`}`
  expect(alerts.map(({ kind, data }) => [kind, data.figures])).toEqual([
    ['guardrail.tripped', expect.objectContaining({ method: 'wechatpay_scan', value: 2_500, samples: 12 })],
  ])
  const audited = await world.deps.db.sql<{ action: string; kind: string }>`
    select action, actor_kind as kind from audit_entries where subject = ${`launch:${id}`} order by id desc limit 1`
  expect(audited[0]).toMatchObject({ action: 'launch.trip', kind: 'guardrail' })
  // Who is paying goes on.
  const untouched = await world.deps.db.sql`
    select 1 from attempts where checkout_id = any(${waiting}) and state = 'pending'`
  expect(untouched.count).toBe(3)

  // The same failures do not trip it again, and nothing advances, however long it waits.
  for (let look = 0; look < 8; look += 1) {
    world.clock.advance(MINUTE_MS)
    await world.attend()
  }
  expect((await world.read(id)).version).toBe(tripped.version)
  // A person goes on; what was seen before has been answered.
  await moveLaunch(world.deps, id, 'schedule/resume', PERSON)
  world.clock.advance(5_000)
  await world.attend()
  expect((await world.read(id)).rules).toMatchObject({ shareBp: 100, schedule: { state: 'running' } })
  await end(id)
})

it('steps back again when what came in since is still too bad, down to nobody', async () => {
  const { id } = await world.goLive({
    methods: ['wechatpay_scan'],
    shareBp: 1_000,
    schedule,
    guardrails: [SUCCESS],
  })
  const shares: number[] = []
  for (let look = 0; look < 6; look += 1) {
    world.clock.advance(6_000)
    await pay('failed', 10)
    world.clock.advance(1)
    await world.attend()
    shares.push((await world.read(id)).rules.shareBp)
  }
  expect(shares).toEqual([100, 0, 0, 0, 0, 0])
  await end(id)
})

it('counts what stays unanswered for a quarter of a minute as not paid, and a halt hides it', async () => {
  const { id } = await world.goLive({
    methods: ['wechatpay_scan'],
    shareBp: 1_000,
    guardrails: [{ ...SUCCESS, onBreach: 'halt' }],
  })
  world.clock.advance(6_000)
  await addAttempts(world.deps.db, {
    method: 'wechatpay_scan',
    state: 'unknown',
    count: 10,
    createdAt: world.clock.now(),
  })
  world.clock.advance(14_000)
  await world.attend()
  expect((await world.read(id)).rules.state).toBe('live')
  world.clock.advance(6_000)
  await world.attend()
  expect((await world.read(id)).rules.state).toBe('halted')
  expect(world.deps.rulebooks.current().launches.get('wechatpay_scan')?.rules.state).toBe('halted')
  await end(id)
})

it('is halted, by a guardrail or by a person, while invitations are being written', async () => {
  const halting = { shareBp: 1_000, guardrails: [{ ...SUCCESS, onBreach: 'halt' as const }] }
  const { id } = await world.goLive({ methods: ['wechatpay_scan'], ...halting })
  await world.deps.db.tx(async (tx) => {
    await tx.sql`
      insert into participations (merchant_id, launch_id, state, invited_at, expires_at, moved_at)
      select 'm_' || n, ${id}, 'invited', now(), now() + interval '1 day', now() from generate_series(1, 100) n`
    world.clock.advance(6_000)
    await pay('failed', 10)
    world.clock.advance(1)
    await world.attend()
    expect((await world.read(id)).rules.state).toBe('halted')
    taken(await moveLaunch(world.deps, id, 'resume', PERSON))
    taken(await moveLaunch(world.deps, id, 'halt', PERSON))
    expect((await world.read(id)).rules.state).toBe('halted')
  })
  await end(id)
})

const acts = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        act: fc.constant('wait' as const),
        ms: fc.integer({ min: 1_000, max: 700_000 }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        act: fc.constantFrom('paid' as const, 'failed' as const),
        n: fc.integer({ min: 1, max: 30 }),
      }),
    },
    fc.record({
      act: fc.constantFrom('halt', 'resume', 'schedule/start', 'schedule/pause', 'schedule/resume'),
    }),
  ),
  { minLength: 5, maxLength: 25 },
)
const guardrails = fc.array(
  fc.record({
    metric: fc.constant('success_rate' as const),
    against: fc.constant('limit' as const),
    windowMs: fc.integer({ min: 10_000, max: 600_000 }),
    leastSamples: fc.integer({ min: 1, max: 20 }),
    toleranceBp: fc.integer({ min: 1_000, max: 9_500 }),
    onBreach: fc.constantFrom('pause' as const, 'step_back' as const, 'halt' as const),
  }),
  { maxLength: 3 },
)

it('whatever happens: no step is skipped, none is taken while halted or breached, and each version has one writer', async () => {
  const written = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(acts, guardrails, async (story, watched) => {
      const { id } = await world.goLive({ methods: ['wechatpay_scan'], schedule, guardrails: watched })
      try {
        await start(id)
        for (const one of story) {
          // Nothing happens at the very moment of a look: what was seen then can be counted again.
          world.clock.advance(1)
          if (one.act === 'wait') world.clock.advance(one.ms)
          else if (one.act === 'paid' || one.act === 'failed') await pay(one.act, one.n)
          else await moveLaunch(world.deps, id, one.act as 'halt', PERSON)
          await world.attend()
        }
        const versions = await versionsOf(id)
        expect(versions.map(({ version }) => version)).toEqual(versions.map((_, index) => index + 1))
        for (const [index, { rules, actor, validFrom }] of versions.entries()) {
          const before = versions[index - 1]
          written.set(actor.kind, (written.get(actor.kind) ?? 0) + 1)
          if (rules.schedule.state === 'running') {
            expect(rules.state).toBe('live')
            expect(rules.shareBp).toBe(STEPS[rules.schedule.step]?.shareBp)
          }
          if (before === undefined) continue
          expect(validFrom >= before.validFrom).toBe(true)
          if (actor.kind === 'schedule') {
            expect(before.rules).toMatchObject({ state: 'live', schedule: { state: 'running' } })
            const held = validFrom.getTime() - new Date(before.rules.schedule.stepBeganAt ?? 0).getTime()
            expect(held).toBeGreaterThanOrEqual(STEPS[before.rules.schedule.step]?.holdMs ?? Number.NaN)
            expect(rules.schedule.step - before.rules.schedule.step).toBeLessThanOrEqual(1)
            for (const guardrail of watched)
              expect(await wasBreached(guardrail, before.rules.schedule.stepBeganAt, validFrom, id)).toBe(
                false,
              )
          }
          if (actor.kind === 'guardrail') {
            expect(rules.shareBp).toBeLessThanOrEqual(before.rules.shareBp)
            expect(rules.schedule.state).not.toBe('running')
          }
        }
      } finally {
        await end(id)
        // The next story begins with nothing to remember.
        world.clock.advance(3_600_000)
      }
    }),
    { numRuns: 20, endOnFailure: true },
  )
  // None of it was about nothing.
  expect([...written.keys()].sort()).toEqual(['guardrail', 'person', 'schedule'])
}, 120_000)

/** Counted again from the rows themselves, by hand: since the later of window and a person's last word. */
async function wasBreached(
  guardrail: Guardrail,
  _since: string | null,
  at: Date,
  id: string,
): Promise<boolean> {
  const [row] = await world.deps.db.sql<{ paid: bigint; ended: bigint }>`
    select count(*) filter (where state = 'paid') as paid, count(*) as ended from attempts
    where method = 'wechatpay_scan' and state in ('paid', 'failed') and moved_at <= ${at}
      and moved_at >= greatest(${new Date(at.getTime() - guardrail.windowMs)}, (
        select max(v.valid_from) from launch_versions v where v.launch_id = ${id} and v.valid_from <= ${at}
          and v.action in ('launch.go-live', 'launch.resume', 'launch.schedule-start', 'launch.schedule-resume')))`
  const [paid, ended] = [Number(row?.paid), Number(row?.ended)]
  return ended >= guardrail.leastSamples && Math.round((paid / ended) * 10_000) < guardrail.toleranceBp
}
