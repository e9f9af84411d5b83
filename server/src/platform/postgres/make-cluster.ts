import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chown, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { CannotStart } from '../config/index.js'
import { type Binaries, program } from './binaries.js'
import type { Place } from './place.js'

export const SUPERUSER = 'postgres'
const PASSWORD_FILE = 'hutong.password'

export async function clusterExists(pgData: string): Promise<boolean> {
  try {
    await stat(join(pgData, 'PG_VERSION'))
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw new CannotStart(
      `无法读取数据库目录 ${pgData}:它属于其他用户。请用创建它的用户运行，或用 HUTONG_DATA 指定其他目录。`,
      `The database folder ${pgData} cannot be read: it belongs to another user. Run as the user who made it, or name another folder in HUTONG_DATA.`,
      { cause: error },
    )
  }
}

/** The password beside the data: whoever can read it could read the data anyway. */
export async function clusterPassword(pgData: string): Promise<string> {
  return (await readFile(join(pgData, PASSWORD_FILE), 'utf8')).trim()
}

/**
 * Makes an empty cluster beside its place and renames it there: it exists whole or not at all, whenever the process is
 * killed, and of two starts at once one finds the other's.
 */
export async function makeCluster(binaries: Binaries, { pgData, user }: Place): Promise<void> {
  const draft = `${pgData}.new-${randomBytes(4).toString('hex')}`
  const passwordFile = `${draft}.password`
  try {
    await mkdir(draft, { mode: 0o700 })
    await writeFile(passwordFile, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600 })
    if (user !== undefined) for (const path of [draft, passwordFile]) await chown(path, user.uid, user.gid)
    await runInitdb(binaries, user, [
      `--pgdata=${draft}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // The same order of texts on every machine, whatever languages its system has.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--data-checksums',
      '--no-instructions',
    ])
    await rename(passwordFile, join(draft, PASSWORD_FILE))
    await rename(draft, pgData)
    await syncFolder(dirname(pgData))
  } catch (error) {
    const taken = ['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')
    if (!taken) throw error
  } finally {
    await rm(passwordFile, { force: true })
    await rm(draft, { recursive: true, force: true })
  }
}

async function runInitdb(binaries: Binaries, user: Place['user'], args: string[]): Promise<void> {
  const initdb = program(binaries, 'initdb')
  try {
    // initdb looks at its working folder, which its user may not be able to enter.
    await promisify(execFile)(initdb, args, { ...user, cwd: binaries.folder, env: { LC_ALL: 'C' } })
  } catch (cause) {
    const said = ((cause as { stderr?: string }).stderr || (cause as Error).message)
      .trim()
      .split('\n')
      .slice(-3)
    throw new CannotStart(
      `无法创建内置数据库：${said.join(' ')}。也可以用 DATABASE_URL 指定自己的 PostgreSQL。`,
      `The embedded database cannot be made: ${said.join(' ')}. You can also name your own PostgreSQL in DATABASE_URL.`,
      { cause },
    )
  }
}

async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder.
  const handle = await open(folder, 'r').catch(() => undefined)
  await handle?.sync().catch(() => {})
  await handle?.close()
}
