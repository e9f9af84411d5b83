import { readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { refuse } from '../refusal/index.js'
import type { HttpServer } from './create-http.js'
import { pagePolicy } from './security-headers.js'

export interface WebApp {
  /** Where it lives, with a slash at both ends: `/console/`. */
  readonly prefix: string
  /** The built files, with an index.html. */
  readonly folder: string
  /** Content-Security-Policy directives in place of the usual ones. */
  readonly policy?: Readonly<Record<string, string>>
}

/** Serves a built single-page app: files as they are, every other address below the prefix as its index page. */
export async function serveWebApp(http: HttpServer, webApp: WebApp): Promise<void> {
  const app = http as unknown as FastifyInstance
  const index = await readFile(join(webApp.folder, 'index.html'), 'utf8').catch(() => undefined)
  if (index === undefined) app.log.warn({ folder: webApp.folder }, 'a web app is not built; its pages say so')
  const policy = pagePolicy(webApp.policy)

  await app.register(async (scope: FastifyInstance) => {
    scope.addHook('onRequest', async (_request, reply) => {
      reply.header('content-security-policy', policy)
    })
    if (index !== undefined)
      await scope.register(fastifyStatic, {
        root: webApp.folder,
        prefix: webApp.prefix,
        decorateReply: false,
        wildcard: false,
        // The build lays a .br and a .gz beside every text file: nothing is compressed while a shopper waits.
        preCompressed: true,
        index: false,
        globIgnore: ['index.html', '**/*.br', '**/*.gz'],
        setHeaders: (reply, path) => {
          // The build names files in assets/ by their content, so they never change under one address.
          const forever = path.includes(`${sep}assets${sep}`)
          reply.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache')
        },
      })
    scope.get(`${webApp.prefix}*`, { schema: { hide: true } }, (request, reply) => {
      const path = request.url.split('?', 1)[0] ?? ''
      // A missing script or call must not be answered with a page: the browser would show a blank one.
      if (path.startsWith(`${webApp.prefix}api/`)) return reply.refuse(refuse('not_found'))
      if (extname(path) !== '' && extname(path) !== '.html') return reply.refuse(refuse('not_found'))
      return reply
        .code(index === undefined ? 503 : 200)
        .header('cache-control', 'no-cache')
        .type('text/html; charset=utf-8')
        .send(index ?? NOT_BUILT)
    })
    if (webApp.prefix !== '/')
      scope.get(webApp.prefix.slice(0, -1), { schema: { hide: true } }, (_request, reply) =>
        reply.redirect(webApp.prefix),
      )
  })
}

const NOT_BUILT = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>Hutong</title>
<p>页面尚未构建，请先运行 npm run build，再重新启动。</p>
<p lang="en">This page is not built yet: run npm run build, then start again.</p></html>`
