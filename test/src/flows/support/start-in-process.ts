import { type Platform, startPlatform } from '@hutong/server'
import { createLog } from '@hutong/server/platform/log'
import type { Sandbox } from 'hutong-sandbox'
import {
  createTestDatabase,
  enterApplicationGateway,
  startSandboxInProcess,
  type TestDatabase,
  until,
} from '../../support/index.js'
import { findComplaints } from './books.js'
import { createShop, type Shop } from './shop.js'

/** The platform inside the test, with the institutions' clock for its own: time goes where the test wants it. */
export interface TimedWorld {
  readonly sandbox: Sandbox
  readonly database: TestDatabase
  readonly shop: Shop
  platform(): Pick<Platform, 'url' | 'demo' | 'runner'>
  /** Moves the time of both sides, and lets everything that came due be done. */
  advance(ms: number): Promise<void>
  /** Everything that is due now. */
  drain(): Promise<void>
  /**
   * Time goes on in steps until it is so. Afterwards nothing is under way, and this process knows of what was changed:
   * a change that is read in its tables may not yet be in the rulebook that it keeps in memory.
   */
  until(what: string, isSo: () => Promise<boolean>, stepMs?: number): Promise<void>
  complaints(): Promise<string[]>
  end(): Promise<void>
}

export interface TimedWorldOptions {
  readonly timeoutMs?: number
  /** Alipay tells the platform what no payment's own address is told; otherwise it finds out by asking. */
  readonly applicationGateway?: boolean
}

export async function startTimedWorld(options: TimedWorldOptions = {}): Promise<TimedWorld> {
  const sandbox = await startSandboxInProcess()
  const database = await createTestDatabase()
  const timeoutMs = options.timeoutMs ?? 4_000
  const platform = await startPlatform({
    databaseUrl: database.url,
    masterKey: Buffer.alloc(32, 11),
    host: '127.0.0.1',
    port: 0,
    log: createLog({ level: 'error' }),
    clock: { now: () => new Date(sandbox.clock.nowMs()) },
    institutions: {
      wechatpay: { ...sandbox.credentials.wechatpay, timeoutMs },
      alipay: { ...sandbox.credentials.alipay, timeoutMs },
      reviewDesk: sandbox.credentials.reviewDesk,
    },
    demo: { merchants: [], webhookUrl: null },
  })
  const shop = createShop({ url: platform.url, apiKey: platform.demo?.apiKey ?? '', sandbox })
  await shop.openStalls()
  if (options.applicationGateway === true)
    await enterApplicationGateway(sandbox.homeUrl, sandbox.credentials.alipay.appId, platform.url)
  const advance = (ms: number): Promise<void> => {
    sandbox.control.setClock({ advanceMs: ms })
    return platform.runner.drain()
  }
  return {
    sandbox,
    database,
    shop,
    platform: () => platform,
    advance,
    drain: () => platform.runner.drain(),
    async until(what, isSo, stepMs = 0) {
      let looked = false
      await until(what, async () => {
        if (looked) await advance(stepMs)
        looked = true
        return isSo()
      })
      await platform.runner.drain()
    },
    complaints: () => findComplaints(database.db, sandbox.control),
    async end() {
      await platform.stop()
      await sandbox.stop()
      await database.drop()
    },
  }
}
