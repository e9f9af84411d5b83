import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createManualClock } from '../../platform/clock/index.js'
import { createHttp, type HttpServer } from '../../platform/http/index.js'
import { createLog } from '../../platform/log/index.js'
import { createVault } from '../../platform/secrets/index.js'
import { createTestDatabase, type TestDatabase } from '../../platform/testing/index.js'
import { ACCESS_REFUSALS, createAccess, onlyRoles, signedInOf } from './index.js'

const HOUR_MS = 3_600_000
const PASSWORD = 'correct horse battery'
const clock = createManualClock(new Date('2026-11-22T00:00:00Z'))
const masterKey = Buffer.alloc(32, 1)

let database: TestDatabase
let access: ReturnType<typeof createAccess>
let http: HttpServer
let url: string

beforeAll(async () => {
  database = await createTestDatabase()
  const { db } = database
  access = createAccess({ db, clock, vault: createVault(masterKey) })
  http = await createHttp({
    log: createLog({ level: 'silent' }),
    catalogs: [ACCESS_REFUSALS],
    api: { title: 'Tea', version: '1', description: 'Tea.' },
  })
  access.guard(http, { publicUrl: 'https://pay.example' })
  for (const realm of ['workbench', 'console'])
    http.get(`/${realm}/api/me`, { schema: { hide: true } }, async (request) => signedInOf(request))
  http.post('/console/api/change', { config: onlyRoles('operator'), schema: { hide: true } }, async () => ({
    changed: true,
  }))
  url = await http.listen({ port: 0, host: '127.0.0.1' })
  await db.sql`insert into merchants (id, name, created_at) values ('m1', '茶铺', ${clock.now()})`
  const ann = { realm: 'console', username: 'ann', merchantId: null, role: 'operator' } as const
  await access.registerUser({ ...ann, password: PASSWORD })
  const bo = { realm: 'workbench', username: 'bo', merchantId: 'm1', role: null } as const
  await access.registerUser({ ...bo, password: PASSWORD })
})
afterAll(async () => {
  await http.close()
  await database.drop()
})
beforeEach(async () => {
  await database.db.sql`delete from sign_in_failures`
})

const OURS = { 'x-requested-with': 'hutong' }

async function signIn(username: string, password: string, realm = 'console', headers: object = OURS) {
  const answer = await fetch(`${url}/${realm}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ username, password }),
  })
  const setCookie = answer.headers.get('set-cookie') ?? ''
  return {
    status: answer.status,
    body: await answer.json(),
    setCookie,
    cookie: setCookie.split(';')[0] ?? '',
  }
}
const me = (cookie: string, realm = 'console') => fetch(`${url}/${realm}/api/me`, { headers: { cookie } })

// Each try, here and below, hashes a password, which costs a tenth of a second by design.
describe('signing in', { timeout: 60_000 }, () => {
  it('gives a cookie that scripts and other sites cannot use', async () => {
    const { status, setCookie, cookie } = await signIn('ann', PASSWORD)
    expect(status).toBe(200)
    for (const mark of ['HttpOnly', 'SameSite=Strict', 'Secure', 'Path=/console'])
      expect(setCookie).toContain(mark)
    expect(await (await me(cookie)).json()).toMatchObject({
      username: 'ann',
      realm: 'console',
      merchantId: null,
      role: 'operator',
    })
    const rows = await database.db.sql`select * from sessions`
    expect(JSON.stringify(rows)).not.toContain(cookie.split('=')[1])
  })

  it('does not tell a wrong name from a wrong password', async () => {
    const wrongName = await signIn('nobody', PASSWORD)
    const wrongPassword = await signIn('ann', 'wrong')
    const { requestId: _one, ...nameBody } = wrongName.body as Record<string, unknown>
    const { requestId: _other, ...passwordBody } = wrongPassword.body as Record<string, unknown>
    expect(wrongName.status).toBe(401)
    expect(nameBody).toEqual(passwordBody)
  })

  it('takes as long for a name that does not exist', async () => {
    const took = async (username: string) => {
      const startMs = performance.now()
      await signIn(username, 'wrong')
      return performance.now() - startMs
    }
    // The quickest of several in turn: a busy machine only ever makes a try slower, and hardly every one of a name's.
    const known: number[] = []
    const unknown: number[] = []
    for (let times = 0; times < 4; times += 1) {
      known.push(await took('ann'))
      unknown.push(await took('nobody'))
    }
    // A skipped hash would take a hundredth.
    expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) / 4)
  })

  it('belongs to one realm', async () => {
    expect((await signIn('ann', PASSWORD, 'workbench')).status).toBe(401)
    const { cookie } = await signIn('bo', PASSWORD, 'workbench')
    expect(await (await me(cookie, 'workbench')).json()).toMatchObject({ merchantId: 'm1' })
    const value = cookie.split('=')[1]
    expect((await me(`hutong_console=${value}`)).status).toBe(401)
  })

  it('is limited: after eight failures the right password is refused too, until the window ends', async () => {
    for (let count = 0; count < 8; count += 1) expect((await signIn('ann', 'wrong')).status).toBe(401)
    const full = await signIn('ann', PASSWORD)
    expect(full).toMatchObject({ status: 429, body: { code: 'too_many_sign_ins' } })
    // Another name from the same address is not hurt yet.
    expect((await signIn('bo', PASSWORD, 'workbench')).status).toBe(200)
    clock.advance(16 * 60_000)
    expect((await signIn('ann', PASSWORD)).status).toBe(200)
  })

  it('needs the header that another site cannot send', async () => {
    expect((await signIn('ann', PASSWORD, 'console', {})).body).toMatchObject({ code: 'not_from_our_page' })
    const { cookie } = await signIn('ann', PASSWORD)
    const change = (headers: Record<string, string>) =>
      fetch(`${url}/console/api/change`, { method: 'POST', headers: { cookie, ...headers } })
    expect((await change({})).status).toBe(403)
    expect((await change(OURS)).status).toBe(200)
  })
})

describe('a session', { timeout: 60_000 }, () => {
  it('slides while it is used, and ends when it is not', async () => {
    const { cookie } = await signIn('ann', PASSWORD)
    for (let times = 0; times < 3; times += 1) {
      clock.advance(7 * HOUR_MS)
      expect((await me(cookie)).status).toBe(200)
    }
    clock.advance(9 * HOUR_MS)
    expect((await me(cookie)).status).toBe(401)
  })

  it('ends after a week, however much it is used', async () => {
    const { cookie } = await signIn('ann', PASSWORD)
    let hours = 0
    while ((await me(cookie)).status === 200) {
      clock.advance(7 * HOUR_MS)
      hours += 7
    }
    expect(hours).toBeGreaterThan(6 * 24)
    expect(hours).toBeLessThanOrEqual(7 * 24 + 7)
  })

  it('ends with sign-out, also for a copy of the cookie', async () => {
    const { cookie } = await signIn('ann', PASSWORD)
    await fetch(`${url}/console/api/sign-out`, { method: 'POST', headers: { cookie, ...OURS } })
    expect((await me(cookie)).status).toBe(401)
  })

  it('is needed for every address of the realm, also for unknown cookies', async () => {
    expect((await me('')).status).toBe(401)
    expect((await me('hutong_console=forged')).status).toBe(401)
  })

  it('is pruned when it has ended', async () => {
    clock.advance(8 * 24 * HOUR_MS)
    for (const work of access.dueWork()) await work.find(500)
    expect((await database.db.sql`select 1 from sessions`).count).toBe(0)
  })
})

describe('the demo', { timeout: 60_000 }, () => {
  it('has the same people and key at every start, none of them in plain', async () => {
    const seed = { masterKey, merchantIds: ['m1'] }
    const first = await access.seedDemo(seed)
    expect(await access.seedDemo(seed)).toEqual(first)
    expect((await signIn(first.operator.username, first.operator.password)).status).toBe(200)
    const [seller] = first.sellers
    expect((await signIn(seller?.username ?? '', seller?.password ?? '', 'workbench')).status).toBe(200)
    const rows = await database.db.sql`
      select to_jsonb(users)::text as row from users union all select to_jsonb(api_keys)::text from api_keys`
    for (const secret of [first.apiKey, first.operator.password, seller?.password ?? ''])
      expect(JSON.stringify(rows)).not.toContain(secret)
  })

  it('has other secrets under another master key', async () => {
    const other = await access.seedDemo({ masterKey: Buffer.alloc(32, 2), merchantIds: [] })
    expect(other.apiKey).not.toBe((await access.seedDemo({ masterKey, merchantIds: [] })).apiKey)
  })
})
