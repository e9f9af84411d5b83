import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../platform/testing/index.js'
import { watchHealth } from './health.js'
import { type LaunchesWorld, startLaunchesWorld } from './testing/launches-world.js'
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
/** Both processes look; one of them moves it. */
const look = async (afterMs: number): Promise<readonly string[]> => {
  world.clock.advance(afterMs)
  await Promise.all([watchHealth(world.deps), watchHealth(world.other)])
  await Promise.all([world.deps.rulebooks.refresh(), world.other.rulebooks.refresh()])
  const [here, there] = [world.deps, world.other].map(({ rulebooks }) => [...rulebooks.current().failing])
  expect(here).toEqual(there)
  return here ?? []
}
const happen = (state: 'paid' | 'failed', count: number) =>
  addAttempts(world.deps.db, { method: 'wechatpay_scan', state, count, createdAt: world.clock.now() })
const kinds = async () =>
  (await world.deps.db.sql<{ kind: string }>`select kind from operator_alerts order by id`).map(
    ({ kind }) => kind,
  )

it('is in the rulebook of every process while it fails, and out of it when it works again', async () => {
  await happen('paid', 30)
  expect(await look(MINUTE_MS)).toEqual([])
  world.clock.advance(2 * MINUTE_MS)
  await happen('failed', 25)
  expect(await look(6_000)).toEqual(['wechatpay_scan'])
  expect(await kinds()).toEqual(['method.failing'])
  // What made it fail does not keep it failing, and does not make it fail again.
  await happen('paid', 12)
  expect(await look(6_000)).toEqual([])
  expect(await look(6_000)).toEqual([])
  expect(await kinds()).toEqual(['method.failing', 'method.well'])
})

it('is tried again when nothing comes in any more, later each time', async () => {
  await happen('failed', 25)
  expect(await look(6_000)).toEqual(['wechatpay_scan'])
  // The second time within an hour: four minutes.
  expect(await look(3 * MINUTE_MS)).toEqual(['wechatpay_scan'])
  expect(await look(2 * MINUTE_MS)).toEqual([])
  await happen('failed', 25)
  expect(await look(6_000)).toEqual(['wechatpay_scan'])
  expect(await look(7 * MINUTE_MS)).toEqual(['wechatpay_scan'])
  expect(await look(2 * MINUTE_MS)).toEqual([])
  // As it stood then.
  const then = await world.deps.rulebooks.at(new Date(world.clock.now().getTime() - MINUTE_MS))
  expect([...then.failing]).toEqual(['wechatpay_scan'])
})
