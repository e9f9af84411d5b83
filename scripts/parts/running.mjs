import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dataFolder } from './tree.mjs'

const file = () => join(dataFolder, 'start.pid')

/** Notes that this process runs the programs of the data folder. */
export function noteRunning() {
  writeFileSync(file(), String(process.pid))
  process.once('exit', () => {
    if (existsSync(file()) && readFileSync(file(), 'utf8') === String(process.pid))
      rmSync(file(), { force: true })
  })
}

/** The number of a living `npm start` on the data folder; a number left behind by a killed one does not count. */
export function runningStart() {
  if (!existsSync(file())) return undefined
  const pid = Number(readFileSync(file(), 'utf8'))
  try {
    process.kill(pid, 0)
    if (process.platform === 'win32') return pid
    const command = execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
    return command.includes('start.mjs') ? pid : undefined
  } catch {
    return undefined
  }
}
