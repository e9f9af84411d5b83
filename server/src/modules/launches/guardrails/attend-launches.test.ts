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
/** Which of the two looked first is chance: the other one hears of it by its notice, without looking. */
const untilBothKnow = (rules: object) =>
  expect
    .poll(
      () =>
        [world.deps, world.other].map(
          ({ rulebooks }) => rulebooks.current().launches.get('wechatpay_scan')?.rules,
        ),
      { interval: 10 },
    )
    .toMatchObject([rules, rules])

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
  // Two processes looked each time, and one wrote: in the rulebooks of both.
  await untilBothKnow({ shareBp: 5_000, schedule: { state: 'done' } })
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
  await untilBothKnow({ state: 'halted' })
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
