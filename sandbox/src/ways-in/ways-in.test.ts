import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest, type RequestOptions } from 'node:https'
import type { Duplex } from 'node:stream'
import { connect as tlsConnect } from 'node:tls'
import { buildAuthorization, createWechatpayClient, requestMessage, signMessage } from '@hutong/wechatpay'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '../start-sandbox.js'
import { INSTITUTION_HOSTS, institutionAt } from './institution-hosts.js'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ httpsPort: 0, proxyPort: 0, seed: 3 })
})
afterAll(() => sandbox.stop())

interface Seen {
  status: number
  text: string
  headers: IncomingMessage['headers']
}

function read(answer: IncomingMessage): Promise<Seen> {
  return new Promise((resolve, reject) => {
    let text = ''
    answer.setEncoding('utf8')
    answer.on('data', (part: string) => {
      text += part
    })
    answer.on('error', reject)
    answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text, headers: answer.headers }))
  })
}

const httpsPort = () => Number(new URL(sandbox.httpsUrl ?? '').port)
const proxyPort = () => Number(new URL(sandbox.proxyUrl ?? '').port)

/** As a client whose hosts file leads the institution's name here. */
function overHttps(name: string, path: string, options: RequestOptions = {}): Promise<Seen> {
  return new Promise((resolve, reject) => {
    const call = httpsRequest(
      {
        host: '127.0.0.1',
        port: httpsPort(),
        servername: name,
        path,
        ca: sandbox.caPem ?? '',
        agent: false,
        ...options,
        headers: { Host: name, ...options.headers },
      },
      (answer) => resolve(read(answer)),
    )
    call.on('error', reject)
    call.end()
  })
}

function throughProxy(target: string, headers: Record<string, string> = {}): Promise<Seen> {
  return new Promise((resolve, reject) => {
    const call = httpRequest(
      { host: '127.0.0.1', port: proxyPort(), path: target, headers, agent: false },
      (answer) => resolve(read(answer)),
    )
    call.on('error', reject)
    call.end()
  })
}

function tunnelTo(target: string): Promise<{ status: number; socket: Duplex; text: () => Promise<string> }> {
  return new Promise((resolve, reject) => {
    const call = httpRequest({
      host: '127.0.0.1',
      port: proxyPort(),
      method: 'CONNECT',
      path: target,
      agent: false,
    })
    call.on('error', reject)
    call.on('connect', (answer, socket, first) => {
      const text = async (): Promise<string> => {
        let all = first.toString('utf8')
        for await (const part of socket) all += String(part)
        return all
      }
      resolve({ status: answer.statusCode ?? 0, socket, text })
    })
    call.end()
  })
}

async function signedQuery(target: string): Promise<string> {
  const { mchid, merchantSerial, merchantPrivateKey } = sandbox.credentials.wechatpay
  const timestampSeconds = Math.floor(Date.now() / 1000)
  const message = requestMessage({ method: 'GET', target, timestampSeconds, nonce: 'n0nce', body: '' })
  return buildAuthorization({
    mchid,
    serial: merchantSerial,
    nonce: 'n0nce',
    timestampSeconds,
    signature: await signMessage(message, createPrivateKey(merchantPrivateKey)),
  })
}

it('stands for no host that its page does not name, and for all that it does', () => {
  const page = readFileSync(new URL('../../../docs/sandbox-sdks.md', import.meta.url), 'utf8')
  const line = page.split('\n').find((one) => one.startsWith('`api.mch.weixin.qq.com` '))
  expect(line?.match(/[a-z0-9.-]+/g)).toEqual([...INSTITUTION_HOSTS])
})

describe('HTTPS under the institutions’ names', () => {
  it('leads a user through Alipay’s authorisation on the host that SDKs have built in', async () => {
    const { appId } = sandbox.credentials.alipay
    const query = `app_id=${appId}&scope=auth_base&redirect_uri=${encodeURIComponent('http://127.0.0.1:9/back')}`
    const seen = await overHttps('openauth.alipay.com', `/oauth2/publicAppAuthorize.htm?${query}`)
    expect(seen.status).toBe(302)
    expect(seen.headers.location).toMatch(/^http:\/\/127\.0\.0\.1:9\/back\?.*auth_code=/)
  })

  it.each(INSTITUTION_HOSTS)('%s is answered by its institution, trusted through the CA', async (name) => {
    const paths = { alipay: '/gateway.do', official_account: '/cgi-bin/token' } as Record<string, string>
    const institution = institutionAt(name) ?? ''
    const { status, text, headers } = await overHttps(name, paths[institution] ?? '/v3/certificates')
    if (institution === 'alipay') {
      expect([status, text]).toEqual([200, expect.stringContaining('error_response')])
    } else if (institution === 'official_account') {
      expect([status, text]).toEqual([200, expect.stringContaining('"errcode":40013')])
    } else {
      expect(status).toBe(400)
      expect(headers['request-id']).toMatch(/^08/)
      expect(JSON.parse(text)).toMatchObject({ code: 'INVALID_REQUEST' })
    }
  })

  it('keeps target and body as signed: a query with odd characters verifies', async () => {
    const target = '/v3/pay/transactions/out-trade-no/A%2Fb%20c~*?mchid=1&x=%E8%8C%B6'
    const headers = {
      Authorization: await signedQuery(target),
      Accept: 'application/json',
      'User-Agent': 't',
    }
    const { text } = await overHttps('api.mch.weixin.qq.com', target, { headers })
    // Past the signature: the gateway now looks at the values.
    expect(JSON.parse(text).code).not.toBe('SIGN_ERROR')
  })

  it('is refused by who does not trust the CA, and under any other name', async () => {
    const name = 'api.mch.weixin.qq.com'
    await expect(overHttps(name, '/', { ca: [] })).rejects.toThrow(/self-signed|unable to/)
    await expect(overHttps('bank.example', '/')).rejects.toThrow(/altnames/)
    const foreign = await overHttps('localhost', '/', { headers: { Host: 'bank.example' } })
    expect([foreign.status, foreign.text]).toEqual([421, expect.stringContaining('api.mch.weixin.qq.com')])
    const mixed = await overHttps(name, '/', { headers: { Host: 'openapi.alipay.com' } })
    expect(mixed.status).toBe(421)
  })

  it('follows the Host header when the client sends no name in the handshake', async () => {
    const answer = await overHttps('', '/gateway.do', {
      servername: '',
      checkServerIdentity: () => undefined,
      headers: { Host: 'openapi.alipay.com:443' },
    })
    expect(answer.text).toContain('error_response')
  })

  it('breaks and hangs when a fault rule says so, and stops with hanging calls open', async () => {
    const other = await startSandbox({ httpsPort: 0, proxyPort: 0 })
    const { baseUrl, publicKey, publicKeyId, ...rest } = other.credentials.wechatpay
    const client = createWechatpayClient({
      ...rest,
      baseUrl,
      keys: { publicKey: { id: publicKeyId, pem: publicKey } },
    })
    expect((await client.queryByOutTradeNo('NONE_0001')).outcome).toBe('refused')
    other.control.addFault({ operation: 'certificates', effect: 'drop_before', times: 1 })
    const target = '/v3/certificates'
    const ask = async (): Promise<Seen> => {
      const authorization = await signedFor(other, target)
      return new Promise((resolve, reject) => {
        const call = httpsRequest(
          {
            host: '127.0.0.1',
            port: Number(new URL(other.httpsUrl ?? '').port),
            servername: 'api.wechatpay.cn',
            ca: other.caPem ?? '',
            path: target,
            agent: false,
            headers: {
              Host: 'api.wechatpay.cn',
              Authorization: authorization,
              Accept: '*/*',
              'User-Agent': 't',
            },
          },
          (answer) => resolve(read(answer)),
        )
        call.on('error', reject)
        call.end()
      })
    }
    await expect(ask()).rejects.toThrow('socket hang up')
    expect((await ask()).status).toBe(200)
    other.control.addFault({ operation: 'certificates', effect: 'timeout_before', times: 1 })
    const hanging = ask()
    const ended = expect(hanging).rejects.toThrow()
    await new Promise<void>((resolve) => {
      const unsubscribe = other.control.subscribe((event) => {
        if (event.kind !== 'call') return
        unsubscribe()
        resolve()
      })
    })
    await other.stop()
    await ended
  })
})

describe('the forward proxy', () => {
  it('tunnels to an institution, where TLS goes on', async () => {
    const { status, socket } = await tunnelTo('openapi.alipay.com:443')
    expect(status).toBe(200)
    const secure = tlsConnect({ socket, servername: 'openapi.alipay.com', ca: sandbox.caPem ?? '' })
    secure.write('GET /gateway.do HTTP/1.1\r\nHost: openapi.alipay.com\r\nConnection: close\r\n\r\n')
    let text = ''
    for await (const part of secure) text += String(part)
    expect(secure.authorized).toBe(true)
    expect(text).toContain('error_response')
  })

  it('takes the absolute form, of http and of https addresses, with the target as signed', async () => {
    const target = '/v3/pay/transactions/out-trade-no/NO%2FSUCH'
    const headers = { Authorization: await signedQuery(target), Accept: '*/*', 'User-Agent': 't' }
    for (const scheme of ['http', 'https']) {
      const { status, text } = await throughProxy(`${scheme}://api.mch.weixin.qq.com${target}`, headers)
      expect(status).toBeGreaterThanOrEqual(400)
      expect(JSON.parse(text).code).not.toBe('SIGN_ERROR')
    }
    const alipay = await throughProxy('https://openapi.alipay.com/gateway.do?app_id=1')
    expect(alipay.text).toContain('error_response')
  })

  it.each([
    'bank.example:443',
    '127.0.0.1:22',
    'localhost:3100',
    'api.mch.weixin.qq.com.evil.example:443',
    'evil.example:443/api.mch.weixin.qq.com:443',
  ])('refuses to tunnel to %s with a sentence', async (target) => {
    const { status, text } = await tunnelTo(target)
    expect(status).toBe(403)
    expect(await text()).toContain('does not forward')
  })

  it.each(['http://bank.example/', 'https://127.0.0.1:3101/v3/certificates', '/v3/certificates', 'ftp://x/'])(
    'refuses the request %s with a sentence',
    async (target) => {
      const { status, text } = await throughProxy(target)
      expect(status).toBe(403)
      expect(text).toContain('NO_PROXY')
    },
  )

  it('shows a broken connection as one', async () => {
    const other = await startSandbox({ proxyPort: 0 })
    other.control.addFault({ operation: 'certificates', effect: 'drop_before' })
    const authorization = await signedFor(other, '/v3/certificates')
    const call = new Promise((resolve, reject) => {
      httpRequest(
        {
          host: '127.0.0.1',
          port: Number(new URL(other.proxyUrl ?? '').port),
          path: 'https://api.mch.weixin.qq.com/v3/certificates',
          headers: { Authorization: authorization, Accept: '*/*', 'User-Agent': 't' },
          agent: false,
        },
        resolve,
      )
        .on('error', reject)
        .end()
    })
    await expect(call).rejects.toThrow('socket hang up')
    await other.stop()
  })
})

async function signedFor(other: Sandbox, target: string): Promise<string> {
  const { mchid, merchantSerial, merchantPrivateKey } = other.credentials.wechatpay
  const timestampSeconds = Math.floor(Date.now() / 1000)
  const message = requestMessage({ method: 'GET', target, timestampSeconds, nonce: 'abc', body: '' })
  return buildAuthorization({
    mchid,
    serial: merchantSerial,
    nonce: 'abc',
    timestampSeconds,
    signature: await signMessage(message, createPrivateKey(merchantPrivateKey)),
  })
}
