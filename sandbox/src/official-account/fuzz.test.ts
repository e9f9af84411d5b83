import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type AccountUnderTest, startAccountUnderTest } from './account-under-test.js'
import { ERRORS } from './errors.js'
import { ROUTES } from './routes.js'

let under: AccountUnderTest
let tokens: Record<'account' | 'mini', string>
beforeAll(async () => {
  under = await startAccountUnderTest()
  const { keys } = under
  const of = async (appid: string, secret: string) => {
    const made = await under.get(
      `/cgi-bin/token?grant_type=client_credential&appid=${appid}&secret=${secret}`,
    )
    return String(made.access_token)
  }
  tokens = {
    account: await of(keys.appid, keys.appSecret),
    mini: await of(keys.miniAppid, keys.miniAppSecret),
  }
})
afterAll(() => under.stop())

const DOCUMENTED = new Set(Object.keys(ERRORS).map(Number))
const names = fc.constantFrom(
  'touser',
  'openid',
  'template_id',
  'data',
  'msgtype',
  'text',
  'news',
  'msgmenu',
  'button',
  'action_name',
  'action_info',
  'expire_seconds',
  'user_list',
  'auditid',
  'item_list',
  'ext_json',
  'template_id_short',
  'title',
  'content',
  'appid',
  'secret',
  'grant_type',
  'force_refresh',
  'page',
  'command',
)
const likely = fc.oneof(
  fc.constantFrom<unknown>(
    'oHutongSandboxWeChatUser0001',
    'text',
    'news',
    'msgmenu',
    'QR_SCENE',
    'QR_LIMIT_STR_SCENE',
    { scene: { scene_id: 1 } },
    { scene: { scene_str: 'x' } },
    { content: 'x' },
    { articles: [{ title: 'x' }] },
    [{ type: 'click', name: 'a', key: 'b' }],
    [{ name: 'a', sub_button: [{ type: 'view', name: 'b', url: 'https://a' }] }],
    { thing1: { value: 'x' } },
    '标题{{thing1.DATA}}',
    '\ud800',
    0,
  ),
  fc.jsonValue(),
)

it.each(ROUTES.map((route) => [route.method, route.path, route] as const))(
  'answers anything with 200 and a documented code: %s %s',
  async (method, path, route) => {
    const token = route.token === 'mini' ? tokens.mini : tokens.account
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(names, likely, { maxKeys: 6 }),
        fc.oneof(fc.constant(''), fc.webQueryParameters()),
        async (body, query) => {
          const answer = await fetch(`${under.keys.baseUrl}${path}?access_token=${token}&${query}`, {
            method,
            ...(method === 'POST' ? { body: JSON.stringify(body) } : {}),
          })
          expect(answer.status).toBe(200)
          const json = (await answer.json()) as { errcode?: number }
          expect(json.errcode === undefined || json.errcode === 0 || DOCUMENTED.has(json.errcode)).toBe(true)
          expect(json.errcode).not.toBe(-1)
        },
      ),
      { numRuns: 40 },
    )
  },
)

it('answers any bytes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      const url = `${under.keys.baseUrl}/cgi-bin/menu/create?access_token=${tokens.account}`
      const answer = await fetch(url, { method: 'POST', body: Buffer.from(bytes) })
      expect([
        answer.status,
        [44002, 47001].includes(((await answer.json()) as { errcode: number }).errcode),
      ]).toEqual([200, true])
    }),
    { numRuns: 100 },
  )
})

it('shows an authorisation page or goes back, whatever is asked', async () => {
  await fc.assert(
    fc.asyncProperty(fc.webQueryParameters(), fc.webUrl(), fc.string(), async (query, address, state) => {
      const asked = `appid=${under.keys.appid}&response_type=code&scope=snsapi_base&redirect_uri=${encodeURIComponent(address)}&state=${encodeURIComponent(state)}`
      for (const search of [query, asked]) {
        const url = `${under.keys.baseUrl}/connect/oauth2/authorize?${search}`
        const answer = await fetch(url, { redirect: 'manual' })
        expect([200, 302]).toContain(answer.status)
      }
    }),
    { numRuns: 100 },
  )
})

it('looks at any code and any text without breaking', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }), async (text) => {
      expect((await under.phone('/scan', { text })).status).toBe(409)
      expect((await under.phone('/say', { app: 'mini', text })).status).toBe(200)
    }),
    { numRuns: 60 },
  )
})
