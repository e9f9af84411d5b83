import type { Core } from '../core/core.js'
import { adoptOldOrders } from './adopt-old-orders.js'
import { type Agreements, createAgreements } from './agreements.js'
import { type Apps, createApps } from './apps.js'
import { type BillTickets, createBillTickets } from './bills/bill-files.js'
import { type BillDifferences, createBillDifferences } from './bills/differences.js'
import { type Codes, createCodes } from './codes.js'
import { type Complaints, createComplaints } from './complaints.js'
import { type Consents, createConsents } from './consents.js'
import { type CreditOrders, createCreditOrders } from './credit-orders.js'
import { createLedger, type Ledger } from './ledger.js'
import { createNotifier, type Notifier } from './notify.js'
import { createPaymentCodes, type PaymentCodes } from './payment-codes.js'
import { createSettlements, type Settlements } from './settlements.js'
import { createTokens, type Tokens } from './tokens.js'
import { createTrades, type Trades } from './trades.js'
import { createTransfers, type Transfers } from './transfers.js'
import { createZftOrders, type ZftOrders } from './zft-orders.js'

/** Everything the gateway, the wallet and the pages work on together. */
export interface Desk {
  readonly core: Core
  readonly apps: Apps
  readonly codes: Codes
  readonly trades: Trades
  readonly notifier: Notifier
  readonly paymentCodes: PaymentCodes
  readonly ledger: Ledger
  readonly settlements: Settlements
  readonly billDifferences: BillDifferences
  readonly billTickets: BillTickets
  readonly consents: Consents
  readonly agreements: Agreements
  readonly creditOrders: CreditOrders
  readonly transfers: Transfers
  readonly tokens: Tokens
  readonly zftOrders: ZftOrders
  readonly complaints: Complaints
}

export function createDesk(core: Core): Desk {
  adoptOldOrders(core)
  const apps = createApps(core)
  const notifier = createNotifier(core, apps)
  return {
    core,
    apps,
    codes: createCodes(core),
    trades: createTrades(core, { onBegun: notifier.begun, onExpired: notifier.closedUnpaid }),
    notifier,
    paymentCodes: createPaymentCodes(core),
    ledger: createLedger(core),
    settlements: createSettlements(core),
    billDifferences: createBillDifferences(core),
    billTickets: createBillTickets(core.clock.nowMs),
    consents: createConsents(core),
    agreements: createAgreements(core),
    creditOrders: createCreditOrders(core),
    transfers: createTransfers(core),
    tokens: createTokens(core),
    zftOrders: createZftOrders(core),
    complaints: createComplaints(core),
  }
}
