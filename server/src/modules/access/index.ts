export { type Access, createAccess } from './access.js'
export type { ApiKey } from './api-keys.js'
export {
  AmountMinor,
  Currency,
  Id,
  IdempotencyKeyHeader,
  listOf,
  oneOf,
  oneOfOrNull,
  orNull,
  PageQuery,
  pageOf,
  ref,
  refOrNull,
  Time,
} from './api-schema.js'
export { answer, marketplaceCall, refused } from './describe-call.js'
export { refuseRole } from './guard-roles.js'
export { merchantOf, signedInOf } from './guard-sessions.js'
export { registerHealthRoutes } from './health-routes.js'
export type { Intention } from './idempotency.js'
export { type Place, readCursor, toPage, writeCursor } from './page-cursor.js'
export { ACCESS_REFUSALS } from './refusals.js'
export { onlyRoles, ROLES, type Role } from './roles.js'
export { type DemoAccess, deriveDemoSecret } from './seed-demo.js'
export type { SignedIn } from './sessions.js'
export { conditionOfUser, type Realm, type User } from './users.js'
