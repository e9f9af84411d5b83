import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Two sandboxes on one folder would overwrite each other's journal. */
export class DataFolderInUse extends Error {
  constructor(folder: string, pid: number) {
    super(
      `数据目录 ${folder} 正被进程 ${pid} 的沙箱使用：请先停止它，或用 HUTONG_SANDBOX_DATA 换一个目录。 ` +
        `The data folder is in use by the sandbox of process ${pid}: stop that one first, or choose another folder with HUTONG_SANDBOX_DATA.`,
    )
  }
}

// Inside a container every start may get the same process id: our own id in a file we did not write is stale.
const held = new Set<string>()

/** Takes the folder for this process; a lock whose process is gone is taken over. Returns the release. */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, 'sandbox.pid')
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' })
      held.add(path)
      return () => {
        held.delete(path)
        rmSync(path, { force: true })
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const pid = Number(readFileSync(path, 'utf8'))
      if (pid === process.pid ? held.has(path) : isAlive(pid)) throw new DataFolderInUse(folder, pid)
      rmSync(path, { force: true })
    }
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
