import { type HttpServer, serveWebApp } from '../../platform/http/index.js'

export { startOfDay } from './day.js'

import { registerWorkbenchApi, type WorkbenchDeps } from './routes.js'

export async function registerWorkbenchRoutes(
  http: HttpServer,
  deps: WorkbenchDeps,
  options: { readonly pageFolder: string },
): Promise<void> {
  registerWorkbenchApi(http, deps)
  await serveWebApp(http as never, {
    prefix: '/workbench/',
    folder: options.pageFolder,
    // Pictures of goods are at the marketplace's own hosts.
    policy: { 'img-src': "'self' data: blob: https: http:" },
  })
}
