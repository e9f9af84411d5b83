import { createServer } from 'node:http'
import { listenOn, stopServer } from '../core/listen.js'
import { type Sandbox, type SandboxOptions, startSandbox } from '../start-sandbox.js'

export interface Pushed {
  query: URLSearchParams
  body: string
}

type Json = Record<string, unknown>

export interface AccountUnderTest {
  sandbox: Sandbox
  keys: Sandbox['credentials']['officialAccount']
  openid: string
  get(path: string): Promise<Json>
  /** With the account's access token. */
  asAccount(path: string, body?: object): Promise<Json>
  asMini(path: string, body?: object): Promise<Json>
  phone(path: string, body?: object): Promise<{ status: number; json: Json }>
  control(path: string, body?: object): Promise<{ status: number; json: Json }>
  /** The chat as the phone shows it. */
  chat(app?: 'account' | 'mini'): Promise<Array<Json & { text: string; from: string }>>
  ownerUrl: string
  pushed: Pushed[]
  /** What the owner answers to pushes. */
  answerPushes(text: string, status?: number): void
  pushes(count: number): Promise<Pushed[]>
  stop(): Promise<void>
}

export async function startAccountUnderTest(options: SandboxOptions = {}): Promise<AccountUnderTest> {
  const sandbox = await startSandbox({ seed: 5, noticeScale: 0.001, ...options })
  const keys = sandbox.credentials.officialAccount
  const owner = await startOwner()
  const tokens = new Map<string, string>()
  const json = async (url: string, body?: object): Promise<{ status: number; json: Json }> => {
    const answer = await fetch(
      url,
      body === undefined
        ? {}
        : {
            method: 'POST',
            body: JSON.stringify(body),
            headers: { 'content-type': 'application/json' },
          },
    )
    const text = await answer.text()
    return { status: answer.status, json: text === '' ? {} : (JSON.parse(text) as Json) }
  }
  const as = (appid: string, secret: string) => async (path: string, body?: object) => {
    const asked = { grant_type: 'client_credential', appid, secret }
    if (!tokens.has(appid)) {
      const { json: made } = await json(`${keys.baseUrl}/cgi-bin/stable_token`, asked)
      tokens.set(appid, String(made.access_token))
    }
    const mark = path.includes('?') ? '&' : '?'
    return (await json(`${keys.baseUrl}${path}${mark}access_token=${tokens.get(appid)}`, body)).json
  }
  const at = (base: string) => (path: string, body?: object) => json(`${sandbox.homeUrl}${base}${path}`, body)
  const phone = at('/phone/api/chats')
  return {
    sandbox,
    keys,
    phone,
    openid: sandbox.control.wallets().find(({ wallet }) => wallet === 'wechat')!.payerId,
    control: at('/control'),
    get: async (path) => (await json(`${keys.baseUrl}${path}`)).json,
    asAccount: as(keys.appid, keys.appSecret),
    asMini: as(keys.miniAppid, keys.miniAppSecret),
    async chat(app = 'account') {
      const { json: chat } = await phone(`/${app}`)
      return chat.messages as Array<Json & { text: string; from: string }>
    },
    ownerUrl: owner.url,
    pushed: owner.pushed,
    answerPushes: owner.answerWith,
    pushes: owner.count,
    async stop() {
      await sandbox.stop()
      await owner.stop()
    },
  }
}

async function startOwner() {
  const pushed: Pushed[] = []
  let waiting: Array<{ count: number; resolve: (all: Pushed[]) => void }> = []
  let answer = { text: 'success', status: 200 }
  const server = createServer((request, response) => {
    const query = new URL(request.url ?? '/', 'http://owner').searchParams
    if (request.method === 'GET') {
      response.end(query.get('echostr'))
      return
    }
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      pushed.push({ query, body: Buffer.concat(parts).toString() })
      response.writeHead(answer.status).end(answer.text)
      for (const one of waiting) if (pushed.length >= one.count) one.resolve(pushed)
      waiting = waiting.filter((one) => pushed.length < one.count)
    })
  })
  const { url } = await listenOn(server, '127.0.0.1', 0)
  return {
    url: `${url}/push`,
    pushed,
    answerWith(text: string, status = 200) {
      answer = { text, status }
    },
    count: (count: number): Promise<Pushed[]> =>
      pushed.length >= count
        ? Promise.resolve(pushed)
        : new Promise((resolve) => void waiting.push({ count, resolve })),
    stop: () => stopServer(server),
  }
}
