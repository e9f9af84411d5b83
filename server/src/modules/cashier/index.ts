import { type HttpServer, serveWebApp } from '../../platform/http/index.js'
import type { CashierDeps } from './cashier-view.js'
import { registerCashierApi } from './routes.js'

export { CASHIER_REFUSALS } from './refusals.js'

export interface CashierOptions {
  /** The built page: an index.html and its assets. */
  readonly pageFolder: string
}

export async function registerCashierRoutes(
  http: HttpServer,
  deps: CashierDeps,
  options: CashierOptions,
): Promise<void> {
  registerCashierApi(http, deps)
  await serveWebApp(http as never, {
    prefix: '/cashier/',
    folder: options.pageFolder,
    // Pictures of goods are at the marketplace's own hosts.
    policy: { 'img-src': "'self' data: blob: https: http:" },
  })
}
