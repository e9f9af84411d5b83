import { randomBytes } from 'node:crypto'
import { HutongError, isHutongError } from '@hutong/client'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hearWebhook } from './hear-webhook.js'
import type { ShopOrder } from './order-book.js'
import { openCheckout, placeOrder, type Wish } from './place-order.js'
import { listOrders, readOrder } from './read-orders.js'
import type { Shop } from './shop.js'
import { isShopRefusal, type ShopRefusal, shopRefusal } from './shop-refusals.js'

const SHOPPER_COOKIE = 'mall_shopper'
const YEAR_SECONDS = 365 * 24 * 3600

const orderParams = {
  type: 'object',
  required: ['orderId'],
  properties: { orderId: { type: 'string' } },
} as const
const newOrder = {
  type: 'object',
  required: ['lines', 'address'],
  properties: {
    lines: {
      type: 'array',
      maxItems: 200,
      items: {
        type: 'object',
        required: ['goodId', 'quantity'],
        properties: { goodId: { type: 'string' }, quantity: { type: 'integer' } },
      },
    },
    address: {
      type: 'object',
      required: ['name', 'phone', 'street'],
      properties: {
        name: { type: 'string', maxLength: 40 },
        phone: { type: 'string', maxLength: 20 },
        street: { type: 'string', maxLength: 200 },
      },
    },
  },
} as const

type OrderRequest = FastifyRequest<{ Params: { orderId: string } }>

/** The calls of the shop's own pages. The shopper is whoever holds the cookie. */
export function registerShopRoutes(http: FastifyInstance, shop: Shop): void {
  http.get('/api/catalog', () => shop.catalog)

  http.get('/api/orders', async (request) => {
    const shopperId = shopperOf(request)
    return { data: shopperId ? await listOrders(shop, shopperId) : [] }
  })

  http.post<{ Body: Omit<Wish, 'shopperId'> }>(
    '/api/orders',
    { schema: { body: newOrder } },
    async (request, reply) => {
      const shopperId = shopperOf(request) ?? greetShopper(reply)
      const placed = await placeOrder(shop, { ...request.body, shopperId }, originOf(request))
      return isShopRefusal(placed) ? refuse(reply, placed) : reply.code(201).send(placed)
    },
  )

  http.get(
    '/api/orders/:orderId',
    { schema: { params: orderParams } },
    async (request: OrderRequest, reply) => {
      const order = ownOrder(shop, request)
      return order ? readOrder(shop, order) : refuse(reply, shopRefusal('order_unknown'))
    },
  )

  http.post(
    '/api/orders/:orderId/pay',
    { schema: { params: orderParams } },
    async (request: OrderRequest, reply) => {
      const order = ownOrder(shop, request)
      if (!order) return refuse(reply, shopRefusal('order_unknown'))
      const checkout = await openCheckout(shop, order, originOf(request))
      if (checkout.state !== 'open') return refuse(reply, shopRefusal('order_settled'))
      return { orderId: order.id, cashierUrl: checkout.cashierUrl }
    },
  )

  http.post(
    '/api/orders/:orderId/cancel',
    { schema: { params: orderParams } },
    async (request: OrderRequest, reply) => {
      const order = ownOrder(shop, request)
      if (!order) return refuse(reply, shopRefusal('order_unknown'))
      const checkout = await openCheckout(shop, order, originOf(request))
      if (checkout.state === 'open') await shop.hutong.checkouts.close(checkout.id)
      return readOrder(shop, order)
    },
  )
}

/** Where the platform's notices arrive. Only the raw body can be verified. */
export function registerWebhookRoute(http: FastifyInstance, shop: Shop, secrets: readonly string[]): void {
  void http.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    scope.post('/webhooks/hutong', async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      const heard = hearWebhook(shop, secrets, { headers: request.headers, body })
      return isShopRefusal(heard) ? refuse(reply, heard) : reply.code(204).send()
    })
  })
}

/** The platform's refusals reach the shopper in the platform's words; everything else is this shop's own defect. */
export function answerErrors(http: FastifyInstance): void {
  http.setErrorHandler((error: unknown, request, reply) => {
    if (error instanceof HutongError) {
      const { zh, en } = error.messages
      const status = error.status >= 400 && error.status < 500 ? 502 : 503
      const known = isHutongError(error, 'checkout_not_open') ? 409 : status
      return reply.code(known).send({ code: error.code, message: zh, messageEn: en })
    }
    const status = statusOf(error)
    if (status >= 500) request.log.error(error)
    return reply.code(status).send({
      code: status < 500 ? 'invalid_request' : 'internal_error',
      message: status < 500 ? '请求的内容不对，什么都没有做。' : '商城出错了，请稍后再试；没有扣款。',
      messageEn:
        status < 500
          ? 'The request is not as expected; nothing was done.'
          : 'The shop had a problem; please try again. Nothing was charged.',
    })
  })
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : null
  return typeof status === 'number' ? status : 500
}

function refuse(reply: FastifyReply, { status, code, message, messageEn }: ShopRefusal): FastifyReply {
  return reply.code(status).send({ code, message, messageEn })
}

function ownOrder(shop: Shop, request: OrderRequest): ShopOrder | null {
  const order = shop.orders.find(request.params.orderId)
  return order && order.shopperId === shopperOf(request) ? order : null
}

function shopperOf(request: FastifyRequest): string | null {
  const id = request.cookies[SHOPPER_COOKIE]
  return id && /^sh_[A-Za-z0-9_-]{22}$/.test(id) ? id : null
}

function greetShopper(reply: FastifyReply): string {
  const id = `sh_${randomBytes(16).toString('base64url')}`
  reply.setCookie(SHOPPER_COOKIE, id, { path: '/', httpOnly: true, sameSite: 'lax', maxAge: YEAR_SECONDS })
  return id
}

function originOf(request: FastifyRequest): string {
  return `${request.protocol}://${request.host}`
}
