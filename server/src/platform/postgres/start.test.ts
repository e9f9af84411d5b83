import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createLog } from '../log/index.js'
import { removeEmbeddedPostgres, startEmbeddedPostgres } from './index.js'
import { isPostmasterOf, readPidFile } from './postmaster.js'

const CHILD = fileURLToPath(new URL('../../../dist/platform/postgres/start.test-child.js', import.meta.url))
const isRoot = process.getuid?.() === 0
const NOBODY = { uid: 65_534, gid: 65_534 }

interface Said {
  readonly url?: string
  readonly folder?: string
  readonly refused?: string
  readonly message?: string
}
const children: ChildProcess[] = []

/** A process that starts the database and holds it; answers with what it said first. */
async function hold(dataFolder: string, user?: { uid: number; gid: number }) {
  const child = spawn(process.execPath, [CHILD, dataFolder], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
    ...user,
  })
  children.push(child)
  const logged: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    const said = JSON.parse(line) as Said & { log?: string }
    if (said.log === undefined) return { child, said, logged }
    logged.push(said.log)
  }
  throw new Error('the child said nothing')
}

async function kill(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}

async function query<Row extends object>(url: string | undefined, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Row>(text)).rows
  } finally {
    await client.end()
  }
}

let base: string
let dataFolder: string
let pgData: string
const runningPid = async () => (await readPidFile(pgData))?.pid ?? 0

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'hutong-pg-'))
  await chmod(base, 0o755)
  dataFolder = join(base, 'data')
  pgData = join(dataFolder, 'postgres')
})
afterEach(async () => {
  await Promise.all(children.splice(0).map(kill))
})
afterAll(async () => {
  await removeEmbeddedPostgres(dataFolder)
  await rm(base, { recursive: true, force: true })
})

describe('the embedded database', () => {
  it('is made once, keeps its data, and its role is no superuser', { timeout: 30_000 }, async () => {
    const log = createLog({ write: () => {} })
    const first = await startEmbeddedPostgres({ dataFolder, log })
    await query(first.url, 'create table kept (n int)')
    await query(first.url, 'insert into kept values (1)')
    await first.stop()
    expect(await readPidFile(pgData)).toBeUndefined()

    const second = await startEmbeddedPostgres({ dataFolder, log })
    expect(second.url).toBe(first.url)
    expect(await query(second.url, 'select n from kept')).toEqual([{ n: 1 }])
    const facts = await query(
      second.url,
      `select rolsuper, current_setting('fsync') as fsync, current_setting('data_checksums') as checksums,
              current_setting('listen_addresses') as tcp
         from pg_roles where rolname = current_user`,
    )
    expect(facts).toEqual([{ rolsuper: false, fsync: 'on', checksums: 'on', tcp: '' }])
    await second.stop()
    expect((await stat(pgData)).mode & 0o777).toBe(0o700)
  })

  it('is taken over when its owner was killed', async () => {
    const first = await hold(dataFolder)
    const pid = await runningPid()
    await query(first.said.url, 'insert into kept values (2)')
    await kill(first.child)
    expect(await isPostmasterOf(pgData, pid)).toBe(true)

    const second = await hold(dataFolder)
    expect(second.said.url).toBe(first.said.url)
    expect(await runningPid()).toBe(pid)
    expect(second.logged.join()).toContain('found the embedded database running')
    expect(await query(second.said.url, 'select n from kept order by n')).toEqual([{ n: 1 }, { n: 2 }])
  })

  it('starts again after it and its owner were killed together', { timeout: 20_000 }, async () => {
    const first = await hold(dataFolder)
    const pid = await runningPid()
    await query(first.said.url, 'insert into kept values (3)')
    process.kill(pid, 'SIGKILL')
    await kill(first.child)
    const second = await hold(dataFolder)
    expect(second.said.url).toBe(first.said.url)
    expect(await runningPid()).not.toBe(pid)
    expect(await query(second.said.url, 'select count(*)::int as n from kept')).toEqual([{ n: 3 }])
  })

  it('is started again when it dies under its owner', { timeout: 20_000 }, async () => {
    const { said } = await hold(dataFolder)
    const pid = await runningPid()
    process.kill(pid, 'SIGKILL')
    const count = () =>
      query<{ n: number }>(said.url, 'select count(*)::int as n from kept').then(
        ([row]) => row?.n,
        () => 'away',
      )
    await expect.poll(count, { timeout: 15_000 }).toBe(3)
    await expect.poll(runningPid).not.toBe(pid)
  })

  it('has one owner: a second start says who is in the way', { timeout: 30_000 }, async () => {
    const first = await hold(dataFolder)
    const second = await hold(dataFolder)
    expect(second.said).toMatchObject({
      refused: 'CannotStart',
      message: expect.stringContaining(dataFolder),
    })
    expect(await query(first.said.url, 'select 1 as one')).toEqual([{ one: 1 }])
    await expect(removeEmbeddedPostgres(dataFolder)).rejects.toThrow('is using the data folder')
  })

  it('stops in good order on Ctrl-C, which reaches the whole group', async () => {
    const { child } = await hold(dataFolder)
    const pid = await runningPid()
    const exited = once(child, 'exit')
    process.kill(-(child.pid ?? 0), 'SIGINT')
    expect(await exited).toEqual([0, null])
    // It takes its postmaster.pid away, which is what a stop waits for, a moment before it is gone itself.
    await expect.poll(() => isPostmasterOf(pgData, pid)).toBe(false)
    expect(await readFile(join(pgData, 'hutong.log'), 'utf8')).not.toMatch(/panic/i)
  })

  it('does not take another program for itself when the number in postmaster.pid was given out again', async () => {
    const { child, said } = await hold(dataFolder)
    const pidFile = await readFile(join(pgData, 'postmaster.pid'), 'utf8')
    const exited = once(child, 'exit')
    child.kill('SIGINT')
    await exited
    await writeFile(join(pgData, 'postmaster.pid'), pidFile.replace(/^\d+/, String(process.pid)))
    if (isRoot) {
      const { uid, gid } = await stat(pgData)
      await chown(join(pgData, 'postmaster.pid'), uid, gid)
    }
    const again = await hold(dataFolder)
    expect(again.said.url).toBe(said.url)
    expect(await runningPid()).not.toBe(process.pid)
  })

  it('is removed with its folder, and a server left behind is stopped first', {
    timeout: 30_000,
  }, async () => {
    const { child, said } = await hold(dataFolder)
    const pid = await runningPid()
    const owners = () =>
      query<{ pid: number }>(
        said.url,
        `select pid from pg_stat_activity where application_name = 'hutong-owner'`,
      )
    // As on a busy machine: the server has not noticed yet that the owner was killed.
    await expect.poll(async () => (await owners()).length).toBe(1)
    const [owner] = await owners()
    if (owner === undefined) throw new Error('the database has no owner')
    process.kill(owner.pid, 'SIGSTOP')
    await kill(child)
    const removed = removeEmbeddedPostgres(dataFolder)
    await expect.poll(async () => (await owners()).length).toBe(2)
    process.kill(owner.pid, 'SIGCONT')
    expect(await removed).toEqual([pgData])
    expect(await isPostmasterOf(pgData, pid)).toBe(false)
    await expect(stat(dataFolder)).rejects.toThrow('ENOENT')
  })
})

describe('a place for the embedded database', () => {
  it('is made by one of two starts at the same time', { timeout: 30_000 }, async () => {
    const folder = join(base, 'two')
    const both = await Promise.all([hold(folder), hold(folder)])
    const refused = both.filter(({ said }) => said.refused === 'CannotStart')
    const started = both.filter(({ said }) => said.url !== undefined)
    expect([refused.length, started.length]).toEqual([1, 1])
    await kill(started[0]?.child as ChildProcess)
    await removeEmbeddedPostgres(folder)
  })

  it('may have a path that is too long for a socket', { timeout: 30_000 }, async () => {
    const folder = join(base, 'long'.repeat(30))
    const { child, said } = await hold(folder)
    expect(await query(said.url, 'select 1 as one')).toEqual([{ one: 1 }])
    await kill(child)
    await removeEmbeddedPostgres(folder)
  })

  it('must be writable', async () => {
    const locked = join(base, 'locked')
    await mkdir(locked, { mode: 0o555 })
    const { said } = await hold(join(locked, 'data'), isRoot ? NOBODY : undefined)
    expect(said).toMatchObject({ refused: 'CannotStart', message: expect.stringContaining('EACCES') })
  })

  it.skipIf(!isRoot)(
    'may belong to an ordinary user, also when root starts it later',
    { timeout: 30_000 },
    async () => {
      const folder = join(base, 'ordinary')
      await mkdir(folder)
      await chown(folder, NOBODY.uid, NOBODY.gid)
      const ordinary = await hold(folder, NOBODY)
      expect(await query(ordinary.said.url, 'select 1 as one')).toEqual([{ one: 1 }])
      await kill(ordinary.child)
      const root = await hold(folder)
      expect(root.said.url).toBe(ordinary.said.url)
      await kill(root.child)
      await removeEmbeddedPostgres(folder)
    },
  )

  it.skipIf(!isRoot)(
    'is elsewhere when the database user cannot reach it, and says so',
    { timeout: 30_000 },
    async () => {
      const home = join(base, 'home')
      await mkdir(home, { mode: 0o700 })
      const folder = join(home, 'data')
      const { child, said, logged } = await hold(folder)
      expect(said.folder?.startsWith(base)).toBe(false)
      expect(logged.join()).toContain('the data is kept in')
      await kill(child)
      expect(await removeEmbeddedPostgres(folder)).toEqual([said.folder])
      await expect(stat(said.folder ?? '')).rejects.toThrow('ENOENT')
    },
  )
})
