import { fileURLToPath } from 'node:url'
import fastifyCookie from '@fastify/cookie'
import fastifyStatic from '@fastify/static'
import { createHutongClient, type HutongClient } from '@hutong/client'
import Fastify from 'fastify'
import { readCatalog } from './catalog.js'
import { openOrderBook } from './order-book.js'
import type { MallConfig } from './read-config.js'
import { merchantRegistrar } from './register-merchants.js'
import { answerErrors, registerShopRoutes, registerWebhookRoute } from './routes.js'
import type { Shop } from './shop.js'

const CATALOG = new URL('../catalog/', import.meta.url)
const PAGES = fileURLToPath(new URL('../dist/', import.meta.url))
const POLICY =
  "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"

export interface RunningMall {
  readonly url: string
  stop(): Promise<void>
}

export async function startMall(
  config: MallConfig,
  parts: { hutong?: HutongClient } = {},
): Promise<RunningMall> {
  const hutong = parts.hutong ?? createHutongClient({ baseUrl: config.hutongUrl, apiKey: config.apiKey })
  const catalog = readCatalog(CATALOG)
  const orders = openOrderBook(config.dataFolder)
  const registerMerchants = merchantRegistrar(hutong, catalog.merchants)
  const shop: Shop = { catalog, orders, hutong, registerMerchants, now: () => new Date() }

  const http = Fastify({ logger: { level: 'warn' }, bodyLimit: 256 * 1024, forceCloseConnections: true })
  http.addHook('onSend', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff')
    reply.header('referrer-policy', 'no-referrer')
    reply.header('content-security-policy', POLICY)
  })
  http.addHook('onClose', async () => orders.close())
  await http.register(fastifyCookie)
  await http.register(fastifyStatic, {
    root: PAGES,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      // Built files carry a hash of their content in their name; the page that names them must always be asked for.
      const hashed = path.includes('/assets/')
      void reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  answerErrors(http)
  registerShopRoutes(http, shop)
  registerWebhookRoute(http, shop, config.webhookSecrets)
  http.get('/healthz', () => ({ status: 'ok' }))
  // Every other address is a view of the one page.
  http.setNotFoundHandler((request, reply) => {
    const forPeople = request.method === 'GET' && !/^\/(api|webhooks|assets|goods-art)\//.test(request.url)
    if (forPeople) return reply.sendFile('index.html')
    return reply
      .code(404)
      .send({ code: 'not_found', message: '没有这个地址。', messageEn: 'There is no such address.' })
  })

  const url = await http.listen({ port: config.port, host: config.host })
  registerMerchants().catch((error: unknown) => {
    http.log.warn(
      { reason: error instanceof Error ? error.message : String(error) },
      'the platform is not there yet; sellers are registered with the first order',
    )
  })
  return { url, stop: () => http.close() }
}
