import { afterAll, beforeAll, expect, it } from 'vitest'
import { isRefusal } from '../../platform/refusal/index.js'
import { createTestDatabase, type TestDatabase } from '../../platform/testing/index.js'
import { readBalances } from './index.js'
import { post } from './post.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const AT = new Date('2026-11-22T06:30:00Z')

/**
 * post     <checkout> <cause> <debit> -> <credit> <fen> <currency>   <outcome>
 * balance  <account> <debits> <credits> <currency>
 */
async function run(script: string): Promise<void> {
  for (const line of script.trim().split('\n')) {
    const words = line.trim().split(/\s+/)
    if (words[0] === 'post') {
      const [, checkoutId = '', cause = '', debit = '', , credit = '', fen = '', currency = '', outcome] =
        words
      const transfer = { debit, credit, amountMinor: BigInt(fen), currency, cause }
      const posted = await database.db
        .tx((tx) => post(tx, checkoutId, AT, [transfer]))
        .then((answer) => (isRefusal(answer) ? answer.refusal : answer))
        .catch((error: Error) => error.message.split(':')[0]?.replaceAll(' ', '_'))
      expect([line, posted]).toEqual([line, outcome])
    } else {
      const [, account, debits, credits, currency] = words
      const row = (await readBalances(database.db)).find(
        (one) => one.code === account && one.currency === currency,
      )
      expect([line, String(row?.debitsMinor ?? 0), String(row?.creditsMinor ?? 0)]).toEqual([
        line,
        debits,
        credits,
      ])
    }
  }
}

it('moves money once for each cause', () =>
  run(`
    post     c1 payment:a:o1  held:w -> merchant:tea    2580 CNY  posted
    post     c1 payment:a:o1  held:w -> merchant:tea    2580 CNY  already_posted
    post     c1 payment:a:o1  held:w -> merchant:tea    2581 CNY  posted_with_other_figures
    post     c1 payment:a:o1  held:w -> merchant:books  2580 CNY  posted_with_other_figures
    post     c1 payment:a:o1  held:a -> merchant:tea    2580 CNY  posted_with_other_figures
    post     c1 payment:a:o1  held:w -> merchant:tea    2580 USD  posted_with_other_figures
    balance  merchant:tea     0 2580 CNY
    post     c2 payment:a:o1  held:w -> merchant:tea      20 CNY  posted
    balance  merchant:tea     0 2600 CNY
    post     c1 refund:r      merchant:tea -> refunding:w 1000 CNY  posted
    post     c1 refunded:r    refunding:w -> held:w       1000 CNY  posted
    balance  merchant:tea     1000 2600 CNY
    balance  refunding:w      1000 1000 CNY
    balance  held:w           2600 1000 CNY
    post     c1 nothing       held:w -> merchant:tea       0 CNY  a_transfer_moves_a_positive_amount
    post     c1 less          held:w -> merchant:tea      -1 CNY  a_transfer_moves_a_positive_amount
    post     c1 circle        held:w -> held:w             1 CNY  a_transfer_has_two_accounts
    balance  held:w           2600 1000 CNY
  `))

it('posts all of a posting or nothing', async () => {
  const transfer = (cause: string, amountMinor: bigint) => ({
    debit: 'held:all',
    credit: 'merchant:all',
    amountMinor,
    currency: 'CNY',
    cause,
  })
  await database.db.tx((tx) => post(tx, 'c9', AT, [transfer('one', 10n)]))
  const refused = await database.db.tx((tx) =>
    post(tx, 'c9', AT, [transfer('two', 5n), transfer('one', 11n)]),
  )
  expect(refused).toMatchObject({ refusal: 'posted_with_other_figures', details: { cause: 'one' } })
  const again = await database.db.tx((tx) => post(tx, 'c9', AT, [transfer('one', 10n), transfer('two', 5n)]))
  expect(again).toBe('already_posted')
  await run('balance held:all 15 0 CNY')
})

it('never changes and never loses a transfer', async () => {
  await expect(database.db.sql`update ledger_transfers set amount_minor = 1`).rejects.toThrow('append-only')
  await expect(database.db.sql`delete from ledger_transfers`).rejects.toThrow('append-only')
})
