import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePorts } from '../support/index.js'

const SCRIPTS = fileURLToPath(new URL('../../../scripts', import.meta.url))

/** A machine's worth of ports and a data folder of one's own, so that a start disturbs nobody. */
export interface Corner {
  readonly env: Readonly<Record<string, string>>
  readonly dataFolder: string
  clear(): Promise<void>
}

export async function makeCorner(): Promise<Corner> {
  const folder = await mkdtemp(join(tmpdir(), 'hutong-start-'))
  const names = [
    'HUTONG_PORT',
    'HUTONG_SANDBOX_PORT',
    'HUTONG_SANDBOX_WECHATPAY_PORT',
    'HUTONG_SANDBOX_ALIPAY_PORT',
    'MALL_PORT',
  ]
  const ports = await freePorts(names.length)
  const env = Object.fromEntries(names.map((name, at) => [name, String(ports[at])]))
  const dataFolder = join(folder, 'data')
  return {
    env: { ...env, HUTONG_DATA: dataFolder },
    dataFolder,
    clear: () => rm(folder, { recursive: true, force: true }),
  }
}

export interface Script {
  readonly child: ChildProcess
  output(): string
  readonly exited: Promise<number | null>
}

/** `node scripts/<name>.mjs`, as npm runs it. */
export function runScript(name: string, env: Readonly<Record<string, string>>): Script {
  const child = spawn(process.execPath, [join(SCRIPTS, `${name}.mjs`)], {
    env: { ...process.env, DATABASE_URL: '', HUTONG_MASTER_KEY: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  const exited = once(child, 'close').then(([code]) => code as number | null)
  return { child, output: () => output, exited }
}
