import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createLog } from '@hutong/server/platform/log'
import { startEmbeddedPostgres } from '@hutong/server/platform/postgres'

/** What a benchmark runs against: a database of its own, and the real programs as processes of their own. */
export interface World {
  readonly databaseUrl: string
  readonly platformUrl: string
  readonly homeUrl: string
  readonly apiKey: string
  readonly credentials: Credentials
  readonly demo: Demo
  /** One more platform on the same database; where it is. */
  startAnother(): Promise<string>
  stop(): Promise<void>
}

/** Who may sign in. */
export interface Demo {
  readonly apiKey: string
  readonly console: { readonly username: string; readonly password: string }
  readonly sellers: readonly {
    readonly merchantId: string
    readonly username: string
    readonly password: string
  }[]
}

export interface Credentials {
  readonly wechatpay: {
    readonly baseUrl: string
    readonly mchid: string
    readonly appid: string
    readonly apiV3Key: string
    readonly merchantPrivateKey: string
    readonly merchantSerial: string
  }
}

const fileOf = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))

export async function startWorld(platformEnv: Readonly<Record<string, string>> = {}): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'hutong-bench-'))
  const postgres = await startEmbeddedPostgres({ dataFolder: folder, log: createLog({ level: 'error' }) })
  const children: ChildProcess[] = []
  const start = async <Ready>(path: string, env: Record<string, string>): Promise<Ready> => {
    const child = fork(fileOf(path), [], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    children.push(child)
    const [ready] = (await once(child, 'message')) as [Ready]
    return ready
  }

  const sandbox = await start<{ homeUrl: string }>('sandbox/dist/main.js', {
    HUTONG_SANDBOX_PORT: '0',
    HUTONG_SANDBOX_WECHATPAY_PORT: '0',
    HUTONG_SANDBOX_ALIPAY_PORT: '0',
    HUTONG_SANDBOX_DATA: join(folder, 'sandbox'),
  })
  const credentials = (await (await fetch(`${sandbox.homeUrl}/credentials`)).json()) as Credentials
  const startPlatform = () =>
    start<{ url: string; demo: Demo }>('server/dist/main.js', {
      HUTONG_PORT: '0',
      HUTONG_LOG: 'error',
      HUTONG_DEMO: '1',
      HUTONG_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
      HUTONG_INSTITUTIONS: JSON.stringify(credentials),
      DATABASE_URL: postgres.url,
      ...platformEnv,
    })
  const platform = await startPlatform()
  return {
    databaseUrl: postgres.url,
    platformUrl: platform.url,
    homeUrl: sandbox.homeUrl,
    apiKey: platform.demo.apiKey,
    credentials,
    demo: platform.demo,
    startAnother: async () => (await startPlatform()).url,
    async stop() {
      for (const child of children.reverse()) {
        child.kill('SIGTERM')
        if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      }
      await postgres.stop()
      await rm(folder, { recursive: true, force: true })
      await rm(postgres.folder, { recursive: true, force: true })
    },
  }
}
