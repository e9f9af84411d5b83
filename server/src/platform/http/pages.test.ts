import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Type } from 'typebox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLog } from '../log/index.js'
import { createHttp, type EventStream, type HttpServer, openEventStream, serveWebApp } from './index.js'

let folder: string
let app: HttpServer
let url: string
let stream: EventStream | undefined
const closed: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hutong-pages-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>console</title>')
  await writeFile(join(folder, 'assets', 'main-a1b2.js'), 'export {}')
  app = await createHttp({
    log: createLog({ write: () => {} }),
    catalogs: [],
    api: { title: 'x', version: '1', description: 'x' },
  })
  await serveWebApp(app, { prefix: '/console/', folder, policy: { 'form-action': 'https:' } })
  await serveWebApp(app, { prefix: '/unbuilt/', folder: join(folder, 'nothing') })
  app.get(
    '/events',
    { schema: { response: { 200: Type.Object({ state: Type.String() }) } } },
    (_request, reply) => {
      stream = openEventStream(reply)
      stream.onClose(() => closed.push('closed'))
      stream.send('checkout', { state: 'paid' }, '7')
    },
  )
  url = await app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => rm(folder, { recursive: true }))

describe('a web app', () => {
  it('answers every address below its prefix with its index page', async () => {
    for (const path of ['/console', '/console/', '/console/merchants/m_1']) {
      const page = await fetch(url + path)
      expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('console')])
      expect(page.headers.get('content-security-policy')).toMatch(/script-src 'self';.*form-action https:/)
      expect(page.headers.get('cache-control')).toBe('no-cache')
    }
  })

  it('serves hashed files for ever, and a missing file is missing', async () => {
    const script = await fetch(`${url}/console/assets/main-a1b2.js`)
    expect(script.headers.get('cache-control')).toContain('immutable')
    expect(script.headers.get('content-type')).toContain('javascript')
    expect((await fetch(`${url}/console/assets/main-old.js`)).status).toBe(404)
    expect((await fetch(`${url}/console/api/nothing`)).status).toBe(404)
    expect((await fetch(`${url}/console/..%2f..%2fetc/passwd.txt`)).status).toBe(404)
  })

  it('says so when it is not built', async () => {
    const page = await fetch(`${url}/unbuilt/`)
    expect([page.status, await page.text()]).toEqual([503, expect.stringContaining('npm run build')])
  })
})

describe('an event stream', () => {
  it('sends events, and ends with the server', async () => {
    const answer = await fetch(`${url}/events`)
    expect(answer.headers.get('content-type')).toContain('text/event-stream')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader()
    let text = ''
    while (!text.includes('paid')) text += Buffer.from((await reader.read()).value ?? []).toString()
    expect(text).toContain('id: 7\nevent: checkout\ndata: {"state":"paid"}\n\n')
    await app.close()
    expect((await reader.read()).done).toBe(true)
    await expect.poll(() => closed).toEqual(['closed'])
  })
})
