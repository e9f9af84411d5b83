import { Type } from 'typebox'
import type { InstitutionServer } from '../core/institution.js'
import type { OfficialAccountByHand, OfficialAccountServer } from '../official-account/index.js'
import { done, type Endpoint, type EndpointInput, NOTHING_TO_SAY, type Reply, refused } from './endpoint.js'

const closed = { additionalProperties: false }
const TEXT = Type.String({ minLength: 1, maxLength: 2_048 })
const USER = Type.Optional(Type.String({ minLength: 1, maxLength: 64 }))
const APP = Type.Unsafe<'account' | 'mini'>({ type: 'string', enum: ['account', 'mini'] })
const ANYTHING = Type.Unknown()

/** The official account and the mini-program moved by hand; nothing when the sandbox runs without them. */
export function officialAccountEndpoints(servers: readonly InstitutionServer[]): Endpoint[] {
  const server = servers.find(isOfficialAccount)
  return server ? [...phoneRows(server.byHand), ...settingsRows(server.byHand)] : []
}

function isOfficialAccount(server: InstitutionServer): server is OfficialAccountServer {
  return server.institution.name === 'official_account'
}

/** Bodies have passed the row's own schema; the cast says which. */
const bodyOf = <T>(input: EndpointInput): T => input.body as T
type User = NonNullable<ReturnType<OfficialAccountByHand['user']>>

function phoneRows(byHand: OfficialAccountByHand): Endpoint[] {
  const asUser = (id: string | undefined, act: (user: User) => Reply): Reply => {
    const user = byHand.user(id)
    if (user) return act(user)
    return refused(404, 'unknown_user', '没有这个微信用户。', 'There is no WeChat user with this id.')
  }
  const deed = (
    path: string,
    summary: string,
    more: object,
    act: (user: User, body: never) => Reply,
  ): Endpoint => ({
    method: 'POST',
    path: `/phone/api/chats/${path}`,
    summary,
    body: Type.Object({ userId: USER, ...more }, closed),
    answer: ANYTHING,
    act: (input) => {
      const body = bodyOf<{ userId?: string }>(input)
      return asUser(body.userId, (user) => act(user, body as never))
    },
  })
  const ok = done({ ok: true })
  return [
    {
      method: 'GET',
      path: '/phone/api/chats',
      summary: '聊天列表 / The chat list',
      query: Type.Object({ userId: USER }, closed),
      answer: ANYTHING,
      act: ({ query }) => asUser(query.userId, (user) => done(byHand.chats(user))),
    },
    {
      method: 'GET',
      path: '/phone/api/chats/:app',
      summary: '一个聊天：消息、菜单与可订阅的消息 / One chat: messages, menu, what may be subscribed',
      query: Type.Object({ userId: USER }, closed),
      answer: ANYTHING,
      act: ({ params, query }) =>
        asUser(query.userId, (user) => {
          const chat = byHand.chats(user).find(({ app }) => app === params.app)
          if (!chat) return refused(404, 'not_found', '没有这条记录。', 'There is no such record.')
          const menu = chat.app === 'account' ? byHand.menu() : []
          const subscriptions = byHand.subscriptions(user, chat.app)
          return done({ ...chat, menu, subscriptions, messages: byHand.messages(user, chat.app) })
        }),
    },
    deed('follow', '关注 / Follow', {}, (user) => {
      byHand.follow(user)
      return ok
    }),
    deed('unfollow', '取消关注 / Unfollow', {}, (user) => {
      byHand.unfollow(user)
      return ok
    }),
    deed(
      'say',
      '发消息 / Write',
      { app: APP, text: TEXT },
      (user, body: { app: 'account' | 'mini'; text: string }) => {
        if (body.app === 'account' && !byHand.chats(user)[0]?.subscribed)
          return refused(409, 'not_following', '请先关注公众号。', 'Follow the account first.')
        byHand.say(user, body.app, body.text)
        return ok
      },
    ),
    deed(
      'press',
      '点菜单 / Press a menu button',
      {
        first: Type.Integer({ minimum: 0, maximum: 2 }),
        second: Type.Optional(Type.Integer({ minimum: 0, maximum: 4 })),
      },
      (user, { first, second }: { first: number; second?: number }) => {
        const pressed = byHand.press(user, first, second ?? null)
        if (pressed) return done(pressed)
        return refused(409, 'no_button', '没有这个菜单。', 'There is no such menu button.')
      },
    ),
    deed(
      'scan',
      '扫带参数的二维码 / Scan a code with a scene',
      { text: TEXT },
      (user, { text }: { text: string }) => {
        const scanned = byHand.scan(user, text)
        if (scanned) return done(scanned)
        return refused(
          409,
          'unknown_code',
          '二维码已失效或不是公众号的。',
          'The code is too old, or no account’s.',
        )
      },
    ),
    deed(
      'subscribe',
      '答订阅消息授权 / Answer a question for a subscription',
      { app: APP, templateId: TEXT, accept: Type.Boolean() },
      (
        user,
        { app, templateId, accept }: { app: 'account' | 'mini'; templateId: string; accept: boolean },
      ) => {
        byHand.answerSubscription(user, app, templateId, accept)
        return ok
      },
    ),
    deed('mini-login', 'wx.login 的 code / What wx.login hands out', {}, (user) =>
      done({ code: byHand.miniLogin(user) }),
    ),
    deed('mini-session', '进入小程序客服 / Open the customer-service session', {}, (user) => {
      byHand.enterSession(user)
      return ok
    }),
  ]
}

function settingsRows(byHand: OfficialAccountByHand): Endpoint[] {
  const path = '/control/official-account'
  return [
    {
      method: 'GET',
      path: `${path}/push`,
      summary: '消息推送设置 / Where messages are pushed',
      answer: ANYTHING,
      act: () => done(byHand.push()),
    },
    {
      method: 'POST',
      path: `${path}/push`,
      summary: '设置消息推送，先校验地址 / Set it; the address must echo first',
      body: Type.Object(
        {
          url: Type.String({ pattern: '^https?://', maxLength: 1_024 }),
          token: Type.Optional(Type.String({ pattern: '^[0-9A-Za-z]{3,32}$' })),
          encodingAesKey: Type.Optional(Type.String({ pattern: '^[0-9A-Za-z]{43}$' })),
          mode: Type.Optional(Type.Unsafe<string>({ type: 'string', enum: ['plain', 'compatible', 'safe'] })),
        },
        closed,
      ),
      answer: ANYTHING,
      async act(input) {
        const wish = bodyOf<Parameters<OfficialAccountByHand['setPush']>[0]>(input)
        if (!URL.canParse(wish.url))
          return refused(400, 'invalid_url', '地址无法识别。', 'This is no address.')
        const set = await byHand.setPush(wish)
        if (!('problem' in set)) return done(set)
        return refused(
          409,
          'no_echo',
          `Token 校验失败：该地址没有原样返回 echostr（${set.problem}）。`,
          `The address did not echo echostr (${set.problem}).`,
        )
      },
    },
    {
      method: 'DELETE',
      path: `${path}/push`,
      summary: '停用消息推送 / Push no more',
      answer: null,
      act() {
        byHand.clearPush()
        return NOTHING_TO_SAY
      },
    },
    {
      method: 'GET',
      path: `${path}/domains`,
      summary: '网页授权与 JS 接口域名 / Hosts of web authorisation and JS-SDK',
      answer: ANYTHING,
      act: () => done(byHand.domains()),
    },
    {
      method: 'POST',
      path: `${path}/domains`,
      summary: '设置域名，null 不限 / Set them; null lets any host pass',
      body: Type.Object(
        {
          oauth: Type.Optional(
            Type.Unsafe<string | null>({ anyOf: [{ type: 'string', maxLength: 253 }, { type: 'null' }] }),
          ),
          jssdk: Type.Optional(
            Type.Unsafe<string | null>({ anyOf: [{ type: 'string', maxLength: 253 }, { type: 'null' }] }),
          ),
        },
        closed,
      ),
      answer: ANYTHING,
      act: (input) => done(byHand.setDomains(bodyOf(input))),
    },
    {
      method: 'POST',
      path: `${path}/check-page`,
      summary: 'wx.config 会得到什么 / What wx.config would be told',
      body: Type.Object({ url: TEXT, timestamp: TEXT, nonceStr: TEXT, signature: TEXT }, closed),
      answer: Type.Object({ result: Type.String() }),
      act: (input) => done({ result: byHand.checkPage(bodyOf(input)) }),
    },
    {
      method: 'GET',
      path: '/control/mini-program',
      summary: '小程序的版本与审核 / The mini-program’s versions and reviews',
      answer: ANYTHING,
      act: () => done(byHand.review()),
    },
    {
      method: 'POST',
      path: '/control/mini-program/audits/:auditId/decide',
      summary: '审核结论：通过、驳回、延后 / The reviewer’s word',
      body: Type.Object(
        {
          decision: Type.Unsafe<string>({ type: 'string', enum: ['approve', 'reject', 'delay'] }),
          reason: Type.Optional(Type.String({ maxLength: 1_024 })),
          screenshot: Type.Optional(Type.String({ maxLength: 1_024 })),
        },
        closed,
      ),
      answer: ANYTHING,
      act(input) {
        const decided = byHand.decide(input.params.auditId ?? '', bodyOf(input))
        if (decided) return done(decided)
        return refused(409, 'not_open', '没有等待审核的这一版。', 'No such review is open.')
      },
    },
  ]
}
