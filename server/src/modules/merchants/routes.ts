import { randomBytes } from 'node:crypto'
import { Type } from 'typebox'
import type { Clock } from '../../platform/clock/index.js'
import type { Db } from '../../platform/db/index.js'
import { type HttpServer, respond } from '../../platform/http/index.js'
import { isRefusal, refuse } from '../../platform/refusal/index.js'
import {
  answer,
  IdempotencyKeyHeader,
  marketplaceCall,
  PageQuery,
  pageOf,
  readCursor,
  refused,
  toPage,
} from '../access/index.js'
import { MERCHANTS_REFUSALS } from './refusals.js'
import {
  listMerchants,
  type Merchant as MerchantRow,
  readMerchantsById,
  registerMerchant,
} from './register-merchant.js'
import { Merchant, MerchantParams, NewMerchant } from './schema.js'

export function registerMerchantsRoutes(
  http: HttpServer,
  deps: { readonly db: Db; readonly clock: Clock },
): void {
  http.addSchema(Merchant)

  http.post(
    '/v1/merchants',
    {
      schema: {
        ...marketplaceCall(
          'Merchants',
          'registerMerchant',
          'Register a merchant',
          'Registering the same merchant again changes nothing and answers with the one that stands.',
        ),
        headers: IdempotencyKeyHeader,
        body: NewMerchant,
        response: {
          201: answer(Merchant, 'The merchant.'),
          ...refused(MERCHANTS_REFUSALS, ['merchant_id_taken'], 'POST'),
        },
      },
    },
    async (request, reply) => {
      const { id, name, nameEn, category, region, size } = request.body
      // Under an Idempotency-Key the id follows from the key, so a run after a crash finds the first run's merchant.
      const chance = request.intention?.requestKey ?? randomBytes(16).toString('hex')
      const merchant = await registerMerchant(deps.db, deps.clock, {
        id: id ?? `merchant_${chance.slice(0, 20)}`,
        name,
        nameEn: nameEn ?? null,
        category: category ?? null,
        region: region ?? null,
        size: size ?? null,
      })
      return respond(reply, isRefusal(merchant) ? merchant : view(merchant), 201)
    },
  )

  http.get(
    '/v1/merchants',
    {
      schema: {
        ...marketplaceCall('Merchants', 'listMerchants', 'List merchants'),
        querystring: Type.Object(PageQuery),
        response: {
          200: pageOf(Merchant, 'A page of merchants, newest first.'),
          ...refused(MERCHANTS_REFUSALS, ['bad_cursor']),
        },
      },
    },
    async (request, reply) => {
      const limit = request.query.limit ?? 20
      const before = readCursor(request.query.cursor)
      if (isRefusal(before)) return respond(reply, before)
      const merchants = await listMerchants(deps.db, { before, limit: limit + 1 })
      const placeOf = (row: MerchantRow) => ({ at: row.createdAt, id: row.id })
      return respond(reply, toPage(merchants, limit, placeOf, view))
    },
  )

  http.get(
    '/v1/merchants/:merchantId',
    {
      schema: {
        ...marketplaceCall('Merchants', 'readMerchant', 'Read a merchant'),
        params: MerchantParams,
        response: {
          200: answer(Merchant, 'The merchant.'),
          ...refused(MERCHANTS_REFUSALS, ['merchant_not_found']),
        },
      },
    },
    async (request, reply) => {
      const [merchant] = await readMerchantsById(deps.db, [request.params.merchantId])
      return respond(reply, merchant === undefined ? refuse('merchant_not_found') : view(merchant))
    },
  )
}

function view(row: MerchantRow): Merchant {
  return { ...row, createdAt: row.createdAt.toISOString() }
}
