import { afterAll, beforeAll, expect, it } from 'vitest'
import { refuse } from '../refusal/index.js'
import { createTestDatabase, type TestDatabase } from './index.js'

let one: TestDatabase
let other: TestDatabase
beforeAll(async () => {
  ;[one, other] = await Promise.all([createTestDatabase(), createTestDatabase()])
})
afterAll(() => Promise.all([one.drop(), other.drop()]))

it('is migrated, and apart from every other', async () => {
  expect((await one.db.sql`select name from migrations`).count).toBeGreaterThan(0)
  await one.db.sql`create table only_here (n int)`
  await expect(other.db.sql`select n from only_here`).rejects.toThrow('does not exist')
})

it('rolls back a transaction whose body refuses or throws', async () => {
  await one.db.sql`create table notes (n int)`
  const refused = await one.db.tx(async (tx) => {
    await tx.sql`insert into notes values (1)`
    return refuse('no')
  })
  const thrown = one.db.tx(async (tx) => {
    await tx.sql`insert into notes values (2)`
    throw new Error('defect')
  })
  await expect(thrown).rejects.toThrow('defect')
  expect(refused).toEqual({ refusal: 'no' })
  expect((await one.db.sql`select n from notes`).count).toBe(0)
})

it('hears notifications on a channel', async () => {
  const heard: string[] = []
  const listening = await one.db.listen('news', (payload) => heard.push(payload))
  await one.db.sql`select pg_notify('news', 'first')`
  await expect.poll(() => heard).toEqual(['', 'first'])
  await listening.stop()
})
