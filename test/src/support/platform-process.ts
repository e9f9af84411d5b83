import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePorts } from './free-ports.js'

const MAIN = fileURLToPath(new URL('../../../server/dist/main.js', import.meta.url))
const STOP_WITHIN_MS = 15_000

export interface PlatformProcessOptions {
  readonly databaseUrl: string
  /** What the sandbox's GET /credentials answers. */
  readonly credentials?: unknown
  readonly env?: Readonly<Record<string, string>>
}

/** What the platform says when it is ready. */
export interface Demo {
  readonly apiKey: string
  readonly webhookSecret: string
  readonly workbench: { readonly username: string; readonly password: string }
  readonly console: { readonly username: string; readonly password: string }
  readonly sellers: readonly {
    readonly merchantId: string
    readonly username: string
    readonly password: string
  }[]
}

export interface PlatformProcess {
  readonly url: string
  readonly demo: Demo | undefined
  readonly child: ChildProcess
  /** Everything it has written so far. */
  log(): string
  /** Settles when it is gone, however that came about. */
  readonly exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  /** As when the power fails. */
  kill(): Promise<void>
  stop(): Promise<void>
}

// The same key for all, so that a second process opens what a first one sealed.
const MASTER_KEY = Buffer.alloc(32, 11).toString('base64')

/** The real program: `node server/dist/main.js` with its own port, on the given database. */
export async function startPlatformProcess(options: PlatformProcessOptions): Promise<PlatformProcess> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'hutong-platform-'))
  const [port] = await freePorts(1)
  const child = fork(MAIN, [], {
    env: {
      ...process.env,
      // Not a port that the kernel may give away while a killed platform is being started again on it.
      HUTONG_PORT: String(port),
      HUTONG_LOG: 'info',
      HUTONG_DEMO: '1',
      HUTONG_WEBHOOK_ALLOW: '127.0.0.1,localhost,::1',
      HUTONG_MASTER_KEY: MASTER_KEY,
      HUTONG_DATA: dataFolder,
      DATABASE_URL: options.databaseUrl,
      ...(options.credentials === undefined
        ? {}
        : { HUTONG_INSTITUTIONS: JSON.stringify(options.credentials) }),
      ...options.env,
    },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let log = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      log += text
    })
  // After its streams have ended, so that its last words are in the log.
  const exited = once(child, 'close').then(async ([code, signal]) => {
    await rm(dataFolder, { recursive: true, force: true })
    return { code: code as number | null, signal: signal as NodeJS.Signals | null }
  })
  // A test that dies must not leave its platform behind.
  const killWithUs = () => child.kill('SIGKILL')
  process.once('exit', killWithUs)
  void exited.finally(() => process.off('exit', killWithUs))

  const ready = await Promise.race([
    readyMessage(child),
    exited.then(({ code, signal }) => {
      throw new Error(`the platform ended before it was ready (${signal ?? code}):\n${log}`)
    }),
  ])
  return {
    url: ready.url,
    demo: ready.demo,
    child,
    log: () => log,
    exited,
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS)
      await exited
      clearTimeout(timer)
    },
  }
}

async function readyMessage(child: ChildProcess): Promise<{ url: string; demo: Demo | undefined }> {
  for (;;) {
    const [message] = (await once(child, 'message')) as [{ ready?: boolean; url: string; demo?: Demo }]
    if (message.ready === true) return { url: message.url, demo: message.demo }
  }
}
