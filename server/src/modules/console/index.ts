import { type HttpServer, serveWebApp } from '../../platform/http/index.js'
import { refuse } from '../../platform/refusal/index.js'
import { registerCheckoutRoutes } from './checkout-routes.js'
import type { ConsoleDeps, ConsoleOptions } from './deps.js'
import { registerKeyRoutes } from './key-routes.js'
import { registerLedgerRoutes } from './ledger-routes.js'
import { registerNoticeRoutes } from './notice-routes.js'
import { registerOverviewRoutes } from './overview-routes.js'
import { registerPeopleRoutes } from './people-routes.js'
import { registerAccessUndo } from './undo-access.js'

export type { ConsoleDeps } from './deps.js'

/** What operator, finance and support see and do; access guards these addresses. */
export async function registerConsoleRoutes(
  http: HttpServer,
  deps: ConsoleDeps,
  options: ConsoleOptions,
): Promise<void> {
  registerOverviewRoutes(http, deps)
  registerCheckoutRoutes(http, deps)
  registerLedgerRoutes(http, deps)
  registerNoticeRoutes(http, deps)
  registerKeyRoutes(http, deps)
  registerPeopleRoutes(http, deps)
  registerAccessUndo(deps)
  http.get('/console/api/*', { schema: { hide: true } }, (_request, reply) =>
    reply.refuse(refuse('not_found')),
  )
  await serveWebApp(http as never, {
    prefix: '/console/',
    folder: options.pageFolder,
    // Pictures of goods are at the marketplace's own hosts.
    policy: { 'img-src': "'self' data: blob: https: http:" },
  })
}
