import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createSandboxClient, type SandboxClient } from '../client/sandbox-client.js'
import { STORIES } from '../client/stories/stories.js'
import { startNoticeInbox } from '../testing/start-notice-inbox.js'

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url))
let client: SandboxClient
let folder: string
const children = new Set<ChildProcess>()
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hutong-cli-'))
  client = await createSandboxClient({ start: { noticeScale: 0.001 } })
})
afterAll(async () => {
  // One that still writes would put a file into the folder that is being removed.
  await Promise.all(
    [...children].map((child) => {
      child.kill('SIGKILL')
      return once(child, 'close')
    }),
  )
  await client.stop()
  rmSync(folder, { recursive: true, force: true })
})

interface Running {
  child: ChildProcess
  said(): string
  /** Resolves when the pattern has been said. */
  until(pattern: RegExp): Promise<string>
  ended: Promise<{ code: number | null; said: string; complained: string }>
}

function run(args: string[], env: Record<string, string> = {}): Running {
  const child = spawn(process.execPath, [MAIN, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
  children.add(child)
  let said = ''
  let complained = ''
  let look = (): void => {}
  // A part may end in the middle of a character.
  child.stdout.setEncoding('utf8')
  child.stderr.setEncoding('utf8')
  child.stdout.on('data', (part) => {
    said += part
    look()
  })
  child.stderr.on('data', (part) => {
    complained += part
  })
  const ended = new Promise<{ code: number | null; said: string; complained: string }>((resolve) =>
    child.once('close', (code) => {
      children.delete(child)
      resolve({ code, said, complained })
      look()
    }),
  )
  return {
    child,
    ended,
    said: () => said,
    until: (pattern) =>
      new Promise((resolve, reject) => {
        look = () => {
          if (pattern.test(said)) resolve(said)
          else if (child.exitCode !== null) reject(new Error(`Ended with ${child.exitCode}: ${complained}`))
        }
        look()
      }),
  }
}

const atHome = (...args: string[]): string[] => [...args, '--home', client.homeUrl]

// Each test starts processes, and a machine under load takes its time with them.
vi.setConfig({ testTimeout: 60_000 })

describe('help', () => {
  it('names every command in Chinese and English, and explains each', async () => {
    const { code, said } = await run(['--help']).ended
    expect(code).toBe(0)
    for (const command of ['listen', 'trigger', 'reset', 'snapshot'])
      expect(said).toContain(`hutong-sandbox ${command}`)
    for (const command of ['start', 'listen', 'trigger', 'reset', 'snapshot']) {
      const one = await run([command, '--help']).ended
      expect([one.code, one.said]).toEqual([0, expect.stringMatching(/[一-龥].*[a-z]{4}/s)])
    }
  })

  it('is offered for what is mistyped, with exit code 2', async () => {
    for (const args of [
      ['lisen'],
      ['listen', '--forward', 'nowhere'],
      ['listen', '--surplus'],
      ['trigger'],
      ['trigger', 'paid', '--amount', '1.5'],
      ['trigger', 'paid', '--institution', 'bank'],
      ['snapshot', 'keep', 'x'],
      ['reset', '--home', 'here'],
      ['start', '--port', '1'],
    ]) {
      const { code, complained } = await run(args).ended
      expect([args, code, complained.trim()]).toEqual([args, 2, expect.stringMatching(/.+/)])
    }
  })

  it('of a sandbox that does not run: one sentence', async () => {
    const { code, complained } = await run(['reset', '--home', 'http://127.0.0.1:1']).ended
    expect(code).toBe(1)
    expect(complained.trim().split('\n')).toHaveLength(1)
    expect(complained).toContain('start hutong-sandbox first')
  })
})

describe('trigger', () => {
  it('lists every story', async () => {
    const { said } = await run(['trigger', '--list']).ended
    for (const { name } of STORIES) expect(said).toMatch(new RegExp(`^${name} `, 'm'))
  })

  it('plays a story and tells it line by line', async () => {
    const { code, said } = await run(atHome('trigger', 'notice-forged', '--amount', '250')).ended
    expect(code).toBe(0)
    expect(said).toMatch(/故障.*notice → forge/)
    expect(said).toMatch(/付款人 payer.*paid/)
    expect(said).toMatch(/TRANSACTION.SUCCESS acknowledged.*forge → 401; 204/)
    const [, outTradeNo] = /wechatpay (STORY\w+)/.exec(said) ?? []
    expect(await client.order('wechatpay', outTradeNo ?? '')).toMatchObject({ amountMinor: 250 })
  })

  it('at Alipay, and refuses what does not happen there', async () => {
    const paid = await run(atHome('trigger', 'paid', '--institution', 'alipay')).ended
    expect([paid.code, paid.said]).toEqual([0, expect.stringContaining('TRADE_SUCCESS')])
    const refused = await run(atHome('trigger', 'refund-closed', '--institution', 'alipay')).ended
    expect([refused.code, refused.complained]).toEqual([1, expect.stringContaining('wechatpay only')])
    expect((await run(atHome('trigger', 'nothing')).ended).code).toBe(1)
  })
})

describe('listen', () => {
  it('forwards, shows signature, content and answer, and resends on a key', async () => {
    const inbox = await startNoticeInbox()
    inbox.answerWith(500)
    const listening = run(atHome('listen', '--forward', new URL(inbox.url).origin))
    await listening.until(/forwarding them/)
    const shop = ['--notify-url', 'https://shop.example/hooks/pay', '--amount', '777']
    await run(atHome('trigger', 'paid', ...shop)).ended
    const said = await listening.until(/← 500[\s\S]*← 200/)
    expect(said).toContain(`POST ${new URL(inbox.url).origin}/hooks/pay`)
    expect(said).toMatch(/Wechatpay-Signature: [A-Za-z0-9+/]{80,}/)
    expect(said).toMatch(/decrypted: .*"total":777/)
    expect(said).toMatch(/← 500.*not acknowledged/)
    expect(said).toMatch(/← 200.*已确认 acknowledged/)

    const before = inbox.received.length
    listening.child.stdin?.write('r')
    await inbox.count(before + 1)
    await listening.until(/第 3 次 try 3/)
    listening.child.stdin?.write('1')
    await listening.until(/第 4 次 try 4/)
    listening.child.stdin?.write('9')
    await listening.until(/There is no such notice/)

    await run(atHome('trigger', 'paid', '--institution', 'alipay', ...shop)).ended
    const withAlipay = await listening.until(/支付宝 Alipay .*TRADE_SUCCESS[\s\S]*total_amount/)
    expect(withAlipay).toMatch(/sign: [A-Za-z0-9+/]{80,}/)
    expect(withAlipay).toContain('total_amount=7.77')
    await run(atHome('trigger', 'notice-lost')).ended
    await listening.until(/never sent/)

    listening.child.stdin?.write('q')
    expect((await listening.ended).code).toBe(0)
    // Notices go to their own addresses again.
    const rest = await fetch(`${client.homeUrl}/control/forward`)
    expect(await rest.json()).toEqual([])
    await inbox.stop()
  })

  it('ends on a signal and forwards only the institution it was asked for', async () => {
    const listening = run(
      atHome('listen', '--institution', 'alipay', '--forward', 'http://127.0.0.1:9/alipay'),
    )
    await listening.until(/forwarding/)
    const forwards = (await (await fetch(`${client.homeUrl}/control/forward`)).json()) as object[]
    expect(forwards).toMatchObject([{ institution: 'alipay', url: 'http://127.0.0.1:9/alipay' }])
    listening.child.kill('SIGINT')
    expect((await listening.ended).code).toBe(0)
  })
})

describe('reset and snapshot', () => {
  it('save, forget, restore', async () => {
    const file = join(folder, 'saved.json')
    const { said } = await run(atHome('trigger', 'paid')).ended
    const [, outTradeNo = ''] = /wechatpay (STORY\w+)/.exec(said) ?? []
    expect((await run(atHome('snapshot', 'save', file)).ended).code).toBe(0)
    expect(statSync(file).mode & 0o077).toBe(0)
    expect((await run(atHome('reset')).ended).code).toBe(0)
    expect(await client.orders()).toEqual([])
    expect((await run(atHome('snapshot', 'restore', file)).ended).code).toBe(0)
    expect(await client.order('wechatpay', outTradeNo)).toMatchObject({ state: 'SUCCESS' })

    writeFileSync(join(folder, 'torn.json'), readFileSync(file, 'utf8').slice(0, -9))
    const torn = await run(atHome('snapshot', 'restore', join(folder, 'torn.json'))).ended
    expect([torn.code, torn.complained]).toEqual([1, expect.stringContaining('Cannot read')])
    const nowhere = await run(atHome('snapshot', 'save', join(folder, 'no', 'such', 'folder'))).ended
    expect([nowhere.code, nowhere.complained]).toEqual([1, expect.stringContaining('Cannot write')])
  })
})

describe('start', () => {
  const anyPorts = {
    HUTONG_SANDBOX_PORT: '0',
    HUTONG_SANDBOX_WECHATPAY_PORT: '0',
    HUTONG_SANDBOX_ALIPAY_PORT: '0',
  }

  it('opens the ways in where they are asked for, and names the CA', async () => {
    const data = join(folder, 'ways')
    const sandbox = run(['start'], {
      ...anyPorts,
      HUTONG_SANDBOX_DATA: data,
      HUTONG_SANDBOX_HTTPS_PORT: '0',
      HUTONG_SANDBOX_PROXY_PORT: '0',
    })
    const said = await sandbox.until(/HTTPS_PROXY\s+http:\/\/\S+/)
    expect(said).toContain(`CA ${join(data, 'ca.pem')}`)
    sandbox.child.kill('SIGTERM')
    expect((await sandbox.ended).code).toBe(0)
  })

  it('gives a port that was asked for up to nobody: one sentence', async () => {
    const taken = createServer()
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, '127.0.0.1', () => resolve((taken.address() as { port: number }).port))
    })
    const { code, complained } = await run([], {
      ...anyPorts,
      HUTONG_SANDBOX_DATA: join(folder, 'taken'),
      HUTONG_SANDBOX_HTTPS_PORT: String(port),
    }).ended
    taken.close()
    expect(code).toBe(1)
    expect(complained.trim().split('\n')).toHaveLength(1)
    expect(complained).toContain(`Port ${port} is taken`)
  })
})
