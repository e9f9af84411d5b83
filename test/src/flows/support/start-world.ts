import type { Sandbox } from 'hutong-sandbox'
import {
  createTestDatabase,
  type PlatformProcess,
  startPlatformProcess,
  startSandboxInProcess,
  type TestDatabase,
} from '../../support/index.js'
import { findComplaints } from './books.js'
import { createShop, type Shop } from './shop.js'

export interface WorldOptions {
  /** How long the platform waits for an institution. */
  readonly timeoutMs?: number
  readonly env?: Readonly<Record<string, string>>
  readonly seed?: number
}

/** Institutions, a database, the platform as its own process, and a marketplace that uses it. */
export interface World {
  readonly sandbox: Sandbox
  readonly database: TestDatabase
  readonly shop: Shop
  /** The process that runs now. */
  platform(): PlatformProcess
  /** Starts the platform again, at the same address, after it was killed. */
  restart(env?: Readonly<Record<string, string>>): Promise<void>
  /** One more process on the same database, at an address of its own. */
  startAnother(): Promise<{ platform: PlatformProcess; shop: Shop }>
  /**
   * As if hours went by for the rows that wait for their next look or for a dead process's lease; only for those that
   * have not moved since, where a time is given.
   */
  letWaitsEnd(notMovedSince?: Date): Promise<void>
  /** What does not add up between our books and the institutions' own records; empty when all does. */
  complaints(): Promise<string[]>
  end(): Promise<void>
}

export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const sandbox = await startSandboxInProcess(options.seed === undefined ? {} : { seed: options.seed })
  const database = await createTestDatabase()
  const timeoutMs = options.timeoutMs ?? 4_000
  const credentials = {
    wechatpay: { ...sandbox.credentials.wechatpay, timeoutMs },
    alipay: { ...sandbox.credentials.alipay, timeoutMs },
  }
  const started: PlatformProcess[] = []
  const start = async (env: Readonly<Record<string, string>> = {}): Promise<PlatformProcess> => {
    const platform = await startPlatformProcess({
      databaseUrl: database.url,
      credentials,
      env: { HUTONG_LOG: 'warn', ...env },
    })
    started.push(platform)
    return platform
  }
  const shopAt = ({ url, demo }: PlatformProcess): Shop =>
    createShop({ url, apiKey: demo?.apiKey ?? '', sandbox })

  let platform = await start(options.env)
  const shop = shopAt(platform)
  await shop.openStalls()

  return {
    sandbox,
    database,
    shop,
    platform: () => platform,
    async restart(env = {}) {
      platform = await start({ HUTONG_PORT: new URL(platform.url).port, ...env })
    },
    async startAnother() {
      const another = await start()
      return { platform: another, shop: shopAt(another) }
    },
    async letWaitsEnd(notMovedSince = new Date()) {
      const { sql } = database.db
      await sql`update attempts set due_at = now() where due_at is not null and moved_at <= ${notMovedSince}`
      await sql`
        update refunds set due_at = now()
        where due_at is not null and state <> 'abnormal' and moved_at <= ${notMovedSince}`
      await sql`
        update checkouts set due_at = now() where due_at is not null and state = 'closing'`
    },
    complaints: () => findComplaints(database.db, sandbox.control),
    async end() {
      await Promise.all(started.map((one) => one.stop()))
      await sandbox.stop()
      await database.drop()
    },
  }
}
