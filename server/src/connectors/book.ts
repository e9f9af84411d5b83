import type { Connector, MethodName, MethodOffer } from './contract.js'

/** The connectors that this platform has accounts for. */
export interface ConnectorBook {
  /** An attempt stays with the account it was made with, also after another one became the default. */
  byAccount(accountId: string): ConnectorEntry | null
  /** Every account, also those that make no new attempts. */
  accounts(): readonly ConnectorEntry[]
  offers(): readonly { readonly entry: ConnectorEntry; readonly offer: MethodOffer }[]
  offer(method: MethodName): { readonly entry: ConnectorEntry; readonly offer: MethodOffer } | null
}

export interface ConnectorEntry {
  readonly accountId: string
  /** New attempts use it; the others only answer for attempts they made. */
  readonly enabled: boolean
  readonly connector: Connector
}

export function createConnectorBook(entries: readonly ConnectorEntry[]): ConnectorBook {
  const offers = entries
    .filter((entry) => entry.enabled)
    .flatMap((entry) => entry.connector.methods.map((offer) => ({ entry, offer })))
  return {
    byAccount: (accountId) => entries.find((entry) => entry.accountId === accountId) ?? null,
    accounts: () => entries,
    offers: () => offers,
    offer: (method) => offers.find(({ offer }) => offer.method === method) ?? null,
  }
}
