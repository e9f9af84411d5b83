import { createPrivateKey, createPublicKey, type KeyObject, randomBytes } from 'node:crypto'
import {
  openAead,
  requestMessage,
  responseMessage,
  sealAead,
  signMessage,
  verifyMessage,
} from '@hutong/wechatpay'
import pg from 'pg'
import { inParallel } from './in-parallel.js'
import type { World } from './world.js'

/**
 * The floor: what one payment costs when nothing is done but what cannot be left out. The same five signatures and
 * verifications on either side of the wire, the same sealed notice, and the same durable rows in the same number of
 * commits; no HTTP, no framework, no validation, no states. Answers seconds.
 */
export async function payOnTheFloor(world: World, payments: number, lanes: number): Promise<number> {
  const privateKey = createPrivateKey(world.credentials.wechatpay.merchantPrivateKey)
  const publicKey = createPublicKey(privateKey)
  const pool = new pg.Pool({ connectionString: world.databaseUrl, max: 8 })
  pool.on('error', () => {})
  await pool.query('create schema if not exists floor')
  await pool.query(FLOOR_TABLES)

  const run = `f${Date.now().toString(36)}`
  const startedAt = performance.now()
  await inParallel(payments, lanes, async (index) => {
    const id = `${run}-${index}`
    // Checkout.
    await commit(pool, [
      insert('idempotency', id),
      insert('checkouts', id),
      insert('orders', id),
      insert('items', id),
      insert('story', id),
    ])
    await pool.query(complete('idempotency', id))
    // Attempt: the intent, the call, the answer.
    await pool.query(insert('idempotency', `${id}-a`))
    await commit(pool, [insert('attempts', id), insert('story', id), touch('checkouts', id)])
    await signedExchange(privateKey, publicKey, `/v3/pay/transactions/native/${id}`)
    await commit(pool, [
      touch('attempts', id),
      insert('story', id),
      insert('story', id),
      touch('checkouts', id),
    ])
    await pool.query(complete('idempotency', `${id}-a`))
    // The notice, and everything that it means.
    await signedNotice(privateKey, publicKey, world.credentials.wechatpay.apiV3Key, id)
    await commit(pool, [
      insert('notices', id),
      touch('attempts', id),
      touch('checkouts', id),
      insert('transfers', id),
      insert('story', id),
      insert('story', id),
      insert('story', id),
      insert('outbox', id),
    ])
  })
  const seconds = (performance.now() - startedAt) / 1_000
  await pool.end()
  return seconds
}

/** A request signed by the merchant and checked by the institution, its answer signed and checked the other way. */
async function signedExchange(privateKey: KeyObject, publicKey: KeyObject, target: string): Promise<void> {
  const nonce = randomBytes(16).toString('hex')
  const timestampSeconds = Math.floor(Date.now() / 1_000)
  const request = requestMessage({ method: 'POST', target, timestampSeconds, nonce, body: BODY })
  check(verifyMessage(request, await signMessage(request, privateKey), publicKey))
  const response = responseMessage({ timestampSeconds, nonce, body: BODY })
  check(verifyMessage(response, await signMessage(response, privateKey), publicKey))
}

async function signedNotice(
  privateKey: KeyObject,
  publicKey: KeyObject,
  apiV3Key: string,
  id: string,
): Promise<void> {
  const sealNonce = randomBytes(6).toString('hex')
  const sealed = sealAead(JSON.stringify({ id, body: BODY }), apiV3Key, sealNonce, 'transaction')
  const message = responseMessage({
    timestampSeconds: Math.floor(Date.now() / 1_000),
    nonce: randomBytes(16).toString('hex'),
    body: JSON.stringify(sealed),
  })
  check(verifyMessage(message, await signMessage(message, privateKey), publicKey))
  openAead(sealed, apiV3Key, sealNonce, 'transaction')
}

function check(verified: boolean): void {
  if (!verified) throw new Error('a signature of the floor does not verify')
}

const BODY = JSON.stringify({
  mchid: '1900000001',
  description: '龙井茶',
  amount: { total: 12_800, currency: 'CNY' },
})
const ROW = JSON.stringify({ filler: 'x'.repeat(240) })

type Statement = { name: string; text: string; values: unknown[] }
const TABLES = [
  'idempotency',
  'checkouts',
  'orders',
  'items',
  'attempts',
  'notices',
  'transfers',
  'story',
  'outbox',
]
const FLOOR_TABLES = TABLES.map(
  (table) => `create table if not exists floor.${table} (
    id text not null, seq bigint generated always as identity, at timestamptz not null, data jsonb not null,
    touched integer not null default 0, primary key (id, seq))`,
).join(';')

const insert = (table: string, id: string): Statement => ({
  name: `i-${table}`,
  text: `insert into floor.${table} (id, at, data) values ($1, $2, $3)`,
  values: [id, new Date(), ROW],
})
const touch = (table: string, id: string): Statement => ({
  name: `t-${table}`,
  text: `update floor.${table} set touched = touched + 1 where id = $1`,
  values: [id],
})
const complete = touch

async function commit(pool: pg.Pool, statements: readonly Statement[]): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    for (const statement of statements) await client.query(statement)
    await client.query('commit')
  } finally {
    client.release()
  }
}
