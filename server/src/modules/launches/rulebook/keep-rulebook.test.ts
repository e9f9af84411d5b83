import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../platform/testing/index.js'
import { openRules } from '../decision/testing/open-facts.js'
import { bumpRulebook } from './bump-rulebook.js'
import { createRulebooks, type Rulebooks } from './keep-rulebook.js'
import { loadRulebook } from './load-rulebook.js'

let database: TestDatabase
const errors: unknown[] = []
const open: Rulebooks[] = []

beforeAll(async () => {
  database = await createTestDatabase()
})
afterEach(async () => {
  for (const rulebooks of open.splice(0)) await rulebooks.stop()
  expect(errors.splice(0)).toEqual([])
})
afterAll(() => database.drop())

async function process(load = loadRulebook): Promise<Rulebooks> {
  const rulebooks = await createRulebooks({
    db: database.db,
    load,
    onError: (error) => errors.push(error),
  })
  await rulebooks.start()
  open.push(rulebooks)
  // Starting begins a read that nobody waits for: what is written next must not be in it.
  await rulebooks.refresh()
  return rulebooks
}

async function writePolicy(version: number, house: 'alipay' | 'wechatpay'): Promise<void> {
  const policy = JSON.stringify({ order: ['house'], preselect: 'house', house, feeBp: {} })
  await database.db.tx(async (tx) => {
    await tx.sql`
      insert into method_policies (version, valid_from, policy)
      values (${version}, ${new Date(`2026-01-0${version}T00:00:00Z`)}, ${policy}::jsonb)`
    await bumpRulebook(tx)
  })
}

const nextChange = (rulebooks: Rulebooks): Promise<void> =>
  new Promise((resolve) => {
    const stop = rulebooks.onChange(() => {
      stop()
      resolve()
    })
  })

describe("a process's copy of the rulebook", () => {
  it('is new once announce answers, and new in the other process by its notice', async () => {
    const [here, there] = [await process(), await process()]
    const heard = nextChange(there)
    await writePolicy(1, 'alipay')
    expect(here.current().policy.house).toBeNull()
    await here.announce()
    expect(here.current().policy.house).toBe('alipay')
    await heard
    expect(there.current()).toEqual(here.current())
  })

  it('is found to be old by looking, when the notice was lost', async () => {
    const here = await process()
    await writePolicy(2, 'wechatpay')
    expect(here.current().policy.house).toBe('alipay')
    for (const work of here.dueWork()) await work.find(1)
    expect(here.current().policy.house).toBe('wechatpay')
  })

  it('answers everyone who asked with a copy read after the question, by as few reads as can be', async () => {
    let reads = 0
    const here = await process((sql, at) => {
      reads += 1
      return loadRulebook(sql, at)
    })
    reads = 0
    const first = here.refresh()
    await writePolicy(3, 'alipay')
    await Promise.all([first, ...Array.from({ length: 50 }, () => here.refresh())])
    expect(here.current().policy.house).toBe('alipay')
    expect(reads).toBeLessThan(6)
  })

  it('is read as it stood at a past moment', async () => {
    const here = await process()
    const houseAt = async (time: string) => (await here.at(new Date(time))).policy.house
    expect(await houseAt('2025-12-31T23:59:59Z')).toBeNull()
    expect(await houseAt('2026-01-01T00:00:00Z')).toBe('alipay')
    expect(await houseAt('2026-01-02T12:00:00Z')).toBe('wechatpay')
    expect(await houseAt('2026-01-09T00:00:00Z')).toBe('alipay')
  })
})

it('keeps a method hidden whose launch has ended, until another launch takes it up', async () => {
  const here = await process()
  const write = async (id: string, version: number, state: string, time: string) => {
    const rules = JSON.stringify(openRules({ state: state as 'live', methods: ['wechatpay_scan'] }))
    const at = new Date(time)
    await database.db.sql`
      insert into launches (id, name, name_en, institution, version, created_at)
      values (${id}, ${id}, ${id}, 'wechatpay', ${version}, ${at})
      on conflict (id) do update set version = excluded.version`
    await database.db.sql`
      insert into launch_versions (launch_id, version, valid_from, rules)
      values (${id}, ${version}, ${at}, ${rules}::jsonb)`
  }
  await write('ln_b', 1, 'live', '2026-02-01T00:00:00Z')
  await write('ln_b', 2, 'ended', '2026-02-02T00:00:00Z')
  await write('ln_a', 1, 'live', '2026-02-03T00:00:00Z')
  await write('ln_a', 2, 'ended', '2026-02-04T00:00:00Z')
  const launchAt = async (day: string) => {
    const { launches } = await here.at(new Date(`2026-02-${day}T12:00:00Z`))
    const launch = launches.get('wechatpay_scan')
    return launch === undefined ? null : `${launch.id} ${launch.rules.state}`
  }
  expect(await Promise.all(['01', '02', '03', '04'].map(launchAt))).toEqual([
    'ln_b live',
    'ln_b ended',
    'ln_a live',
    'ln_a ended',
  ])
  expect((await here.at(new Date('2026-01-31T00:00:00Z'))).launches.size).toBe(0)
})
