import { existsSync } from 'node:fs'
import { chmod, mkdir } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname } from 'node:path'
import type { Sandbox } from 'hutong-sandbox'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { transferAtAlipay, until } from '../support/index.js'
import { type Corner, makeCorner, runScript, type Script } from './run-script.js'

type Credentials = Pick<Sandbox['credentials'], 'alipay'>

let corner: Corner
const started: Script[] = []

function start(env: Record<string, string> = {}): Script {
  const script = runScript('start', { ...corner.env, ...env })
  started.push(script)
  return script
}

const isUp = (script: Script) =>
  until(
    'everything runs',
    () => {
      if (script.child.exitCode !== null) throw new Error(script.output())
      return script.output().includes('Ctrl-C')
    },
    90_000,
  )
const at = (variable: string, path: string) => fetch(`http://127.0.0.1:${corner.env[variable]}${path}`)

beforeAll(async () => {
  corner = await makeCorner()
  // As root the database runs as another user, who must be able to enter.
  await chmod(dirname(corner.dataFolder), 0o755)
})
afterEach(async () => {
  for (const { child, exited } of started.splice(0)) {
    child.kill('SIGINT')
    await exited
  }
})
afterAll(async () => {
  await runScript('reset', corner.env).exited
  await corner.clear()
})

describe('npm start', () => {
  it('starts everything, says where it is, and stops all on Ctrl-C', { timeout: 120_000 }, async () => {
    const script = start()
    await isUp(script)
    for (const port of Object.values(corner.env).filter((value) => /^\d+$/.test(value)))
      expect(script.output()).toContain(`http://127.0.0.1:${port}`)
    expect((await at('HUTONG_PORT', '/openapi.json')).status).toBe(200)
    expect((await at('HUTONG_SANDBOX_PORT', '/credentials')).status).toBe(200)
    expect((await at('MALL_PORT', '/')).status).toBe(200)
    for (const page of ['/workbench/', '/console/', '/docs/'])
      expect([page, (await at('HUTONG_PORT', page)).status]).toEqual([page, 200])

    // What Alipay has no other address for is told to the platform.
    const { alipay } = (await (await at('HUTONG_SANDBOX_PORT', '/credentials')).json()) as Credentials
    await transferAtAlipay(alipay)
    await until('the platform has taken the message', async () => {
      const [told] = (await (await at('HUTONG_SANDBOX_PORT', '/control/notices')).json()) as {
        state: string
      }[]
      return told?.state === 'acknowledged'
    })

    script.child.kill('SIGINT')
    expect(await script.exited).toBe(0)
    await expect(at('HUTONG_PORT', '/openapi.json')).rejects.toThrow()
    await expect(at('MALL_PORT', '/')).rejects.toThrow()
    expect(existsSync(`${corner.dataFolder}/postgres/postmaster.pid`)).toBe(false)
  })

  it('runs once on a data folder, which is not deleted meanwhile', { timeout: 120_000 }, async () => {
    const first = start()
    await isUp(first)
    const second = start()
    expect(await second.exited).toBe(1)
    expect(second.output()).toContain(`Hutong is running already (process ${first.child.pid}`)
    const reset = runScript('reset', corner.env)
    expect(await reset.exited).toBe(1)
    expect(reset.output()).toContain('nothing was deleted')
    expect((await at('HUTONG_PORT', '/openapi.json')).status).toBe(200)
  })

  it('leaves nothing running when it is killed, and then starts again', { timeout: 120_000 }, async () => {
    const first = start()
    await isUp(first)
    first.child.kill('SIGKILL')
    await first.exited
    const isAway = (variable: string) =>
      at(variable, '/').then(
        () => false,
        () => true,
      )
    for (const variable of ['HUTONG_PORT', 'HUTONG_SANDBOX_PORT', 'MALL_PORT'])
      await until(`${variable} is free again`, () => isAway(variable))
    await isUp(start())
  })
})

describe('what hinders a start is one sentence', () => {
  it('a port that is taken', async () => {
    const port = Number(corner.env.HUTONG_SANDBOX_ALIPAY_PORT)
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen(port, '127.0.0.1', resolve))
    const script = start()
    expect(await script.exited).toBe(1)
    expect(script.output()).toMatch(
      new RegExp(`端口 ${port} 已被占用.*\n.*Port ${port} is taken.*HUTONG_SANDBOX_ALIPAY_PORT=`),
    )
    expect(script.output()).not.toContain('    at ')
    await new Promise((resolve) => taken.close(resolve))
  })

  it('a data folder that cannot be written to', async () => {
    const locked = `${dirname(corner.dataFolder)}/locked`
    await mkdir(locked)
    // Root may write everywhere, but nobody can make a folder below a device.
    await chmod(locked, 0o555)
    const script = start({ HUTONG_DATA: process.getuid?.() === 0 ? '/dev/null/data' : `${locked}/data` })
    expect(await script.exited).toBe(1)
    expect(script.output()).toContain('cannot be written to')
    expect(script.output()).not.toContain('    at ')
  })

  it('a database that is not there', { timeout: 60_000 }, async () => {
    const script = start({
      DATABASE_URL: 'postgres://hutong:s3cret@127.0.0.1:1/hutong',
      HUTONG_MASTER_KEY: Buffer.alloc(32, 5).toString('base64'),
    })
    expect(await script.exited).toBe(1)
    expect(script.output()).toContain('The database in DATABASE_URL cannot be reached')
    expect(script.output()).not.toMatch(/ {4}at |s3cret/)
  })
})
