import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  createTestDatabase,
  type PlatformProcess,
  startPlatformProcess,
  type TestDatabase,
} from '../support/index.js'

let database: TestDatabase
let platform: PlatformProcess
const PASSWORD = 'a long enough one'

const signIn = (password: string) =>
  fetch(`${platform.url}/console/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-requested-with': 'hutong' },
    body: JSON.stringify({ username: 'operator', password }),
  })

beforeAll(async () => {
  database = await createTestDatabase()
  const env = { HUTONG_DEMO: '0', HUTONG_OPERATOR_PASSWORD: PASSWORD }
  platform = await startPlatformProcess({ databaseUrl: database.url, env })
}, 60_000)
afterAll(async () => {
  await platform.stop()
  await database.drop()
})

it('a platform without the demo has the operator that its first start names, and nobody else', async () => {
  expect((await signIn(PASSWORD)).status).toBe(200)
  expect((await signIn('another one, also long')).status).toBe(401)
  const people = await database.db.sql`select realm, username, role from users`
  expect([...people]).toEqual([{ realm: 'console', username: 'operator', role: 'admin' }])
  const log = await database.db
    .sql`select actor_name as name, action, subject_name as subject from audit_entries`
  expect([...log]).toEqual([{ name: 'HUTONG_OPERATOR_PASSWORD', action: 'user.add', subject: 'operator' }])
  expect(platform.log()).not.toContain(PASSWORD)
})
