import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../platform/testing/index.js'
import { foldBalances } from './fold-balances.js'
import { readBalances } from './index.js'
import { post } from './post.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const ACCOUNTS = ['held:wechatpay', 'held:alipay', 'merchant:tea', 'merchant:books', 'refunding:alipay']
const transfers = fc
  .record({
    sides: fc.shuffledSubarray(ACCOUNTS, { minLength: 2, maxLength: 2 }),
    amountMinor: fc.bigInt({ min: 1n, max: 100_000_000n }),
  })
  .map(({ sides, amountMinor }) => ({ debit: sides[0] ?? '', credit: sides[1] ?? '', amountMinor }))
const steps = fc.array(fc.oneof({ weight: 4, arbitrary: transfers }, fc.constant('fold' as const)), {
  minLength: 1,
  maxLength: 40,
})

let causes = 0
const sumsOf = async () =>
  database.db.sql`
    select account as code, currency, sum(d)::bigint as "debitsMinor", sum(c)::bigint as "creditsMinor" from (
      select debit_account as account, currency, amount_minor as d, 0 as c from ledger_transfers
      union all select credit_account, currency, 0, amount_minor from ledger_transfers) as sides
    group by 1, 2 order by 1, 2`
const plain = (rows: readonly object[]) => rows.map((row) => ({ ...row }))

it('balances are the sums of their transfers, however folds and payments cross', async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.boolean(), async (story, atOnce) => {
      const act = (step: (typeof story)[number]) => {
        if (step === 'fold') return foldBalances(database.db)
        causes += 1
        const cause = `c${causes}`
        return database.db.tx((tx) => post(tx, 'co', new Date(), [{ ...step, currency: 'CNY', cause }]))
      }
      if (atOnce) await Promise.all(story.map(act))
      else for (const step of story) await act(step)

      const expected = plain(await sumsOf())
      expect(plain(await readBalances(database.db))).toEqual(expected)
      await foldBalances(database.db)
      expect(plain(await readBalances(database.db))).toEqual(expected)
    }),
    { numRuns: 25 },
  )
}, 60_000)

it('does not pass a transaction that is still open', async () => {
  const before = plain(await readBalances(database.db))
  const transfer = { debit: 'held:open', credit: 'merchant:open', amountMinor: 7n, currency: 'CNY' }
  await database.db.tx(async (open) => {
    await post(open, 'co', new Date(), [{ ...transfer, cause: 'written first' }])
    await database.db.tx((tx) => post(tx, 'co', new Date(), [{ ...transfer, cause: 'committed first' }]))
    await foldBalances(database.db)
  })
  await foldBalances(database.db)
  const balances = await readBalances(database.db)
  expect(balances.find((row) => row.code === 'held:open')?.debitsMinor).toBe(14n)
  expect(balances.length).toBe(before.length + 2)
})

it('never goes back behind what another process has folded meanwhile', async () => {
  // As the row looks to a fold whose snapshot is older than the fold that was written last.
  await database.db.sql`update ledger_fold set folded_before = '9000000000'::xid8`
  expect(await foldBalances(database.db)).toBe(0)
  const [fold] = await database.db.sql<{ before: string }>`
    select folded_before::text as before from ledger_fold`
  expect(fold?.before).toBe('9000000000')
})
