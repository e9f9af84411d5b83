import { type ChildProcess, execFile, fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createWechatpayClient } from '@hutong/wechatpay'
import { afterAll, beforeAll, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const PUBLISHED = ['money', 'wechatpay', 'sandbox', 'client']
const run = promisify(execFile)

interface Packed {
  readonly name: string
  readonly filename: string
  readonly files: readonly { path: string }[]
}

// Somebody else's project, into which the packages are installed as npm would unpack them.
let project: string
let packed: Packed[]
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'hutong-packages-'))
  const workspaces = PUBLISHED.flatMap((one) => ['--workspace', one])
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', project, ...workspaces], {
    cwd: ROOT,
  })
  packed = JSON.parse(stdout)
  for (const [at, one] of packed.entries()) {
    await run('tar', ['xzf', join(project, one.filename), '-C', project])
    const home = join(project, 'node_modules', one.name)
    await mkdir(dirname(home), { recursive: true })
    await rename(join(project, 'package'), home)
    await linkDependencies(home, PUBLISHED[at] ?? '')
  }
}, 60_000)
afterAll(() => rm(project, { recursive: true, force: true }))

/** Only what a package declares can be found from where it lies; what that needs in turn is found where it really is. */
async function linkDependencies(home: string, workspace: string): Promise<void> {
  const { dependencies = {} } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>
  }
  const foreign = Object.keys(dependencies).filter((name) => !packed.some((one) => one.name === name))
  for (const name of foreign) {
    const link = join(project, 'node_modules', name)
    if (existsSync(link)) continue
    const [nested, shared] = [join(ROOT, workspace, 'node_modules', name), join(ROOT, 'node_modules', name)]
    await mkdir(dirname(link), { recursive: true })
    await symlink(existsSync(nested) ? nested : shared, link)
  }
}

it('carry what they need and their license, and none of their tests', () => {
  expect(packed.map((one) => one.name)).toEqual([
    '@hutong/money',
    '@hutong/wechatpay',
    'hutong-sandbox',
    '@hutong/client',
  ])
  for (const { name, files } of packed) {
    const paths = files.map((file) => file.path)
    expect(paths, name).toEqual(
      expect.arrayContaining(['LICENSE', 'README.md', 'dist/index.js', 'dist/index.d.ts']),
    )
    expect(
      paths.filter((path) => /\.test\.|\/testing\/|-under-test\.|tsbuildinfo/.test(path)),
      name,
    ).toEqual([])
  }
})

it.each(['@hutong/money', '@hutong/wechatpay', 'hutong-sandbox', '@hutong/client'])(
  '%s can be imported',
  async (name) => {
    const script = `console.log(Object.keys(await import('${name}')).length)`
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], { cwd: project })
    expect(Number(stdout)).toBeGreaterThan(0)
  },
)

it('hutong-sandbox starts without the platform, and takes an order', { timeout: 60_000 }, async () => {
  const child = fork(join(project, 'node_modules/hutong-sandbox/dist/main.js'), [], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { PATH: process.env.PATH, ...anyPorts },
  })
  try {
    const homeUrl = await startedAt(child)
    const { wechatpay } = await (await fetch(`${homeUrl}/credentials`)).json()
    const { publicKey, publicKeyId, ...rest } = wechatpay
    const client = createWechatpayClient({
      ...rest,
      keys: { publicKey: { id: publicKeyId, pem: publicKey } },
    })
    const order = {
      appid: wechatpay.appid,
      description: '茶',
      out_trade_no: 'PACKED_0001',
      notify_url: 'https://shop.example/notice',
      amount: { total: 100, currency: 'CNY' as const },
    }
    expect(await client.placeNative(order)).toMatchObject({ outcome: 'ok' })
    expect((await fetch(`${homeUrl}/phone`)).status).toBe(200)
    // Its data lies where it was started.
    expect(existsSync(join(project, '.hutong/sandbox'))).toBe(true)
  } finally {
    child.kill()
    await once(child, 'exit')
  }
})

const anyPorts = {
  HUTONG_SANDBOX_PORT: '0',
  HUTONG_SANDBOX_WECHATPAY_PORT: '0',
  HUTONG_SANDBOX_ALIPAY_PORT: '0',
  HUTONG_SANDBOX_ACQUIRER_PORT: '0',
  HUTONG_SANDBOX_OFFICIAL_ACCOUNT_PORT: '0',
  HUTONG_SANDBOX_HTTPS_PORT: 'off',
  HUTONG_SANDBOX_PROXY_PORT: 'off',
}

function startedAt(child: ChildProcess): Promise<string> {
  let said = ''
  child.stderr?.on('data', (part) => {
    said += part
  })
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve((message as { homeUrl: string }).homeUrl))
    child.once('exit', (code) => reject(new Error(`The sandbox ended with ${code}: ${said}`)))
  })
}
