import { Type } from 'typebox'
import type { Db } from '../../platform/db/index.js'
import { type HttpServer, respond } from '../../platform/http/index.js'
import { isRefusal } from '../../platform/refusal/index.js'
import { readCursor, toPage } from '../access/index.js'
import {
  type MerchantNames,
  nameAccount,
  readAccountTransfers,
  readBalances,
  readCheckoutTransfers,
  type TransferRow,
} from '../ledger/index.js'
import { selectMerchantNames } from './queries.js'

/** Every figure can be opened down to the transfers behind it. */
export function registerLedgerRoutes(http: HttpServer, { db }: { readonly db: Db }): void {
  http.get('/console/api/accounts', { schema: { hide: true } }, async (_request, reply) => {
    const balances = await readBalances(db)
    const names = await selectMerchantNames(
      db,
      balances.map(({ code }) => code),
    )
    const sum = balances.reduce(
      (total, { debitsMinor, creditsMinor }) => total + debitsMinor - creditsMinor,
      0n,
    )
    return respond(reply, {
      data: balances.map(({ code, currency, debitsMinor, creditsMinor }) => ({
        ...nameAccount(code, names),
        currency,
        balanceMinor: Number(debitsMinor - creditsMinor),
        debitsMinor: Number(debitsMinor),
        creditsMinor: Number(creditsMinor),
      })),
      sumMinor: Number(sum),
    })
  })

  http.get(
    '/console/api/accounts/:code/transfers',
    {
      schema: {
        hide: true,
        params: Type.Object({ code: Type.String({ maxLength: 128 }) }),
        querystring: Type.Object({
          cursor: Type.Optional(Type.String({ maxLength: 512 })),
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
        }),
      },
    },
    async (request, reply) => {
      const { cursor, limit = 20 } = request.query
      const place = readCursor(cursor)
      if (isRefusal(place)) return respond(reply, place)
      const before =
        place === null ? null : { at: place.at, id: BigInt(/^\d{1,18}$/.test(place.id) ? place.id : '0') }
      const rows = await readAccountTransfers(db, request.params.code, { before, limit: limit + 1 })
      const names = await selectMerchantNames(db, rows.flatMap(sidesOf))
      const placeOf = (row: TransferRow) => ({ at: row.at, id: String(row.id) })
      return respond(
        reply,
        toPage(rows, limit, placeOf, (row) => viewTransfer(row, names)),
      )
    },
  )

  http.get(
    '/console/api/checkouts/:checkoutId/transfers',
    { schema: { hide: true, params: Type.Object({ checkoutId: Type.String({ maxLength: 64 }) }) } },
    async (request, reply) => {
      const rows = await readCheckoutTransfers(db, request.params.checkoutId)
      const names = await selectMerchantNames(db, rows.flatMap(sidesOf))
      return respond(reply, { data: rows.map((row) => viewTransfer(row, names)) })
    },
  )
}

const sidesOf = ({ debit, credit }: TransferRow): string[] => [debit, credit]

function viewTransfer(row: TransferRow, names: ReadonlyMap<string, MerchantNames>) {
  const side = (account: string) => {
    const { code, name, nameEn } = nameAccount(account, names)
    return { code, name, nameEn }
  }
  return {
    id: String(row.id),
    at: row.at.toISOString(),
    debit: side(row.debit),
    credit: side(row.credit),
    amountMinor: Number(row.amountMinor),
    currency: row.currency,
    cause: row.cause,
    checkoutId: row.checkoutId,
  }
}
