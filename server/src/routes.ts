import { fileURLToPath } from 'node:url'
import { MIGRATIONS_FOLDER } from './migrations-folder.js'
import { ACCESS_REFUSALS, registerHealthRoutes } from './modules/access/index.js'
import { ATTEMPTS_REFUSALS, closeCheckout, registerAttemptsRoutes } from './modules/attempts/index.js'
import { AUDIT_REFUSALS, registerAuditRoutes } from './modules/audit/index.js'
import { CASHIER_REFUSALS, registerCashierRoutes } from './modules/cashier/index.js'
import { CHECKOUTS_REFUSALS, registerCheckoutsRoutes } from './modules/checkouts/index.js'
import { registerConsoleRoutes } from './modules/console/index.js'
import { LAUNCHES_REFUSALS, registerLaunchesRoutes } from './modules/launches/index.js'
import { MERCHANTS_REFUSALS, registerMerchantsRoutes } from './modules/merchants/index.js'
import { NOTICES_REFUSALS, registerNoticesRoutes } from './modules/notices/index.js'
import { REFUNDS_REFUSALS, registerRefundsRoutes } from './modules/refunds/index.js'
import { registerWebhooksRoutes, WEBHOOKS_REFUSALS } from './modules/webhooks/index.js'
import { registerWorkbenchRoutes } from './modules/workbench/index.js'
import type { Parts } from './parts.js'
import type { ApiDescription, HttpServer } from './platform/http/index.js'

export const CATALOGS = [
  ACCESS_REFUSALS,
  AUDIT_REFUSALS,
  MERCHANTS_REFUSALS,
  CHECKOUTS_REFUSALS,
  ATTEMPTS_REFUSALS,
  REFUNDS_REFUSALS,
  NOTICES_REFUSALS,
  WEBHOOKS_REFUSALS,
  LAUNCHES_REFUSALS,
  CASHIER_REFUSALS,
]

export const API: ApiDescription = {
  title: 'Hutong',
  version: '1',
  description:
    'One checkout over several payment institutions. Amounts are integers in minor units (fen) with a currency; times are RFC 3339 in UTC. Every refusal has a stable `code` and sentences in Chinese and English.',
  tags: [
    { name: 'Checkouts', description: 'What one shopper owes now, paid in one go.' },
    { name: 'Attempts', description: 'Tries to pay a checkout.' },
    { name: 'Refunds', description: 'Money back to the payer who paid.' },
    { name: 'Merchants', description: 'Sellers on the marketplace.' },
    { name: 'Webhooks', description: 'What your server is told, as Standard Webhooks says.' },
    { name: 'Health', description: 'For load balancers and supervisors.' },
  ],
  securitySchemes: {
    apiKey: {
      type: 'http',
      scheme: 'bearer',
      description: 'A key of the marketplace: `Authorization: Bearer hk_…`',
    },
  },
}

export async function registerRoutes(http: HttpServer, parts: Parts): Promise<void> {
  const { deps, access, audit, webhooks } = parts
  registerHealthRoutes(http, { db: deps.db, migrationsFolder: MIGRATIONS_FOLDER })
  registerAuditRoutes(http, { audit })
  registerMerchantsRoutes(http, deps)
  registerCheckoutsRoutes(http, { ...deps, closeCheckout: (checkoutId) => closeCheckout(deps, checkoutId) })
  registerAttemptsRoutes(http, deps)
  registerRefundsRoutes(http, deps)
  registerNoticesRoutes(http, deps)
  registerWebhooksRoutes(http, webhooks, audit)
  registerLaunchesRoutes(http, { ...deps, audit })
  await registerCashierRoutes(http, deps, { pageFolder: builtPage('cashier') })
  await registerWorkbenchRoutes(http, deps, { pageFolder: builtPage('workbench') })
  await registerConsoleRoutes(
    http,
    { ...deps, access, audit, webhooks },
    { pageFolder: builtPage('console') },
  )
}

const builtPage = (name: string): string => fileURLToPath(new URL(`../../web/${name}/dist`, import.meta.url))
