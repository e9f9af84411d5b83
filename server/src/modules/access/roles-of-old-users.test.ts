import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { MIGRATIONS_FOLDER } from '../../migrations-folder.js'
import { migrate } from '../../platform/db/index.js'
import { createTestDatabase, type TestDatabase } from '../../platform/testing/index.js'

let database: TestDatabase
let before: string

beforeAll(async () => {
  database = await createTestDatabase()
  await database.db.sql`drop schema public cascade`
  await database.db.sql`create schema public`
  before = await mkdtemp(join(tmpdir(), 'hutong-before-roles-'))
  for (const name of await readdir(MIGRATIONS_FOLDER))
    if (name < '0005') await cp(join(MIGRATIONS_FOLDER, name), join(before, name))
})
afterAll(async () => {
  await rm(before, { recursive: true })
  await database.drop()
})

it('people who were there before roles keep all that they could do; sellers get none', async () => {
  await migrate(database.url, before)
  const { sql } = database.db
  await sql`insert into merchants (id, name, created_at) values ('m1', '茶铺', now())`
  await sql`
    insert into users (id, realm, username, merchant_id, password_hash, created_at)
    values ('us_1', 'console', 'operator', null, '', now()), ('us_2', 'workbench', 'bo', 'm1', '', now())`
  await migrate(database.url, MIGRATIONS_FOLDER)
  expect([...(await sql`select username, role from users order by username`)]).toEqual([
    { username: 'bo', role: null },
    { username: 'operator', role: 'admin' },
  ])
})
