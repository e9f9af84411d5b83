import { expect, it } from 'vitest'
import type { Account } from './console-api.js'
import { groupAccounts } from './group-accounts.js'

const account = (code: string, kind: string, balanceMinor: number, currency = 'CNY'): Account => ({
  code,
  kind,
  currency,
  balanceMinor,
  debitsMinor: 0,
  creditsMinor: 0,
  name: code,
  nameEn: code,
})

it('groups by kind and currency, institutions first', () => {
  const groups = groupAccounts([
    account('refunding:alipay', 'refunding', 0),
    account('merchant:tea', 'merchant', -700),
    account('new:thing', 'new', 0),
    account('held:alipay', 'held', 1000),
    account('merchant:silk', 'merchant', -300),
    account('held:abroad', 'held', 5, 'USD'),
  ])
  expect(groups.map(({ kind, currency, balanceMinor }) => [kind, currency, balanceMinor])).toEqual([
    ['held', 'CNY', 1000],
    ['held', 'USD', 5],
    ['merchant', 'CNY', -1000],
    ['refunding', 'CNY', 0],
    ['new', 'CNY', 0],
  ])
})
