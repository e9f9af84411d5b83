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
const schedule = { steps: STEPS, step: -1, state: 'off' as const, stepBeganAt: null }
const end = async (id: string) => taken(await moveLaunch(world.deps, id, 'end', PERSON))
const start = async (id: string) => taken(await moveLaunch(world.deps, id, 'schedule/start', PERSON))
const versionsOf = async (id: string): Promise<LaunchVersion[]> =>
  [...(await selectVersions(world.deps.db, id, 1_000_000, 1_000))].reverse()
const pay = (state: 'paid' | 'failed', count: number) =>
  addAttempts(world.deps.db, { method: 'wechatpay_scan', state, count, createdAt: world.clock.now() })

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

type StoryOf<Arbitrary> = Arbitrary extends fc.Arbitrary<infer Story> ? Story : never

/** The schedule goes on, and a guardrail trips: of twenty stories of chance there may be none with both. */
const EVENTFUL: [StoryOf<typeof acts>, StoryOf<typeof guardrails>] = [
  [
    { act: 'wait', ms: 600_000 },
    { act: 'failed', n: 30 },
    { act: 'wait', ms: 10_000 },
  ],
  [
    {
      metric: 'success_rate',
      against: 'limit',
      windowMs: 600_000,
      leastSamples: 20,
      toleranceBp: 9_500,
      onBreach: 'pause',
    },
  ],
]

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
    { numRuns: 20, endOnFailure: true, examples: [EVENTFUL] },
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
