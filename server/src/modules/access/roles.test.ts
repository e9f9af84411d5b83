import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createManualClock } from '../../platform/clock/index.js'
import { createHttp, type HttpServer } from '../../platform/http/index.js'
import { createLog } from '../../platform/log/index.js'
import { isRefusal } from '../../platform/refusal/index.js'
import { createVault } from '../../platform/secrets/index.js'
import { createTestDatabase, type TestDatabase } from '../../platform/testing/index.js'
import { ACCESS_REFUSALS, createAccess, onlyRoles, type Role } from './index.js'

const PASSWORD = 'correct horse battery'
const OURS = { 'x-requested-with': 'hutong', 'content-type': 'application/json' }
const clock = createManualClock(new Date('2026-11-22T00:00:00Z'))

let database: TestDatabase
let access: ReturnType<typeof createAccess>
let http: HttpServer
let url: string

beforeAll(async () => {
  database = await createTestDatabase()
  access = createAccess({ db: database.db, clock, vault: createVault(Buffer.alloc(32, 1)) })
  http = await createGuarded()
  const hidden = { schema: { hide: true } }
  http.get('/console/api/leaves', hidden, async () => ({ leaves: 3 }))
  http.get('/console/api/till', { config: onlyRoles('finance'), ...hidden }, async () => ({ fen: 5 }))
  http.post('/console/api/pour', { config: onlyRoles('support'), ...hidden }, async () => ({ poured: true }))
  url = await http.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  await http.close()
  await database.drop()
})

async function createGuarded(): Promise<HttpServer> {
  const server = await createHttp({
    log: createLog({ level: 'silent' }),
    catalogs: [ACCESS_REFUSALS],
    api: { title: 'Tea', version: '1', description: 'Tea.' },
  })
  access.guard(server, { publicUrl: 'http://pay.example' })
  return server
}

let count = 0
async function addPerson(role: Role): Promise<{ id: string; username: string }> {
  count += 1
  const username = `${role}${count}`
  const made = await access.registerUser({
    realm: 'console',
    username,
    password: PASSWORD,
    merchantId: null,
    role,
  })
  if (isRefusal(made)) throw new Error(made.refusal)
  return { id: made.userId, username }
}

const post = (path: string, body?: unknown, cookie = '') =>
  fetch(`${url}/console/api${path}`, {
    method: 'POST',
    headers: { ...OURS, cookie },
    body: JSON.stringify(body ?? {}),
  })
const get = (path: string, cookie: string) => fetch(`${url}/console/api${path}`, { headers: { cookie } })

async function signIn(username: string): Promise<string> {
  const answer = await post('/sign-in', { username, password: PASSWORD })
  return answer.headers.get('set-cookie')?.split(';')[0] ?? ''
}

describe('a route of the console', { timeout: 60_000 }, () => {
  it('that changes something and does not say for whom ends the start', async () => {
    const starting = await createGuarded()
    const schema = { hide: true }
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
      expect(() =>
        starting.route({ method, url: '/console/api/careless', schema, handler: async () => ({}) }),
      ).toThrow(`${method} /console/api/careless changes something and does not say who may`)
  })

  it('is for the roles that it names and for the admin; reading is for everybody unless it says', async () => {
    const answers: Record<string, number[]> = {}
    for (const role of ['viewer', 'support', 'operator', 'finance', 'admin'] as const) {
      const cookie = await signIn((await addPerson(role)).username)
      const called = [
        await get('/leaves', cookie),
        await get('/till', cookie),
        await post('/pour', {}, cookie),
      ]
      answers[role] = called.map(({ status }) => status)
    }
    expect(answers).toEqual({
      viewer: [200, 403, 403],
      support: [200, 403, 200],
      operator: [200, 403, 403],
      finance: [200, 200, 403],
      admin: [200, 200, 200],
    })
  })

  it('names in its refusal who may', async () => {
    const cookie = await signIn((await addPerson('viewer')).username)
    expect(await (await post('/pour', {}, cookie)).json()).toMatchObject({
      code: 'role_not_allowed',
      details: { role: 'viewer', allowed: 'support, admin' },
    })
    const head = await fetch(`${url}/console/api/till`, { method: 'HEAD', headers: { ...OURS, cookie } })
    expect(head.status).toBe(403)
  })

  it('is listed for the roles that may call it, and for a seller not at all', () => {
    expect(access.callsOf('support')).toEqual(['GET /console/api/leaves', 'POST /console/api/pour'])
    expect(access.callsOf('admin')).toHaveLength(3)
    expect(access.callsOf(null)).toEqual([])
  })
})

describe('a person', { timeout: 60_000 }, () => {
  it('has the new role at once, in a session that is open', async () => {
    const { id, username } = await addPerson('viewer')
    const cookie = await signIn(username)
    expect((await post('/pour', {}, cookie)).status).toBe(403)
    await database.db.tx((tx) => access.changeRole(tx, id, 'support'))
    expect((await post('/pour', {}, cookie)).status).toBe(200)
  })

  it('who is disabled is out at once, and hears why only with the right password', async () => {
    const { id, username } = await addPerson('support')
    const cookie = await signIn(username)
    await database.db.tx((tx) => access.switchUser(tx, id, 'disabled'))
    expect((await get('/leaves', cookie)).status).toBe(401)
    const right = await post('/sign-in', { username, password: PASSWORD })
    expect([right.status, await right.json()]).toMatchObject([403, { code: 'user_disabled' }])
    const wrong = await post('/sign-in', { username, password: 'a guess' })
    expect([wrong.status, await wrong.json()]).toMatchObject([401, { code: 'sign_in_failed' }])
    await database.db.tx((tx) => access.switchUser(tx, id, 'enabled'))
    expect((await get('/leaves', cookie)).status).toBe(401)
    expect((await get('/leaves', await signIn(username))).status).toBe(200)
  })

  it('is one of the console or of a merchant: SQL itself says so', async () => {
    const insert = (realm: string, role: string | null) => database.db.sql`
      insert into users (id, realm, username, merchant_id, role, password_hash, created_at)
      values ('us_x', ${realm}, 'x', null, ${role}, '', now())`
    await expect(insert('console', null)).rejects.toThrow('users_role_by_realm')
    await expect(insert('console', 'emperor')).rejects.toThrow('users_role_check')
  })
})

describe('the last admin', { timeout: 60_000 }, () => {
  it('stays: of two who take the role from each other at once, one is refused', async () => {
    await database.db.sql`update users set role = 'viewer' where realm = 'console'`
    const admins = [await addPerson('admin'), await addPerson('admin')]
    const results = await Promise.all(
      admins.map(({ id }) => database.db.tx((tx) => access.changeRole(tx, id, 'viewer'))),
    )
    const refused = results.filter(isRefusal)
    expect(refused).toEqual([{ refusal: 'last_admin' }])
    const [left] = await database.db.sql<{ id: string }>`select id from users where role = 'admin'`
    expect(await database.db.tx((tx) => access.switchUser(tx, left?.id ?? '', 'disabled'))).toEqual({
      refusal: 'last_admin',
    })
    // Becoming what one is takes nothing away.
    expect(await database.db.tx((tx) => access.changeRole(tx, left?.id ?? '', 'admin'))).not.toHaveProperty(
      'refusal',
    )
  })

  it('is not held by one who is disabled: an admin who cannot sign in is none', async () => {
    await database.db.sql`update users set role = 'viewer' where realm = 'console'`
    const [one, other] = [await addPerson('admin'), await addPerson('admin')]
    await database.db.tx((tx) => access.switchUser(tx, one.id, 'disabled'))
    expect(await database.db.tx((tx) => access.changeRole(tx, other.id, 'viewer'))).toEqual({
      refusal: 'last_admin',
    })
  })
})
