import { hkdfSync } from 'node:crypto'
import { createConnectors, createReviewDesks } from './create-connectors.js'
import { addDueWork } from './due-work.js'
import { MIGRATIONS_FOLDER } from './migrations-folder.js'
import { createAccess } from './modules/access/index.js'
import { type AttemptPolicy, DEFAULT_ATTEMPT_POLICY } from './modules/attempts/index.js'
import { createAudit } from './modules/audit/index.js'
import { createChanges, createCheckoutTokens } from './modules/checkouts/index.js'
import { allowStart, createRulebooks, hurryLook, loadRulebook } from './modules/launches/index.js'
import { giveBackSurplus, takeGivenBack } from './modules/refunds/index.js'
import { createWebhooks } from './modules/webhooks/index.js'
import type { PlatformDeps } from './parts.js'
import { type Clock, realClock } from './platform/clock/index.js'
import { connectDb, migrate } from './platform/db/index.js'
import { createRunner, type Runner } from './platform/due/index.js'
import { createHttp } from './platform/http/index.js'
import type { Log } from './platform/log/index.js'
import { createVault } from './platform/secrets/index.js'
import { registerFirstOperator } from './register-first-operator.js'
import { API, CATALOGS, registerRoutes } from './routes.js'
import { type DemoOptions, type SeededDemo, seedDemo } from './seed-demo.js'
import { seedInstitutions } from './seed-institutions.js'

export interface PlatformOptions {
  readonly databaseUrl: string
  readonly masterKey: Buffer
  readonly host: string
  /** 0 for any free port. */
  readonly port: number
  /** Where browsers and institutions reach this platform; the listening address when absent. */
  readonly publicUrl?: string
  readonly log: Log
  readonly clock?: Clock
  readonly policy?: Partial<AttemptPolicy>
  /** Institution accounts to seal and use: the shape of the sandbox's GET /credentials. */
  readonly institutions?: unknown
  /** Private addresses that webhooks may reach: hosts and CIDRs. */
  readonly webhookAllow?: readonly string[]
  /** Makes the console's first user, `operator`, when there is none of that name. */
  readonly operatorPassword?: string
  readonly demo?: DemoOptions
}

export interface Platform {
  readonly url: string
  readonly demo: SeededDemo | null
  /** Background work: for tests that move the clock themselves. */
  readonly runner: Runner
  /** Answers what is under way, begins nothing new, and lets go of the database. */
  stop(): Promise<void>
}

/** The one place where things are put together. */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const { log } = options
  const clock = options.clock ?? realClock
  await migrate(options.databaseUrl, MIGRATIONS_FOLDER)
  const db = connectDb({
    url: options.databaseUrl,
    onError: (error) => log.warn({ err: error }, 'a database connection ended'),
  })
  // With any free port the address is known once it is listened on; whoever needs it asks then.
  let listeningAt = ''
  const publicUrl = (): string => options.publicUrl ?? listeningAt

  const vault = createVault(options.masterKey)
  await seedInstitutions(db, vault, clock, options.institutions)
  const access = createAccess({ db, clock, vault })
  const audit = createAudit({ db, clock })
  const changes = createChanges(db, (error) => log.warn({ err: error }, 'a change was not announced'))
  const rulebooks = await createRulebooks({
    db,
    load: loadRulebook,
    onError: (error) => log.error({ err: error }, 'the rulebook could not be read anew'),
  })
  const book = await createConnectors(db, vault, clock)
  const desks = await createReviewDesks(db, vault, clock)
  const launches = { db, clock, log, book, rulebooks, vault, desks, publicUrl }
  const deps: PlatformDeps = {
    ...launches,
    changes,
    allowStart: (...wish) => allowStart(launches, ...wish),
    policy: { ...DEFAULT_ATTEMPT_POLICY, ...options.policy },
    tokens: createCheckoutTokens(deriveKey(options.masterKey, 'checkout tokens')),
    noticeUrl: (institution, accountId) => `${publicUrl()}/notices/${institution}/${accountId}`,
    giveBack: giveBackSurplus,
    takeGivenBack,
    hurryLook,
  }
  const webhooks = createWebhooks({ ...deps, vault, allow: options.webhookAllow ?? [] })
  const parts = { deps, access, audit, webhooks }

  const http = await createHttp({ log, catalogs: CATALOGS, api: API })
  access.guard(http, { publicUrl: options.publicUrl ?? 'http:' })
  await registerRoutes(http, parts)
  const runner = createRunner({ clock, log, db })
  addDueWork(runner, parts)
  const demo = options.demo === undefined ? null : await seedDemo(parts, options.masterKey, options.demo)

  if (options.operatorPassword !== undefined) await registerFirstOperator(parts, options.operatorPassword)

  await Promise.all([changes.start(), rulebooks.start()])
  listeningAt = await http.listen({ host: options.host, port: options.port })
  await runner.start()
  return {
    url: listeningAt,
    demo,
    runner,
    async stop() {
      await http.close()
      webhooks.stop()
      await runner.stop()
      await Promise.all([changes.stop(), rulebooks.stop()])
      await db.close()
    },
  }
}

/** A key of its own for each purpose, so that no two uses of the master key can be played against each other. */
function deriveKey(masterKey: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', masterKey, '', `hutong ${purpose}`, 32))
}
