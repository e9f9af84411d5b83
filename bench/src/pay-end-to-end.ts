import pg from 'pg'
import { inParallel } from './in-parallel.js'
import type { World } from './world.js'

/**
 * Payments through everything: checkout and attempt over the API, paid in the wallet, the signed notice, the ledger.
 * Ends when the database says that all of them are paid. Answers seconds.
 */
export async function payEndToEnd(world: World, payments: number, lanes: number): Promise<number> {
  const headers = { authorization: `Bearer ${world.apiKey}`, 'content-type': 'application/json' }
  const post = async <Answer>(url: string, body: unknown, key?: string): Promise<Answer> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: key === undefined ? headers : { ...headers, 'idempotency-key': key },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`)
    return (await response.json()) as Answer
  }
  await post(`${world.platformUrl}/v1/merchants`, { id: 'm_bench', name: '基准商户' })
  const run = `b${Date.now().toString(36)}`
  const database = new pg.Client({ connectionString: world.databaseUrl })
  await database.connect()

  // When the database is stopped because of an error elsewhere, that error is the one to be read.
  database.on('error', () => {})

  const startedAt = performance.now()
  await inParallel(payments, lanes, async (index) => {
    const reference = `${run}-${index}`
    const checkout = await post<{ id: string }>(
      `${world.platformUrl}/v1/checkouts`,
      {
        reference,
        shopper: { id: `shopper-${index % 100}` },
        orders: [
          {
            reference: `${reference}-1`,
            merchantId: 'm_bench',
            items: [{ name: '龙井茶', category: 'tea', quantity: 1, unitPriceMinor: 100 }],
          },
        ],
      },
      `${reference}-checkout`,
    )
    const attempt = await post<{ outTradeNo: string }>(
      `${world.platformUrl}/v1/checkouts/${checkout.id}/attempts`,
      { method: 'wechatpay_scan', scene: 'desktop_web' },
      `${reference}-attempt`,
    )
    await post(`${world.homeUrl}/control/pay`, { institution: 'wechatpay', outTradeNo: attempt.outTradeNo })
  })
  for (;;) {
    const { rows } = await database.query<{ paid: string }>(
      `select count(*) as paid from checkouts where state = 'paid' and reference like $1`,
      [`${run}-%`],
    )
    if (Number(rows[0]?.paid) === payments) break
    if (performance.now() - startedAt > 300_000)
      throw new Error(`only ${rows[0]?.paid} of ${payments} were paid`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const seconds = (performance.now() - startedAt) / 1_000
  await database.end()
  return seconds
}
