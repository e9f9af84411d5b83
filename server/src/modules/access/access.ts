import type { Clock } from '../../platform/clock/index.js'
import type { Db, Tx } from '../../platform/db/index.js'
import type { DueWork } from '../../platform/due/index.js'
import type { HttpServer } from '../../platform/http/index.js'
import type { Vault } from '../../platform/secrets/index.js'
import { answerOnce } from './answer-once.js'
import { createApiKey, listApiKeys, revokeApiKey } from './api-keys.js'
import { changeRole, switchUser } from './change-user.js'
import { guardMarketplaceApi } from './guard-marketplace.js'
import { type CallsOfRoles, guardRoles } from './guard-roles.js'
import { guardSessions } from './guard-sessions.js'
import { pruneIntentions } from './idempotency.js'
import type { Place } from './page-cursor.js'
import { refuseUnstorableText } from './refuse-unstorable.js'
import type { Role } from './roles.js'
import { type DemoSeed, seedDemoAccess } from './seed-demo.js'
import { pruneSessions } from './sessions.js'
import { pruneSignInFailures } from './sign-in.js'
import { listUsers, type NewUser, registerUser, type UserFilter } from './users.js'

export type Access = ReturnType<typeof createAccess>

/** Who may call: API keys of the marketplace, sessions of people, and each intention once. */
export function createAccess(deps: { readonly db: Db; readonly clock: Clock; readonly vault: Vault }) {
  const { db, clock } = deps
  const calls: CallsOfRoles = new Map()
  return {
    /** Call before any route is added: guards every route below /v1/, /workbench/api/ and /console/api/. */
    guard(http: HttpServer, options: { readonly publicUrl: string }): void {
      refuseUnstorableText(http)
      answerOnce(http, deps)
      guardMarketplaceApi(http, deps)
      guardSessions(http, { ...deps, ...options })
      guardRoles(http, calls)
    },
    /** The calls of the console that this role may make, as `POST /console/api/api-keys`. */
    callsOf: (role: Role | null): string[] =>
      [...calls].filter(([, roles]) => role !== null && roles.includes(role)).map(([call]) => call),
    createApiKey: (label: string, on: Pick<Db, 'sql'> = db) => createApiKey(on, clock, label),
    listApiKeys: () => listApiKeys(db),
    revokeApiKey: (id: string, on: Pick<Db, 'sql'> = db) => revokeApiKey(on, clock, id),
    registerUser: (user: NewUser, alsoInCommit?: (tx: Tx, userId: string) => Promise<unknown>) =>
      registerUser(db, clock, user, alsoInCommit),
    listUsers: (filter: UserFilter, page: { readonly before: Place | null; readonly limit: number }) =>
      listUsers(db, filter, page),
    changeRole,
    switchUser: (tx: Tx, userId: string, to: 'enabled' | 'disabled') => switchUser(tx, clock, userId, to),
    seedDemo: (seed: DemoSeed) => seedDemoAccess(db, clock, seed),
    dueWork: (): DueWork[] => [
      {
        name: 'access.prune-idempotency-keys',
        everyMs: 10 * 60_000,
        limit: 500,
        find: (limit) => pruneIntentions(db, clock, limit),
      },
      {
        name: 'access.prune-sessions',
        everyMs: 10 * 60_000,
        limit: 500,
        find: (limit) => pruneSessions(db, clock, limit),
      },
      {
        name: 'access.prune-sign-in-failures',
        everyMs: 10 * 60_000,
        limit: 500,
        find: (limit) => pruneSignInFailures(db, clock, limit),
      },
    ],
  }
}
