import { afterAll, beforeAll, expect, it } from 'vitest'
import { isRefusal } from '../../../platform/refusal/index.js'
import { createTestDatabase, type TestDatabase } from '../../../platform/testing/index.js'
import {
  type LaunchesWorld,
  PERSON,
  startLaunchesWorld,
  taken,
} from '../guardrails/testing/launches-world.js'
import { changeLaunch } from './change-launch.js'
import { createLaunch } from './create-launch.js'
import { moveLaunch } from './move-launch.js'
import { selectVersions } from './queries.js'

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

const outcomesOf = (answers: readonly unknown[]) =>
  answers.map((answer) => (isRefusal(answer) ? answer.refusal : 'done')).sort()

it('lets one of many edits of the same version through, and tells the others', async () => {
  const launch = await world.goLive({ methods: ['wechatpay_scan'] })
  const answers = await Promise.all(
    [100, 200, 300, 400, 500, 600].map((shareBp, index) =>
      changeLaunch(
        index % 2 === 0 ? world.deps : world.other,
        { launchId: launch.id, version: launch.version, rules: { ...launch.rules, shareBp } },
        PERSON,
      ),
    ),
  )
  expect(outcomesOf(answers)).toEqual(['done', ...Array.from({ length: 5 }, () => 'launch_moved_on')])
  const done = answers.find((answer) => !isRefusal(answer))
  expect((await world.read(launch.id)).rules).toEqual(taken(done as typeof launch).rules)
  taken(await moveLaunch(world.deps, launch.id, 'end', PERSON))
})

it('gives a method to one of the launches that are made at the same moment', async () => {
  const make = (deps: LaunchesWorld['deps']) =>
    createLaunch(
      deps,
      { name: '上线', nameEn: 'Launch', institution: 'alipay', rules: { methods: ['alipay_scan'] } },
      PERSON,
    )
  const answers = await Promise.all([world.deps, world.other, world.deps, world.other].map(make))
  expect(outcomesOf(answers)).toEqual([
    'done',
    ...Array.from({ length: 3 }, () => 'method_in_another_launch'),
  ])
})

it('halts whatever else is being changed at that moment', async () => {
  const launch = await world.goLive({ methods: ['wechatpay_jump'] })
  for (let round = 0; round < 10; round += 1) {
    const seen = await world.read(launch.id)
    const edit = { launchId: launch.id, version: seen.version, rules: { ...seen.rules, shareBp: round + 1 } }
    const [, halted] = await Promise.all([
      changeLaunch(world.deps, edit, PERSON),
      moveLaunch(world.other, launch.id, 'halt', PERSON),
    ])
    expect(taken(halted).rules.state).toBe('halted')
    expect((await world.read(launch.id)).rules.state).toBe('halted')
    taken(await moveLaunch(world.deps, launch.id, 'resume', PERSON))
  }
  const versions = await selectVersions(world.deps.db, launch.id, 1_000, 100)
  expect(versions.filter(({ action }) => action === 'launch.halt')).toHaveLength(10)
})
