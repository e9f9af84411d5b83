import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { CannotStart } from '../config/index.js'
import { SUPERUSER } from './make-cluster.js'
import type { Address } from './postmaster.js'

// One arbitrary number for "this Hutong process owns the embedded database".
const OWNER_LOCK = 7_236_118
const DATABASE = 'hutong'
const OWNER_GONE_WITHIN_MS = 2_000
const ASK_EVERY_MS = 50

/** Nothing listens, or what listens is still starting or already stopping. */
const NOT_YET = ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', '57P03', '57P01', '57P02']

/** A superuser's connection, or undefined while there is nothing to connect to. */
export async function connectSuperuser(address: Address, password: string): Promise<pg.Client | undefined> {
  const client = new pg.Client({
    ...address,
    user: SUPERUSER,
    password,
    database: 'postgres',
    application_name: 'hutong-owner',
    connectionTimeoutMillis: 10_000,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    return client
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (NOT_YET.includes(code ?? '') || /terminated unexpectedly/.test(message)) return undefined
    throw error
  }
}

/**
 * The owner holds a lock inside the database for as long as its connection lives: when it is killed the lock is gone
 * with it, and a second start sees for certain whether the first one is still alive. False: another process is the owner.
 */
export async function takeOwnership(client: pg.Client): Promise<boolean> {
  const askedAtMs = Date.now()
  for (;;) {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [
      OWNER_LOCK,
    ])
    if (rows[0]?.mine === true) return true
    // That an owner was killed this very moment is noticed by its server a little later.
    if (Date.now() - askedAtMs > OWNER_GONE_WITHIN_MS) return false
    await pause(ASK_EVERY_MS)
  }
}

/** The platform's own role, which is no superuser, and its database. Returns the address to use. */
export async function makeDatabase(client: pg.Client, address: Address, password: string): Promise<string> {
  const { rows } = await client.query<{ role: boolean; database: boolean }>(
    `select exists (select from pg_roles where rolname = '${DATABASE}') as role,
            exists (select from pg_database where datname = '${DATABASE}') as database`,
  )
  // The password is hexadecimal digits of our own making; neither statement takes parameters.
  if (rows[0]?.role !== true)
    await client.query(`create role ${DATABASE} login createdb password '${password}'`)
  if (rows[0]?.database !== true) await client.query(`create database ${DATABASE} owner ${DATABASE}`)
  const url = new URL(`postgres://${DATABASE}:${password}@localhost:${address.port}/${DATABASE}`)
  url.searchParams.set('host', address.host)
  return url.href
}

export function inUse(folder: string): CannotStart {
  return new CannotStart(
    `另一个 Hutong 进程正在使用数据目录 ${folder}。请先停止它，或用 HUTONG_DATA 指定其他目录。`,
    `Another Hutong process is using the data folder ${folder}. Stop it first, or name another folder in HUTONG_DATA.`,
  )
}
