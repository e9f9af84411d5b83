import { accessSync, constants, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { buildChanged } from './parts/build-steps.mjs'
import { startChild } from './parts/children.mjs'
import { checkPorts, portFrom } from './parts/ports.mjs'
import { noteRunning, runningStart } from './parts/running.mjs'
import { run, Sentence } from './parts/say.mjs'
import { dataFolder, inTree } from './parts/tree.mjs'
import { welcome } from './parts/welcome.mjs'

const children = []
let stopping = false

/** Last started, first stopped: the mall needs the platform, and the platform the institutions. */
async function stopAll() {
  stopping = true
  for (const child of children.toReversed()) await child.stop()
}

function stopOnSignal() {
  if (stopping) {
    for (const child of children) child.kill()
    process.exit(130)
  }
  console.log('\n正在停止…… Stopping…')
  stopAll().then(() => {
    console.log('已停止。 Stopped.')
    process.exit(0)
  })
}

/** Starts a program and waits until it is ready; from then on its end is the end of all. */
async function start(name, entry, env) {
  const child = startChild({ name, entry, env })
  children.push(child)
  const ready = await Promise.race([child.ready, child.exited.then(() => undefined)])
  if (stopping) return new Promise(() => {})
  if (ready === undefined) await giveUp(child, '没有启动成功', 'did not start')
  child.exited.then(() => {
    if (!stopping) giveUp(child, '意外退出', 'ended unexpectedly')
  })
  return ready
}

async function giveUp(child, zh, en) {
  const { code, signal } = await child.exited
  await stopAll()
  // A program that says itself what is wrong needs no more words than where the rest is written.
  if (child.lastWords.length > 0) console.error(`\n${child.lastWords.join('\n')}\n`)
  console.error(`${child.name} ${zh}(${signal ?? `退出码 ${code}`}),其余程序已停止。日志：${child.logFile}`)
  console.error(
    `${child.name} ${en} (${signal ?? `exit code ${code}`}); the others are stopped. Log: ${child.logFile}`,
  )
  process.exit(1)
}

function prepareDataFolder() {
  const pid = runningStart()
  if (pid !== undefined)
    throw new Sentence(
      `Hutong 已在运行（进程 ${pid}，数据目录 ${dataFolder}）。请先用 Ctrl-C 停止它。`,
      `Hutong is running already (process ${pid}, data folder ${dataFolder}). Stop it with Ctrl-C first.`,
    )
  try {
    mkdirSync(dataFolder, { recursive: true })
    accessSync(dataFolder, constants.W_OK)
    noteRunning()
  } catch (error) {
    throw new Sentence(
      `无法写入数据目录 ${dataFolder}(${error.code})。请检查权限，或用 HUTONG_DATA 指定其他目录。`,
      `The data folder ${dataFolder} cannot be written to (${error.code}). Check its permissions, or name another folder in HUTONG_DATA.`,
    )
  }
}

/** As a person enters it at Alipay: where it tells what no payment's own address is told, e.g. that a seller was approved. */
async function enterApplicationGateway(sandbox, platform, { alipay }) {
  const answer = await fetch(`${sandbox.homeUrl}/control/alipay/apps/${alipay.appId}/gateway`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ url: `${platform.url}/notices/alipay/alipay-${alipay.appId}/messages` }),
  })
  if (!answer.ok) throw new Error(`The application gateway was answered with ${answer.status}.`)
}

/** The mall's server is built by the mall itself; its package says where it is. */
function mallEntry() {
  const { main, bin } = JSON.parse(readFileSync(inTree('web/mall/package.json'), 'utf8'))
  const named = typeof bin === 'string' ? bin : (Object.values(bin ?? {})[0] ?? main ?? 'dist-server/main.js')
  const entry = inTree('web/mall', named)
  return existsSync(entry) ? entry : undefined
}

await run(async () => {
  const ports = {
    HUTONG_PORT: portFrom('HUTONG_PORT', 3000),
    HUTONG_SANDBOX_PORT: portFrom('HUTONG_SANDBOX_PORT', 3100),
    HUTONG_SANDBOX_WECHATPAY_PORT: portFrom('HUTONG_SANDBOX_WECHATPAY_PORT', 3101),
    HUTONG_SANDBOX_ALIPAY_PORT: portFrom('HUTONG_SANDBOX_ALIPAY_PORT', 3102),
    MALL_PORT: portFrom('MALL_PORT', 3200),
  }
  process.on('SIGINT', stopOnSignal)
  process.on('SIGTERM', stopOnSignal)
  prepareDataFolder()
  await checkPorts(ports)
  await buildChanged()
  console.log('正在启动…… Starting…')
  const env = Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, String(port)]))

  const sandbox = await start('sandbox', inTree('sandbox/dist/main.js'), {
    ...env,
    // It onboards the demo's sellers as sub-merchants.
    HUTONG_SANDBOX_PROVIDER: process.env.HUTONG_SANDBOX_PROVIDER ?? '1900000109',
    HUTONG_SANDBOX_DATA: process.env.HUTONG_SANDBOX_DATA || join(dataFolder, 'sandbox'),
  })
  const credentials = await (await fetch(`${sandbox.homeUrl}/credentials`)).text()
  const platform = await start('platform', inTree('server/dist/main.js'), {
    ...env,
    HUTONG_DATA: dataFolder,
    HUTONG_INSTITUTIONS: credentials,
    HUTONG_DEMO: '1',
    HUTONG_DEMO_LAUNCH: '1',
    HUTONG_DEMO_MERCHANTS: inTree('web/mall/catalog/merchants.json'),
    HUTONG_DEMO_WEBHOOK_URL: `http://127.0.0.1:${ports.MALL_PORT}/webhooks/hutong`,
    // Signatures are made in this many threads; the size is read before the program's first line.
    UV_THREADPOOL_SIZE: process.env.UV_THREADPOOL_SIZE || String(Math.max(4, cpus().length)),
    // The demo mall is told of payments on this machine, an address that webhooks may not reach otherwise.
    HUTONG_WEBHOOK_ALLOW: process.env.HUTONG_WEBHOOK_ALLOW || '127.0.0.1,localhost',
  })
  await enterApplicationGateway(sandbox, platform, JSON.parse(credentials))
  const entry = mallEntry()
  const mall =
    entry === undefined || platform.demo === undefined
      ? undefined
      : await start('mall', entry, {
          ...env,
          HUTONG_DATA: dataFolder,
          HUTONG_API_URL: platform.url,
          HUTONG_API_KEY: platform.demo.apiKey,
          HUTONG_WEBHOOK_SECRET: platform.demo.webhookSecret,
        })
  console.log(welcome({ sandbox, platform, mall }))
})
