import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type DemoMerchant, startPlatform } from './index.js'
import { CannotStart, readConfig } from './platform/config/index.js'
import { PostgresTooOld } from './platform/db/index.js'
import { createLog } from './platform/log/index.js'
import { startEmbeddedPostgres } from './platform/postgres/index.js'
import { loadMasterKey } from './platform/secrets/index.js'

// The signatures of institutions are made in libuv's threads: more threads than cores only take turns.
process.env.UV_THREADPOOL_SIZE ??= '4'

try {
  await main()
} catch (error) {
  process.stderr.write(`${error instanceof CannotStart ? error.message : String((error as Error).stack)}\n`)
  process.exit(1)
}

async function main(): Promise<void> {
  const config = readConfig(process.env)
  const log = createLog({ level: config.logLevel })
  const masterKey = await loadMasterKey({
    env: config.masterKey,
    file: config.databaseUrl === undefined ? join(config.dataFolder, 'master.key') : undefined,
  })
  const postgres =
    config.databaseUrl === undefined
      ? await startEmbeddedPostgres({ dataFolder: config.dataFolder, log })
      : undefined

  const platform = await startPlatform({
    databaseUrl: config.databaseUrl ?? postgres?.url ?? '',
    masterKey,
    host: config.host,
    port: config.port,
    ...(config.publicUrl === undefined ? {} : { publicUrl: config.publicUrl }),
    log,
    institutions: config.institutions,
    webhookAllow: config.webhookAllow,
    ...(config.operatorPassword === undefined ? {} : { operatorPassword: config.operatorPassword }),
    ...(config.demo ? { demo: await readDemo() } : {}),
  }).catch(async (error: unknown) => {
    await postgres?.stop()
    throw explain(error, config.port, config.databaseUrl !== undefined)
  })

  let stopping = false
  const stop = async (): Promise<void> => {
    if (stopping) return
    stopping = true
    await platform.stop()
    await postgres?.stop()
    process.exit(0)
  }
  process.on('SIGINT', () => void stop())
  process.on('SIGTERM', () => void stop())
  // Started by another process: when that one is gone, nobody can stop this one any more.
  process.on('disconnect', () => void stop())
  process.send?.({ ready: true, url: platform.url, demo: platform.demo })
  log.info({ url: platform.url }, 'the platform is ready')
}

async function readDemo() {
  const file = process.env.HUTONG_DEMO_MERCHANTS
  const merchants = file === undefined ? [] : (JSON.parse(await readFile(file, 'utf8')) as DemoMerchant[])
  const { HUTONG_DEMO_WEBHOOK_URL: webhookUrl = null, HUTONG_DEMO_LAUNCH: launch } = process.env
  return { merchants, webhookUrl, launch: launch === '1' }
}

function explain(error: unknown, port: number, ownDatabase: boolean): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE') {
    return new CannotStart(
      `端口 ${port} 已被占用。请停止占用它的程序，或用 HUTONG_PORT 换一个端口。`,
      `Port ${port} is taken: stop what uses it, or choose another with HUTONG_PORT.`,
    )
  }
  if (
    ownDatabase &&
    ['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', '28P01', '3D000', '28000'].includes(code ?? '')
  ) {
    return new CannotStart(
      '连接不上 DATABASE_URL 指定的数据库。请确认它在运行，并检查主机、端口、用户、密码和库名。',
      'The database in DATABASE_URL cannot be reached: make sure that it runs, and check host, port, user, password and name.',
    )
  }
  if (error instanceof PostgresTooOld) {
    return new CannotStart(
      `DATABASE_URL 指定的 PostgreSQL 版本是 ${error.version}，需要 15 或更新版本。`,
      `The PostgreSQL in DATABASE_URL is ${error.version}; 15 or newer is needed.`,
    )
  }
  return error
}
