import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startWorld, type World } from '../flows/support/index.js'
import type { Call } from './support/caller.js'
import { signInOperator, signInPerson } from './support/office.js'

type Role = (typeof ROLES)[number]
const ROLES = ['viewer', 'support', 'operator', 'finance', 'admin'] as const

/** Every call of the console, and who may make it: a new one is written here, or this file fails. */
const WHO_MAY: Readonly<Record<string, readonly Role[]>> = {
  'GET /me': ROLES,
  'GET /overview': ROLES,
  'GET /search': ROLES,
  'GET /checkouts': ROLES,
  'GET /checkouts/:checkoutId': ROLES,
  'GET /checkouts/:checkoutId/story': ROLES,
  'GET /checkouts/:checkoutId/transfers': ROLES,
  'POST /checkouts/:checkoutId/attempts/:attemptId/recheck': ['support', 'operator', 'finance', 'admin'],
  'GET /refunds': ROLES,
  'POST /refunds/:refundId/retry': ['operator', 'finance', 'admin'],
  'GET /accounts': ROLES,
  'GET /accounts/:code/transfers': ROLES,
  'GET /notices': ROLES,
  'GET /webhook-deliveries': ROLES,
  'POST /webhook-deliveries/:id/replay': ['support', 'operator', 'admin'],
  'GET /webhook-endpoints': ROLES,
  'POST /webhook-endpoints/:id/enable': ['operator', 'admin'],
  'POST /webhook-endpoints/:id/disable': ['operator', 'admin'],
  'GET /api-keys': ROLES,
  'POST /api-keys': ['admin'],
  'DELETE /api-keys/:id': ['admin'],
  'GET /users': ROLES,
  'POST /users': ['admin'],
  'POST /users/:id/role': ['admin'],
  'POST /users/:id/enable': ['admin'],
  'POST /users/:id/disable': ['admin'],
  'GET /audit': ROLES,
  'GET /audit/:id': ROLES,
  'POST /audit/:id/roll-back': ['support', 'operator', 'finance', 'admin'],
  'GET /capabilities': ROLES,
  'POST /capabilities': ['operator', 'admin'],
  'POST /capabilities/:id/change': ['operator', 'admin'],
  'POST /capabilities/:id/submit': ['operator', 'admin'],
  'POST /capabilities/:id/withdraw': ['operator', 'admin'],
  'POST /capabilities/:id/record': ['operator', 'admin'],
  'POST /capabilities/:id/check': ['support', 'operator', 'admin'],
  'GET /terms': ROLES,
  'GET /terms/:seq/diff': ROLES,
  'GET /terms/:seq/agreements': ROLES,
  'POST /terms': ['operator', 'admin'],
  'POST /terms/:seq/change': ['operator', 'admin'],
  'POST /terms/:seq/publish': ['operator', 'admin'],
  'POST /terms/:seq/withdraw': ['operator', 'admin'],
  'GET /launches/:launchId/batches': ROLES,
  'POST /launches/:launchId/batches': ['operator', 'admin'],
  'POST /launches/:launchId/batches/preview': ['operator', 'admin'],
  'POST /batches/:batchId/start': ['operator', 'admin'],
  'POST /batches/:batchId/pause': ['operator', 'admin'],
  'POST /batches/:batchId/resume': ['operator', 'admin'],
  'POST /batches/:batchId/cancel': ['operator', 'admin'],
  'GET /launches/:launchId/merchants': ROLES,
  'POST /launches/:launchId/merchants/:merchantId/suspend': ['operator', 'admin'],
  'POST /launches/:launchId/merchants/:merchantId/restore': ['operator', 'admin'],
  'GET /launches': ROLES,
  'GET /launches/:id': ROLES,
  'GET /launches/:id/versions': ROLES,
  'GET /launches/:id/chart': ROLES,
  'POST /launches': ['operator', 'admin'],
  'POST /launches/:id/change': ['operator', 'admin'],
  'POST /launches/:id/roll-back': ['operator', 'admin'],
  'POST /launches/:id/go-live': ['operator', 'admin'],
  'POST /launches/:id/halt': ['operator', 'admin'],
  'POST /launches/:id/resume': ['operator', 'admin'],
  'POST /launches/:id/end': ['operator', 'admin'],
  'POST /launches/:id/open-to-everyone': ['operator', 'admin'],
  'POST /launches/:id/schedule/start': ['operator', 'admin'],
  'POST /launches/:id/schedule/pause': ['operator', 'admin'],
  'POST /launches/:id/schedule/resume': ['operator', 'admin'],
  'GET /method-policy': ROLES,
  'POST /method-policy': ['operator', 'admin'],
  'GET /alerts': ROLES,
  'POST /alerts/:id/seen': ['support', 'operator', 'finance', 'admin'],
  'GET /sub-merchants': ROLES,
  'GET /sub-merchants/:merchantId/:institution': ROLES,
  'POST /sub-merchants': ['operator', 'admin'],
  'POST /sub-merchants/:merchantId/:institution/submit': ['operator', 'admin'],
  'POST /sub-merchants/:merchantId/:institution/withdraw': ['operator', 'admin'],
  'POST /sub-merchants/:merchantId/:institution/record': ['operator', 'admin'],
  'POST /sub-merchants/:merchantId/:institution/check': ['support', 'operator', 'admin'],
  'POST /application-files': ['operator', 'admin'],
  'GET /explain': ROLES,
  'POST /explain': ROLES,
  // What no route answers.
  'GET /*': ROLES,
}

let world: World
const calls = new Map<Role, Call>()

beforeAll(async () => {
  world = await startWorld()
  const admin = await signInOperator(world)
  for (const role of ROLES) calls.set(role, await signInPerson(world, admin, role))
}, 60_000)
afterAll(() => world.end())

it('has no call that the table does not know', async () => {
  const { body } = await calls.get('admin')!<{ calls: string[] }>('GET', '/console/api/me')
  expect(body.calls.map((call) => call.replace('/console/api', '')).sort()).toEqual(
    Object.keys(WHO_MAY).sort(),
  )
})

it('is what the pages call: a button that they hide behind a call is behind one that there is', async () => {
  const source = await readFile(new URL('../../../web/console/src/calls.ts', import.meta.url), 'utf8')
  const calls = [...source.matchAll(/'((?:POST|DELETE) [^']+)'/g)].map(([, call]) => call)
  expect(calls.length).toBeGreaterThan(5)
  expect(calls.filter((call) => !(call! in WHO_MAY))).toEqual([])
})

it.each(ROLES)('lets the %s do what the table says and nothing else', async (role) => {
  const call = calls.get(role)!
  const may: string[] = []
  for (const one of Object.keys(WHO_MAY)) {
    const [method, path] = one.split(' ') as ['GET' | 'POST' | 'DELETE', string]
    // Nothing of that name exists: whoever may call is answered that, or that the body is missing, and nothing changes.
    const answer = await call<{ code?: string }>(
      method,
      `/console/api${path.replace(/:\w+|\*/g, 'nothing')}`,
      method === 'POST' ? { body: {} } : {},
    )
    if (answer.body.code === 'role_not_allowed') expect(answer.status).toBe(403)
    else may.push(one)
  }
  expect(may).toEqual(Object.keys(WHO_MAY).filter((one) => WHO_MAY[one]!.includes(role)))
  const { body } = await call<{ calls: string[] }>('GET', '/console/api/me')
  expect(body.calls.map((one) => one.replace('/console/api', '')).sort()).toEqual(may.toSorted())
})
