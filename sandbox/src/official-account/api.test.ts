import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AccountUnderTest, startAccountUnderTest } from './account-under-test.js'
import { sha1 } from './push-crypto.js'

let under: AccountUnderTest
beforeAll(async () => {
  under = await startAccountUnderTest()
  // Seconds are counted exactly.
  under.sandbox.clock.freeze()
})
afterAll(() => under.stop())

const MINUTE_MS = 60_000
const later = (ms: number) => under.sandbox.clock.advance(ms)

describe('tokens', () => {
  const plain = async (): Promise<string> => {
    const { keys } = under
    const path = `/cgi-bin/token?grant_type=client_credential&appid=${keys.appid}&secret=${keys.appSecret}`
    const made = await under.get(path)
    expect(made.expires_in).toBe(7_200)
    return String(made.access_token)
  }
  const stable = async (more: object = {}) => {
    const { appid, appSecret: secret } = under.keys
    const answer = await fetch(`${under.keys.baseUrl}/cgi-bin/stable_token`, {
      method: 'POST',
      body: JSON.stringify({ grant_type: 'client_credential', appid, secret, ...more }),
    })
    return (await answer.json()) as { access_token: string; expires_in: number; errcode?: number }
  }
  const codeWith = async (token: string) =>
    (await under.get(`/cgi-bin/user/get?access_token=${token}`)).errcode

  it('of the plain kind: a new one retires the old after a grace, and dies itself', async () => {
    const first = await plain()
    const second = await plain()
    expect(second).not.toBe(first)
    expect(await codeWith(first)).toBeUndefined()
    later(5 * MINUTE_MS)
    expect(await codeWith(first)).toBe(40001)
    expect(await codeWith(second)).toBeUndefined()
    later(115 * MINUTE_MS)
    expect(await codeWith(second)).toBe(42001)
  })

  it('of the stable kind: the same during its life, another shortly before its end, both good till then', async () => {
    const first = await stable()
    later(60 * MINUTE_MS)
    const again = await stable()
    expect(again.access_token).toBe(first.access_token)
    expect(again.expires_in).toBe(first.expires_in - 3_600)
    later(56 * MINUTE_MS)
    const next = await stable()
    expect(next.access_token).not.toBe(first.access_token)
    expect(await codeWith(first.access_token)).toBeUndefined()
    later(5 * MINUTE_MS)
    expect(await codeWith(first.access_token)).not.toBeUndefined()
    await plain()
    expect(await codeWith(next.access_token)).toBeUndefined()
  })

  it('forced: the old one is void at once, not twice in thirty seconds, twenty times a day', async () => {
    const old = await stable()
    const forced = await stable({ force_refresh: true })
    expect(await codeWith(old.access_token)).toBe(40001)
    expect(await codeWith(forced.access_token)).toBeUndefined()
    expect((await stable({ force_refresh: true })).errcode).toBe(45011)
    for (let made = 1; made < 20; made += 1) {
      later(30_001)
      expect((await stable({ force_refresh: true })).errcode).toBeUndefined()
    }
    later(30_001)
    expect((await stable({ force_refresh: true })).errcode).toBe(45009)
    later(24 * 60 * MINUTE_MS)
    expect((await stable({ force_refresh: true })).errcode).toBeUndefined()
  })

  it('says what is wrong, with HTTP 200', async () => {
    const { appid } = under.keys
    const ask = async (query: string) => (await under.get(`/cgi-bin/token?${query}`)).errcode
    expect(await ask('')).toBe(40013)
    expect(await ask(`appid=${appid}&secret=x&grant_type=client_credential`)).toBe(40125)
    expect(await ask(`appid=${appid}&secret=${under.keys.appSecret}`)).toBe(40002)
    expect((await under.get('/cgi-bin/user/get')).errcode).toBe(41001)
    const wrong = await under.get('/cgi-bin/user/get?access_token=x')
    expect(wrong.errcode).toBe(40001)
    expect(wrong.errmsg).toMatch(/ rid: [0-9a-f-]+$/)
    expect((await fetch(`${under.keys.baseUrl}/cgi-bin/nothing`)).status).toBe(404)
    expect((await under.get('/cgi-bin/stable_token')).errcode).toBe(43002)
  })
})

// Each of the following starts on tokens of its own: the clock has moved by days above.
describe('people, codes and messages', () => {
  let own: AccountUnderTest
  beforeAll(async () => {
    own = await startAccountUnderTest()
  })
  afterAll(() => own.stop())
  const custom = async (more: object = {}) =>
    (
      await own.asAccount('/cgi-bin/message/custom/send', {
        touser: own.openid,
        msgtype: 'text',
        text: { content: '你好' },
        ...more,
      })
    ).errcode

  it('know who follows and how they came', async () => {
    const info = () => own.asAccount(`/cgi-bin/user/info?openid=${own.openid}`)
    expect(await info()).toEqual({ subscribe: 0, openid: own.openid })
    const made = await own.asAccount('/cgi-bin/qrcode/create', {
      expire_seconds: 600,
      action_name: 'QR_STR_SCENE',
      action_info: { scene: { scene_str: 'shop_7' } },
    })
    expect(made).toMatchObject({
      expire_seconds: 600,
      url: expect.stringMatching(/^http:\/\/weixin\.qq\.com\/q\//),
    })
    const picture = await fetch(
      `${own.keys.baseUrl}/cgi-bin/showqrcode?ticket=${encodeURIComponent(String(made.ticket))}`,
    )
    expect(picture.headers.get('content-type')).toBe('image/png')
    expect((await own.phone('/scan', { text: made.url })).json).toEqual({ followed: true })
    expect(await info()).toMatchObject({
      subscribe: 1,
      subscribe_scene: 'ADD_SCENE_QR_CODE',
      qr_scene_str: 'shop_7',
      qr_scene: 0,
    })
    expect(await info()).not.toHaveProperty('nickname')
    expect(await own.asAccount('/cgi-bin/user/get')).toMatchObject({
      total: 1,
      data: { openid: [own.openid] },
    })
    await own.asAccount('/cgi-bin/user/info/updateremark', { openid: own.openid, remark: '老客' })
    expect((await info()).remark).toBe('老客')
    own.sandbox.clock.advance(600_000)
    expect((await own.phone('/scan', { text: made.url })).status).toBe(409)
  })

  it('may be written to inside their window only', async () => {
    await own.phone('/unfollow', {})
    expect(await custom()).toBe(45015)
    await own.phone('/follow', {})
    expect([await custom(), await custom(), await custom(), await custom()]).toEqual([0, 0, 0, 45047])
    own.sandbox.clock.advance(61_000)
    expect(await custom()).toBe(45015)
    await own.phone('/say', { app: 'account', text: '在吗' })
    for (let sent = 0; sent < 5; sent += 1) expect(await custom()).toBe(0)
    expect(await custom()).toBe(45047)
    await own.phone('/say', { app: 'account', text: '还在吗' })
    expect(await custom()).toBe(0)
    own.sandbox.clock.advance(48 * 3_600_000)
    expect((await own.asAccount('/cgi-bin/user/get')).errcode).toBe(42001)
  })
})

describe('menus, templates and pages', () => {
  let own: AccountUnderTest
  beforeAll(async () => {
    own = await startAccountUnderTest()
    await own.phone('/follow', {})
  })
  afterAll(() => own.stop())

  it('a menu shows on the phone, and a press opens or tells', async () => {
    const button = [
      { type: 'click', name: '今日优惠', key: 'DEALS' },
      { name: '更多', sub_button: [{ type: 'view', name: '商城', url: 'https://shop.example/' }] },
    ]
    expect(await own.asAccount('/cgi-bin/menu/get')).toMatchObject({ errcode: 46003 })
    expect(await own.asAccount('/cgi-bin/menu/create', { button })).toEqual({ errcode: 0, errmsg: 'ok' })
    expect(await own.asAccount('/cgi-bin/menu/get')).toEqual({ menu: { button } })
    expect((await own.phone('/account')).json.menu).toEqual(button)
    expect((await own.phone('/press', { first: 1, second: 0 })).json).toEqual({
      url: 'https://shop.example/',
    })
    expect((await own.phone('/press', { first: 0 })).json).toEqual({ url: null })
    expect((await own.phone('/press', { first: 2 })).status).toBe(409)
    const create = async (bad: unknown) =>
      (await own.asAccount('/cgi-bin/menu/create', { button: bad })).errcode
    expect(await create([])).toBe(40016)
    expect(await create([{ type: 'click', name: '一二三四五六', key: 'K' }])).toBe(40018)
    expect(await create([{ type: 'view', name: 'a', url: 'javascript:1' }])).toBe(40020)
    expect(await create([{ type: 'click', name: 'a' }])).toBe(40019)
    expect(await create([{ type: 'media_id', name: 'a' }])).toBe(40016)
    expect(await create([{ type: 'fly', name: 'a', key: 'K' }])).toBe(40016)
  })

  it('a menu may show the account’s own material, and only some presses open the right to answer', async () => {
    const button = [
      { type: 'article_id', name: '图文', article_id: 'article_1' },
      {
        name: '更多',
        sub_button: [
          { type: 'media_id', name: '海报', media_id: 'media_1' },
          { type: 'pic_weixin', name: '发图', key: 'PIC' },
          { type: 'scancode_waitmsg', name: '扫码', key: 'SCAN' },
        ],
      },
    ]
    expect(await own.asAccount('/cgi-bin/menu/create', { button })).toMatchObject({ errcode: 0 })
    own.sandbox.clock.advance(MINUTE_MS)
    const answer = async () =>
      (
        await own.asAccount('/cgi-bin/message/custom/send', {
          touser: own.openid,
          msgtype: 'text',
          text: { content: '您好' },
        })
      ).errcode
    const press = async (first: number, second?: number) => {
      await own.phone('/press', { first, second })
      return answer()
    }
    expect(await press(0)).toBe(45015)
    expect((await own.chat()).at(-1)).toMatchObject({ from: 'them', text: '[图文 news] article_1' })
    expect(await press(1, 0)).toBe(45015)
    expect(await press(1, 1)).toBe(45015)
    expect(await press(1, 2)).toBe(0)
  })

  it('a template message goes to followers, with values of the right kind, once a client_msg_id', async () => {
    const content = '订单：{{character_string1.DATA}}\n商品：{{thing2.DATA}}\n金额：{{amount3.DATA}}'
    const { template_id } = await own.asAccount('/cgi-bin/template/api_add_template', {
      title: '付款成功',
      content,
    })
    const data = {
      character_string1: { value: 'ORDER_1' },
      thing2: { value: '龙井茶' },
      amount3: { value: '¥10.00元' },
    }
    const send = (more: object = {}) =>
      own.asAccount('/cgi-bin/message/template/send', { touser: own.openid, template_id, data, ...more })
    expect(await send({ client_msg_id: 'c1', url: 'https://shop.example/o/1' })).toMatchObject({ errcode: 0 })
    expect((await send({ client_msg_id: 'c1' })).errcode).toBe(45065)
    expect((await own.chat()).at(-1)).toMatchObject({
      title: '付款成功',
      url: 'https://shop.example/o/1',
      lines: [{ name: '订单', value: 'ORDER_1' }, { value: '龙井茶' }, { value: '¥10.00元' }],
    })
    const bad = await send({ data: { ...data, thing2: { value: '茶'.repeat(21) } } })
    expect([bad.errcode, String(bad.errmsg).includes('thing2')]).toEqual([47003, true])
    expect((await send({ template_id: 'nope' })).errcode).toBe(40037)
    expect((await send({ touser: 'nobody' })).errcode).toBe(40003)
    await own.phone('/unfollow', {})
    expect((await send()).errcode).toBe(43004)
    await own.phone('/follow', {})
  })

  it.each(['mini', 'account'] as const)('a subscription is good for one message: %s', async (app) => {
    const as = app === 'mini' ? own.asMini : own.asAccount
    const added = await as('/wxaapi/newtmpl/addtemplate', { title: '发货', content: '快递：{{thing1.DATA}}' })
    const template_id = String(added.priTmplId ?? added.template_id)
    const left = async () => {
      const answer = await fetch(`${own.sandbox.homeUrl}/phone/api/chats/${app}`)
      const { subscriptions } = (await answer.json()) as {
        subscriptions: Array<{ templateId: string; left: number }>
      }
      return subscriptions.find(({ templateId }) => templateId === template_id)?.left
    }
    const code = await own.phone('/mini-login', {})
    const session = await own.get(
      `/sns/jscode2session?appid=${own.keys.miniAppid}&secret=${own.keys.miniAppSecret}&js_code=${code.json.code}&grant_type=authorization_code`,
    )
    const touser = app === 'mini' ? session.openid : own.openid
    const send = async () =>
      (
        await as(`/cgi-bin/message/subscribe/${app === 'mini' ? 'send' : 'bizsend'}`, {
          touser,
          template_id,
          data: { thing1: { value: '已发出' } },
        })
      ).errcode
    expect(await send()).toBe(43101)
    await own.phone('/subscribe', { app, templateId: template_id, accept: false })
    expect([await left(), await send()]).toEqual([0, 43101])
    await own.phone('/subscribe', { app, templateId: template_id, accept: true })
    expect([await left(), await send(), await left(), await send()]).toEqual([1, 0, 0, 43101])
    expect((await own.chat(app)).at(-1)).toMatchObject({ title: '发货', lines: [{ value: '已发出' }] })
  })

  it('a page is configured with the ticket', async () => {
    const first = await own.asAccount('/cgi-bin/ticket/getticket?type=jsapi')
    expect((await own.asAccount('/cgi-bin/ticket/getticket?type=jsapi')).ticket).toBe(first.ticket)
    const url = 'https://shop.example/page?x=1'
    const text = `jsapi_ticket=${first.ticket}&noncestr=abc&timestamp=1700000005&url=${url}`
    const config = { url: `${url}#top`, timestamp: '1700000005', nonceStr: 'abc', signature: sha1(text) }
    const check = async (more: object = {}) =>
      (await own.control('/official-account/check-page', { ...config, ...more })).json.result
    expect(await check()).toBe('config:ok')
    expect(await check({ url: 'https://shop.example/other' })).toBe('invalid signature')
    await own.control('/official-account/domains', { jssdk: 'elsewhere.example' })
    expect(await check()).toBe('invalid url domain')
  })
})

describe('faults', () => {
  it('strike here too', async () => {
    const own = await startAccountUnderTest()
    try {
      own.sandbox.control.addFault({
        institution: 'official_account',
        operation: 'user',
        effect: 'fail',
        times: 1,
      })
      expect((await own.asAccount('/cgi-bin/user/get')).errcode).toBe(-1)
      own.sandbox.control.addFault({
        institution: 'official_account',
        operation: 'user',
        effect: 'drop_after',
        times: 1,
      })
      await expect(own.asAccount('/cgi-bin/user/get')).rejects.toThrow()
      expect(await own.asAccount('/cgi-bin/user/get')).toMatchObject({ total: 0 })
    } finally {
      await own.stop()
    }
  })
})
