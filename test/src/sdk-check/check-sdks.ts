import { fork } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createClock, createSandboxClient, type Sandbox, startSandbox } from 'hutong-sandbox'
import { findBilledDay, ROLES } from './bench.js'
import { COLUMNS, type Column } from './columns.js'
import type { Result } from './operations.js'

export interface ColumnResult {
  column: Column
  /** Of the SDK as installed. */
  version: string
  results: Result[]
}

const AT_ONCE = 3

/** Tries every SDK in every way, each column in a process of its own. */
export async function checkSdks(): Promise<ColumnResult[]> {
  const found = new Map<Column, ColumnResult>()
  const waiting = [...COLUMNS]
  const work = async (): Promise<void> => {
    for (let column = waiting.shift(); column; column = waiting.shift())
      found.set(column, { column, version: versionOf(column.sdk), results: await checkAlone(column) })
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return COLUMNS.flatMap((column) => found.get(column) ?? [])
}

/** A sandbox for each column: its checks move the clock, and a payment code that another has shown would expire. */
async function checkAlone(column: Column): Promise<Result[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hutong-sdk-check-'))
  const clock = createClock()
  // Bills tell of days that are over.
  const billed = findBilledDay(Date.now())
  clock.restore({ mode: 'real', offsetMs: billed.noonMs - Date.now(), frozenAtMs: null })
  const sandbox = await startSandbox({
    // With the CA as a file: NODE_EXTRA_CA_CERTS takes a path.
    dataFolder: folder,
    noticeScale: 0.001,
    httpsPort: 0,
    proxyPort: 0,
    clock,
    wechatpayMerchants: [
      { mchid: ROLES.provider, kind: 'service_provider', name: '集市' },
      { mchid: ROLES.seller, kind: 'sub_merchant', name: '茶铺', providers: [ROLES.provider] },
      { mchid: ROLES.carrier, kind: 'direct', name: '送货行' },
    ],
  })
  try {
    await payOnce(sandbox)
    // SDKs sign with this machine's time.
    clock.advance(Date.now() - clock.nowMs())
    return await checkColumn(sandbox, column, billed.day)
  } finally {
    await sandbox.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** At each institution. */
async function payOnce({ homeUrl }: Sandbox): Promise<void> {
  const client = await createSandboxClient({ homeUrl })
  for (const institution of ['wechatpay', 'alipay'] as const) await client.play('paid', { institution })
  await client.stop()
}

function checkColumn(sandbox: Sandbox, column: Column, billDay: string): Promise<Result[]> {
  const env: NodeJS.ProcessEnv = { ...process.env }
  for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'ALL_PROXY', 'NODE_OPTIONS'] as const) {
    delete env[name]
    delete env[name.toLowerCase()]
  }
  const execArgv: string[] = []
  if (column.way === 'proxy') {
    env.HTTPS_PROXY = sandbox.proxyUrl ?? ''
    env.NODE_EXTRA_CA_CERTS = sandbox.caFile ?? ''
    execArgv.push('--import', import.meta.resolve('hutong-sandbox/proxy-agent'))
  }
  const entry = fileURLToPath(new URL('./check-column.js', import.meta.url))
  return new Promise((resolve) => {
    const child = fork(entry, [sandbox.homeUrl, column.name, billDay], {
      env,
      execArgv,
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    })
    let complaint = ''
    child.stderr?.on('data', (part) => {
      complaint += part
    })
    let results: Result[] | null = null
    child.once('message', (message) => {
      results = message as Result[]
    })
    child.once('close', (code) => {
      const because = `The process ended with ${code}: ${complaint.trim().slice(-500)}`
      resolve(results ?? [{ operation: '*', outcome: 'failed', because }])
    })
  })
}

/** Packages need not export their package.json: it is looked for above their entry. */
function versionOf(sdk: string): string {
  const entry = createRequire(import.meta.url).resolve(sdk)
  for (let folder = dirname(entry); folder !== dirname(folder); folder = dirname(folder)) {
    try {
      const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
        name?: string
        version?: string
      }
      if (name === sdk && version) return version
    } catch {
      // Not this folder.
    }
  }
  return '?'
}
