import { Type } from 'typebox'
import { type HttpServer, respond } from '../../../../platform/http/index.js'
import { isRefusal, type Refusal, refuse } from '../../../../platform/refusal/index.js'
import { oneOf, onlyRoles, PageQuery, readCursor, toPage } from '../../../access/index.js'
import { actorOf, GivenWhy } from '../../../audit/index.js'
import type { CapabilityDeps } from '../deps.js'
import { ActBody, Documents, RecordBody } from '../schema.js'
import { REVIEW_STATES } from '../states.js'
import {
  checkSubMerchant,
  recordSubMerchant,
  submitSubMerchant,
  withdrawSubMerchant,
  writeDocuments,
} from './change-sub-merchant.js'
import { SUB_MERCHANT_FIELDS } from './documents.js'
import { MOST_FILE_BYTES, storeFile } from './files.js'
import { type SubMerchantKey, selectMerchantName, selectSubMerchants } from './queries.js'
import { viewRow, viewSubMerchant } from './view-sub-merchant.js'

const closed = { additionalProperties: false }
const Institution = oneOf(['wechatpay', 'alipay'], 'The institution.')
const MerchantId = Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$' })
const KeyParams = Type.Object({ merchantId: MerchantId, institution: Institution })
const WHO = onlyRoles('operator')
const PATH = '/console/api/sub-merchants'

/** Onboarding of merchants as sub-merchants of the platform. */
export function registerSubMerchantRoutes(http: HttpServer, deps: CapabilityDeps): void {
  const show = async (key: SubMerchantKey | Refusal) =>
    isRefusal(key) ? key : ((await viewSubMerchant(deps, key)) ?? refuse('capability_not_found'))

  http.get(
    PATH,
    {
      schema: {
        hide: true,
        querystring: Type.Object({
          ...PageQuery,
          institution: Type.Optional(Institution),
          state: Type.Optional(oneOf(REVIEW_STATES, 'Only these.')),
        }),
      },
    },
    async (request, reply) => {
      const { cursor, limit = 20, institution = null, state = null } = request.query
      const before = readCursor(cursor)
      if (isRefusal(before)) return respond(reply, before)
      const rows = await selectSubMerchants(deps.db, { institution, state }, { before, limit: limit + 1 })
      const page = toPage(
        rows,
        limit,
        (row) => ({ at: row.changedAt, id: `${row.merchantId}.${row.institution}` }),
        (row) => viewRow(deps, row),
      )
      return respond(reply, page)
    },
  )

  http.get(
    `${PATH}/:merchantId/:institution`,
    { schema: { hide: true, params: KeyParams } },
    async (request, reply) => {
      const { merchantId, institution } = request.params
      const merchant = await selectMerchantName(deps.db, merchantId)
      if (merchant === null) return respond(reply, refuse('merchant_not_found'))
      const fields = SUB_MERCHANT_FIELDS[institution]
      const subMerchant = await viewSubMerchant(deps, request.params)
      // Not begun yet is an answer: the form is how it is begun.
      return respond(reply, { merchant: { id: merchantId, ...merchant }, fields, subMerchant })
    },
  )

  http.post(
    PATH,
    {
      config: WHO,
      schema: {
        hide: true,
        body: Type.Object(
          {
            merchantId: MerchantId,
            institution: Institution,
            documents: Documents,
            /** What was shown before, empty for one not begun: what somebody else has written since is not overwritten. */
            seen: Type.Optional(Documents),
            why: GivenWhy,
          },
          closed,
        ),
      },
    },
    async (request, reply) => {
      const { merchantId, institution, documents, seen = null, why } = request.body
      const by = { actor: actorOf(request), why }
      const written = await writeDocuments(deps, { merchantId, institution }, { documents, seen }, by)
      return respond(reply, await show(written), 201)
    },
  )

  http.post(
    `${PATH}/:merchantId/:institution/submit`,
    { config: WHO, schema: { hide: true, params: KeyParams, body: ActBody } },
    async (request, reply) => {
      const by = { actor: actorOf(request), why: request.body.why }
      return respond(reply, await show(await submitSubMerchant(deps, request.params, by)))
    },
  )

  http.post(
    `${PATH}/:merchantId/:institution/withdraw`,
    { config: WHO, schema: { hide: true, params: KeyParams, body: ActBody } },
    async (request, reply) => {
      const by = { actor: actorOf(request), why: request.body.why }
      return respond(reply, await show(await withdrawSubMerchant(deps, request.params, by)))
    },
  )

  http.post(
    `${PATH}/:merchantId/:institution/record`,
    {
      config: WHO,
      schema: {
        hide: true,
        params: KeyParams,
        body: Type.Object(
          {
            ...RecordBody.properties,
            subMerchantNo: Type.Optional(
              Type.String({ description: 'The number that it gave.', pattern: '^[0-9A-Za-z_-]{1,64}$' }),
            ),
          },
          closed,
        ),
      },
    },
    async (request, reply) => {
      const { decision, reasons = [], paper, subMerchantNo = null, why } = request.body
      const recorded = { decision, reasons, paper, subMerchantNo }
      const by = { actor: actorOf(request), why }
      return respond(reply, await show(await recordSubMerchant(deps, request.params, recorded, by)))
    },
  )

  http.post(
    `${PATH}/:merchantId/:institution/check`,
    { config: onlyRoles('support', 'operator'), schema: { hide: true, params: KeyParams } },
    async (request, reply) => respond(reply, await show(await checkSubMerchant(deps, request.params))),
  )

  http.post(
    '/console/api/application-files',
    {
      config: WHO,
      // Base64 is a third longer.
      bodyLimit: Math.ceil((MOST_FILE_BYTES * 4) / 3) + 4_096,
      schema: {
        hide: true,
        body: Type.Object(
          {
            name: Type.String({ pattern: '^[^/\\\\]{1,100}\\.[A-Za-z]{3,4}$' }),
            content: Type.String({ minLength: 4 }),
          },
          closed,
        ),
      },
    },
    async (request, reply) =>
      respond(reply, await storeFile(deps, request.body.name, request.body.content), 201),
  )
}
