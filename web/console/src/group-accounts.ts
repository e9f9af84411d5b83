import type { Account } from './console-api.js'

/** Institutions first, then whom the money belongs to; kinds of a newer server follow. */
const ORDER = ['held', 'merchant', 'surplus', 'refunding']

export interface AccountGroup {
  kind: string
  currency: string
  accounts: Account[]
  balanceMinor: number
}

/** One group for each kind and currency: amounts of two currencies are never added. */
export function groupAccounts(accounts: Account[]): AccountGroup[] {
  const groups = new Map<string, AccountGroup>()
  for (const account of accounts) {
    const key = `${account.kind}|${account.currency}`
    const group = groups.get(key) ?? {
      kind: account.kind,
      currency: account.currency,
      accounts: [],
      balanceMinor: 0,
    }
    group.accounts.push(account)
    group.balanceMinor += account.balanceMinor
    groups.set(key, group)
  }
  const rank = ({ kind }: AccountGroup) => (ORDER.includes(kind) ? ORDER.indexOf(kind) : ORDER.length)
  return [...groups.values()].sort((a, b) => rank(a) - rank(b) || a.currency.localeCompare(b.currency))
}
