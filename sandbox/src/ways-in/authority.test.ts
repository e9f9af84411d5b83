import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { type AddressInfo, isIPv4 } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer as createTlsServer, connect as tlsConnect } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Sandbox, startSandbox } from '../start-sandbox.js'
import { loadAuthority } from './authority.js'
import { INSTITUTION_HOSTS } from './institution-hosts.js'

// Keys are looked for, which takes a busy machine its time.
vi.setConfig({ testTimeout: 60_000 })

let sandbox: Sandbox
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hutong-authority-'))
  sandbox = await startSandbox({ dataFolder: folder, httpsPort: 0 })
})
afterAll(async () => {
  await sandbox.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe('the certificate authority', () => {
  it('is made once, kept for the owner, and handed out', async () => {
    const again = await loadAuthority(folder)
    expect(again.certificatePem).toBe(sandbox.caPem)
    expect(sandbox.caFile).toBe(join(folder, 'ca.pem'))
    expect(readFileSync(join(folder, 'ca.pem'), 'utf8')).toBe(sandbox.caPem)
    expect(statSync(join(folder, 'credentials', 'ca-key.pem')).mode & 0o077).toBe(0)
    const served = await fetch(`${sandbox.homeUrl}/ca.pem`)
    expect(await served.text()).toBe(sandbox.caPem)
    expect(served.headers.get('content-type')).toContain('pem')
  })

  it('certifies the institutions and this machine, and can certify nobody else', async () => {
    const authority = await loadAuthority(folder)
    const ca = new X509Certificate(authority.certificatePem)
    expect(ca.ca).toBe(true)
    const check = async (name: string): Promise<string> => {
      // OpenSSL holds the common name to the rule for host names: an address is only ever an alternative.
      const { key, certificate } = await authority.issue(isIPv4(name) ? ['localhost', name] : [name])
      const leaf = new X509Certificate(certificate)
      expect(leaf.verify(ca.publicKey)).toBe(true)
      expect(leaf.checkIssued(ca)).toBe(true)
      const server = createTlsServer({ key, cert: certificate })
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      const { port } = server.address() as AddressInfo
      const said = await new Promise<string>((resolve) => {
        const socket = tlsConnect({
          host: '127.0.0.1',
          port,
          ca: authority.certificatePem,
          ...(isIPv4(name) ? { checkServerIdentity: () => undefined } : { servername: name }),
        })
        socket.once('secureConnect', () => {
          socket.destroy()
          resolve('trusted')
        })
        socket.once('error', (error) => resolve(error.message))
      })
      server.close()
      return said
    }
    for (const good of [...INSTITUTION_HOSTS, 'localhost', '127.0.0.1'])
      expect(await check(good)).toBe('trusted')
    for (const bad of ['bank.example', 'weixin.qq.com.example', 'qq.com', '10.0.0.1']) {
      expect(await check(bad)).toContain('permitted subtree violation')
    }
  })

  it('is not made while the ways in are closed', async () => {
    const closed = await startSandbox()
    expect([closed.httpsUrl, closed.proxyUrl, closed.caPem]).toEqual([null, null, null])
    expect((await fetch(`${closed.homeUrl}/ca.pem`)).status).toBe(404)
    await closed.stop()
  })
})
