import type { AccountName, Transfer } from '../../office/src/types.js'

interface AccountChange extends AccountName {
  debitsMinor: number
  creditsMinor: number
  /** Debits less credits. */
  changeMinor: number
}

export interface Folded {
  accounts: AccountChange[]
  debitsMinor: number
  creditsMinor: number
  /** Zero by construction; shown so that a reader need not believe it. */
  sumMinor: number
}

/** What transfers did to each account, in the order in which the accounts first appear. */
export function foldTransfers(transfers: Transfer[]): Folded {
  const byCode = new Map<string, AccountChange>()
  const accountOf = (name: AccountName) => {
    const known = byCode.get(name.code)
    if (known) return known
    const fresh = { ...name, debitsMinor: 0, creditsMinor: 0, changeMinor: 0 }
    byCode.set(name.code, fresh)
    return fresh
  }
  for (const { debit, credit, amountMinor } of transfers) {
    const debited = accountOf(debit)
    debited.debitsMinor += amountMinor
    debited.changeMinor += amountMinor
    const credited = accountOf(credit)
    credited.creditsMinor += amountMinor
    credited.changeMinor -= amountMinor
  }
  const accounts = [...byCode.values()]
  const total = (of: (account: AccountChange) => number) =>
    accounts.reduce((sum, account) => sum + of(account), 0)
  return {
    accounts,
    debitsMinor: total((account) => account.debitsMinor),
    creditsMinor: total((account) => account.creditsMinor),
    sumMinor: total((account) => account.changeMinor),
  }
}
