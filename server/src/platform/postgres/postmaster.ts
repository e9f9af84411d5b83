import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chown, mkdir, open, readFile, readlink, realpath, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { platform, tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Binaries, program } from './binaries.js'
import type { Place } from './place.js'

/** Where a running cluster can be spoken to: a socket's folder, or loopback where there are no sockets. */
export interface Address {
  readonly host: string
  readonly port: number
}

const DEFAULT_PORT = 5432
// The system's limit of 107 bytes, less "/.s.PGSQL.5432".
const LONGEST_SOCKET_FOLDER = 90
const LOG_FILE = 'hutong.log'

/** What the cluster's postmaster.pid says, when there is one. */
export async function readPidFile(pgData: string): Promise<(Address & { pid: number }) | undefined> {
  const text = await readFile(join(pgData, 'postmaster.pid'), 'utf8').catch(() => '')
  const [pid, , , port, socketFolder, host] = text.split('\n').map((line) => line.trim())
  if (!pid || !port || !(socketFolder || host)) return undefined
  return { pid: Number(pid), port: Number(port), host: socketFolder || host || '' }
}

/**
 * Removes a postmaster.pid whose number belongs to another program by now (after a restart of the machine or the
 * container, numbers begin again) or to a dead one that nobody has waited for: PostgreSQL would refuse to start.
 */
export async function clearStalePidFile(pgData: string): Promise<void> {
  const found = await readPidFile(pgData)
  if (found !== undefined && !(await isPostmasterOf(pgData, found.pid)))
    await rm(join(pgData, 'postmaster.pid'), { force: true })
}

export async function isPostmasterOf(pgData: string, pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  if (platform() === 'linux') {
    // A postmaster's working folder is its data folder; a dead process has none.
    const folder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined)
    return folder !== undefined && folder === (await realpath(pgData).catch(() => undefined))
  }
  if (platform() === 'win32') return true
  const { stdout } = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({
    stdout: '',
  }))
  return stdout.includes('postgres')
}

export async function chooseAddress({ pgData, user }: Place): Promise<Address> {
  if (platform() === 'win32') return { host: '127.0.0.1', port: await freePort() }
  if (Buffer.byteLength(pgData) <= LONGEST_SOCKET_FOLDER) return { host: pgData, port: DEFAULT_PORT }
  const host = socketFolder(pgData)
  await mkdir(host, { recursive: true, mode: 0o700 })
  if (user !== undefined) await chown(host, user.uid, user.gid)
  return { host, port: DEFAULT_PORT }
}

/** Where the socket is when the cluster's path is too long for one. */
export function socketFolder(pgData: string): string {
  return join(tmpdir(), `hutong-socket-${createHash('sha256').update(pgData).digest('hex').slice(0, 12)}`)
}

export type Settings = Readonly<Record<string, string>>

const SETTINGS: Settings = {
  // Said again although it is the default: what is acknowledged must survive the power.
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  // Short statements only: compiling them costs more than it saves.
  jit: 'off',
}

export async function spawnPostmaster(
  binaries: Binaries,
  { pgData, user }: Place,
  address: Address,
  settings: Settings,
): Promise<ChildProcess> {
  const where =
    address.host === '127.0.0.1'
      ? { listen_addresses: address.host }
      : { listen_addresses: '', unix_socket_directories: address.host, unix_socket_permissions: '0700' }
  const all = { ...SETTINGS, ...where, port: String(address.port), ...settings }
  const logFile = await open(join(pgData, LOG_FILE), 'a', 0o600)
  try {
    const child = spawn(
      program(binaries, 'postgres'),
      ['-D', pgData, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      {
        ...user,
        cwd: binaries.folder,
        env: { LC_ALL: 'C', PATH: process.env.PATH },
        stdio: ['ignore', logFile.fd, logFile.fd],
        // Its own group: Ctrl-C is for us, and the database must be there until we have finished with it.
        detached: true,
      },
    )
    // Failing to run at all shows as an exit without ever being reachable.
    child.on('error', () => {})
    child.unref()
    return child
  } finally {
    await logFile.close()
  }
}

export async function lastLogLines(pgData: string): Promise<string> {
  const text = await readFile(join(pgData, LOG_FILE), 'utf8').catch(() => '')
  return text.trim().split('\n').slice(-3).join(' ')
}

/** Ends the cluster in good order whoever started it; connections that are still open are cut. */
export async function stopPostmaster(binaries: Binaries, { pgData, user }: Place): Promise<void> {
  const stop = (mode: 'fast' | 'immediate') =>
    promisify(execFile)(program(binaries, 'pg_ctl'), ['stop', '-D', pgData, '-m', mode, '-w', '-t', '20'], {
      ...user,
      cwd: binaries.folder,
      env: { LC_ALL: 'C' },
    })
  const isGone = async () => {
    const found = await readPidFile(pgData)
    return found === undefined || !(await isPostmasterOf(pgData, found.pid))
  }
  await stop('fast').catch(async () => {
    // Immediate leaves the recovery to the next start; nothing that was committed is lost.
    if (!(await isGone())) await stop('immediate')
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        resolve(typeof address === 'object' && address !== null ? address.port : DEFAULT_PORT),
      )
    })
  })
}
