import { createHash } from 'node:crypto'
import { chmod, chown, cp, mkdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { CannotStart } from '../config/index.js'
import type { Log } from '../log/index.js'
import type { Binaries } from './binaries.js'

/** PostgreSQL refuses to run as root; then it runs as this user instead. Undefined: as ourselves. */
export interface User {
  readonly uid: number
  readonly gid: number
}

export interface Place {
  /** The database cluster's own folder. */
  readonly pgData: string
  readonly user: User | undefined
}

const FALL_BACK_BASES = ['/var/lib/hutong', join(tmpdir(), 'hutong')]
const NOBODY: User = { uid: 65_534, gid: 65_534 }

/** Every folder in which the cluster of this data folder may be: the folder itself first. */
export function possiblePlaces(dataFolder: string): string[] {
  const name = createHash('sha256').update(resolve(dataFolder)).digest('hex').slice(0, 12)
  return [dataFolder, ...FALL_BACK_BASES.map((base) => join(base, name))].map((folder) =>
    join(folder, 'postgres'),
  )
}

/** Decides where the cluster is and as whom it runs, and makes the folder above it. */
export async function choosePlace(dataFolder: string, log: Log): Promise<Place> {
  await makeFolder(dataFolder)
  if (process.getuid?.() !== 0) return { pgData: join(dataFolder, 'postgres'), user: undefined }

  const usual = await databaseUser()
  for (const pgData of possiblePlaces(dataFolder)) {
    // A cluster that a person started before they became root still belongs to that person.
    const owner = await stat(pgData).catch(() => undefined)
    const user = owner !== undefined && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : usual
    await mkdir(dirname(pgData), { recursive: true, mode: 0o755 }).catch(() => {})
    if (!(await canReach(dirname(pgData), user)) || !(await canGive(dirname(pgData), user))) continue
    if (dirname(pgData) !== resolve(dataFolder))
      log.warn(
        { folder: pgData },
        `PostgreSQL cannot run as root, and its user cannot reach ${dataFolder}: the data is kept in ${pgData}`,
      )
    return { pgData, user }
  }
  throw new CannotStart(
    `以 root 身份运行时，数据库需要换用其他用户，但该用户无法进入 ${dataFolder}，也没有可用的备用目录。请用 HUTONG_DATA 指定其他目录，或改用普通用户运行。`,
    `As root the database must run as another user, who can reach neither ${dataFolder} nor a folder to fall back on. Name another folder in HUTONG_DATA, or run as an ordinary user.`,
  )
}

/** The programs where their user can run them: copied once when they were installed below a private home. */
export async function reachableBinaries(binaries: Binaries, { user, pgData }: Place): Promise<Binaries> {
  if (user === undefined || (await canReach(join(binaries.folder, 'bin'), user))) return binaries
  const folder = join(dirname(pgData), `postgresql-${binaries.version}`)
  if (
    await stat(folder).then(
      () => false,
      () => true,
    )
  ) {
    const draft = `${folder}.${process.pid}`
    await cp(binaries.folder, draft, { recursive: true, verbatimSymlinks: true })
    // Renamed when whole: a copy that was cut off must not be taken for the programs.
    await rename(draft, folder).catch(() => rm(draft, { recursive: true, force: true }))
  }
  return { ...binaries, folder }
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
    const probe = join(folder, `.writable-${process.pid}`)
    await mkdir(probe)
    await rm(probe, { recursive: true })
  } catch (cause) {
    throw new CannotStart(
      `无法写入数据目录 ${folder}(${(cause as NodeJS.ErrnoException).code})。请检查权限，或用 HUTONG_DATA 指定其他目录。`,
      `The data folder ${folder} cannot be written to (${(cause as NodeJS.ErrnoException).code}). Check its permissions, or name another folder in HUTONG_DATA.`,
      { cause },
    )
  }
}

async function databaseUser(): Promise<User> {
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '')
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] =
      passwd
        .split('\n')
        .find((line) => line.startsWith(`${name}:`))
        ?.split(':') ?? []
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) }
  }
  return NOBODY
}

/** Whether the user may enter the folder and every folder above it. */
async function canReach(folder: string, user: User): Promise<boolean> {
  let path = await realpath(folder).catch(() => undefined)
  while (path !== undefined) {
    const { mode, uid, gid } = await stat(path)
    const enter = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001
    if ((mode & enter) === 0) return false
    path = dirname(path) === path ? undefined : dirname(path)
  }
  return true
}

/** Whether a folder here can be given away: shared and mounted folders often cannot. */
async function canGive(folder: string, user: User): Promise<boolean> {
  const probe = join(folder, `.owner-${process.pid}`)
  try {
    await mkdir(probe, { mode: 0o700 })
    await chown(probe, user.uid, user.gid)
    await chmod(probe, 0o700)
    const { uid, mode } = await stat(probe)
    return uid === user.uid && (mode & 0o777) === 0o700
  } catch {
    return false
  } finally {
    await rm(probe, { recursive: true, force: true })
  }
}
