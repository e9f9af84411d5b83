import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Transfer } from '../../office/src/types.js'
import { foldTransfers } from './fold-transfers.js'

const name = (code: string) => ({ code, name: code, nameEn: code })
const transfer = (debit: string, credit: string, amountMinor: number): Transfer => ({
  id: '1',
  at: '2026-11-22T06:00:00.000Z',
  debit: name(debit),
  credit: name(credit),
  amountMinor,
  currency: 'CNY',
  cause: 'x',
})

it('tells what a payment and a refund did to each account', () => {
  const folded = foldTransfers([
    transfer('held:wechatpay', 'merchant:tea', 3000),
    transfer('merchant:tea', 'refunding:wechatpay', 1000),
    transfer('refunding:wechatpay', 'held:wechatpay', 1000),
  ])
  expect(folded.accounts.map(({ code, changeMinor }) => [code, changeMinor])).toEqual([
    ['held:wechatpay', 2000],
    ['merchant:tea', -2000],
    ['refunding:wechatpay', 0],
  ])
  expect(folded).toMatchObject({ debitsMinor: 5000, creditsMinor: 5000, sumMinor: 0 })
})

it('sums to zero whatever moved', () => {
  const account = fc.constantFrom('a', 'b', 'c', 'd')
  fc.assert(
    fc.property(fc.array(fc.tuple(account, account, fc.integer({ min: 1, max: 10 ** 9 }))), (moves) => {
      const folded = foldTransfers(moves.map(([debit, credit, amount]) => transfer(debit, credit, amount)))
      expect(folded.sumMinor).toBe(0)
      expect(folded.debitsMinor).toBe(folded.creditsMinor)
    }),
  )
})
