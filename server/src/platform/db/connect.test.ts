import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refuse } from '../refusal/index.js'
import { createTestDatabase, type TestDatabase } from '../testing/index.js'

let database: TestDatabase
const rowsOf = async () =>
  [...(await database.db.sql<{ n: number }>`select n from numbers order by n`)].map((row) => row.n)

beforeAll(async () => {
  database = await createTestDatabase()
  await database.db.sql`create table numbers (n integer primary key)`
})
afterAll(() => database.drop())

describe('a transaction', () => {
  it('commits what its body wrote, and what it left for the end', async () => {
    await database.db.tx(async (tx) => {
      tx.beforeCommit(() => tx.sql`insert into numbers select max(n) + 1 from numbers`)
      await tx.sql`insert into numbers values (1)`
    })
    expect(await rowsOf()).toEqual([1, 2])
  })

  it('rolls back when its body refuses or throws, and leaves out what was for the end', async () => {
    const write = (tx: Parameters<Parameters<typeof database.db.tx>[0]>[0]) => {
      tx.beforeCommit(() => tx.sql`insert into numbers values (11)`)
      return tx.sql`insert into numbers values (10)`
    }
    const refused = await database.db.tx(async (tx) => {
      await write(tx)
      return refuse('no')
    })
    expect(refused).toEqual({ refusal: 'no' })
    const thrown = database.db.tx(async (tx) => {
      await write(tx)
      throw new Error('a defect')
    })
    await expect(thrown).rejects.toThrow('a defect')
    expect(await rowsOf()).toEqual([1, 2])
  })

  it('does not say that it committed when a write at its end failed', async () => {
    const failed = database.db.tx(async (tx) => {
      tx.beforeCommit(() => tx.sql`insert into numbers values (1)`)
      await tx.sql`insert into numbers values (20)`
    })
    await expect(failed).rejects.toThrow(/duplicate key/)
    expect(await rowsOf()).toEqual([1, 2])
  })

  it('keeps the order of statements that are not awaited one by one', async () => {
    const seen = await database.db.tx((tx) =>
      Promise.all([
        tx.sql`insert into numbers values (30)`,
        tx.sql<{ n: number }>`select n from numbers where n = 30`,
        tx.sql`delete from numbers where n = 30`,
        tx.sql<{ n: number }>`select n from numbers where n = 30`,
      ]),
    )
    expect(seen.map((rows) => rows.count)).toEqual([1, 1, 1, 0])
  })
})
