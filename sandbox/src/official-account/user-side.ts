import type { WalletUser } from '../core/wallets.js'
import type { Desk } from './desk.js'
import { isObject } from './fields.js'
import { pushToOwner } from './push.js'
import type { App, Follower } from './records.js'
import { closeWindows, openWindow } from './windows.js'
import type { XmlValue } from './xml.js'

/** What a person does on the phone, each told to the owner's server. */
export interface UserSide {
  follow(user: WalletUser, scene?: string, code?: { scene: string; ticket: string; isText: boolean }): void
  unfollow(user: WalletUser): void
  /** A code with a scene: follows, or tells the scan of who follows already. Null for a code that is none. */
  scan(user: WalletUser, text: string): { followed: boolean } | null
  say(user: WalletUser, app: App, text: string): void
  /** Presses `button[first]` or its `sub_button[second]`; the address to open for a view. Null without such a button. */
  press(user: WalletUser, first: number, second: number | null): { url: string | null } | null
  /** Answers a question for one-time subscriptions. */
  answerSubscription(user: WalletUser, app: App, templateId: string, accept: boolean): void
}

/** Buttons that show something of the account's own. */
const CONTENT: Readonly<Record<string, string>> = {
  media_id: '[素材 media]',
  article_id: '[图文 news]',
  article_view_limited: '[图文 news]',
}
/** Buttons that open the right to answer: presses and scans, not pictures and places (§8). */
const ANSWERABLE = ['click', 'scancode_push', 'scancode_waitmsg']
const FROM_THEM = { app: 'account', from: 'them', title: null, lines: [], url: null } as const
const SCENE_ADDRESS = /^https?:\/\/weixin\.qq\.com\/q\/([0-9A-Za-z]{22})$/

export function createUserSide(desk: Desk): UserSide {
  const { core, records } = desk
  const push = (user: WalletUser, app: App, members: Record<string, XmlValue>): void =>
    void pushToOwner(desk, app, user.id, desk.openidOf(user, app), members)
  const event = (
    user: WalletUser,
    Event: string,
    more: Record<string, XmlValue> = {},
    app: App = 'account',
  ) => push(user, app, { MsgType: 'event', Event, ...more })
  const system = (user: WalletUser, text: string): void =>
    void desk.show({
      userId: user.id,
      app: 'account',
      from: 'system',
      kind: 'system',
      title: null,
      text,
      lines: [],
      url: null,
    })

  const side: UserSide = {
    follow(user, scene = 'ADD_SCENE_SEARCH', code) {
      if (records.followers.get(user.id)?.subscribed) return
      const follower: Follower = {
        id: user.id,
        subscribed: true,
        subscribedAtMs: core.clock.nowMs(),
        scene,
        qrScene: code && !code.isText ? Number(code.scene) : 0,
        qrSceneText: code?.isText ? code.scene : '',
        remark: '',
      }
      records.followers.put(follower)
      openWindow(desk, 'account', user.id, 'follow')
      system(user, '已关注公众号 You follow this account')
      event(
        user,
        'subscribe',
        code ? { EventKey: `qrscene_${code.scene}`, Ticket: code.ticket } : { EventKey: '' },
      )
    },
    unfollow(user) {
      const follower = records.followers.get(user.id)
      if (!follower?.subscribed) return
      records.followers.put({ ...follower, subscribed: false })
      closeWindows(desk, 'account', user.id)
      system(user, '已取消关注 You no longer follow this account')
      event(user, 'unsubscribe', { EventKey: '' })
    },
    scan(user, text) {
      const token = SCENE_ADDRESS.exec(text.trim())?.[1]
      const code = [...records.sceneCodes.values()].find((one) => one.token === token)
      if (!code || (code.endsAtMs !== null && code.endsAtMs <= core.clock.nowMs())) return null
      if (!records.followers.get(user.id)?.subscribed) {
        side.follow(user, 'ADD_SCENE_QR_CODE', { scene: code.scene, ticket: code.id, isText: code.isText })
        return { followed: true }
      }
      openWindow(desk, 'account', user.id, 'scan')
      event(user, 'SCAN', { EventKey: code.scene, Ticket: code.id })
      return { followed: false }
    },
    say(user, app, text) {
      desk.show({ userId: user.id, app, from: 'user', kind: 'text', title: null, text, lines: [], url: null })
      openWindow(desk, app, user.id, 'message')
      // Larger than any exact number: written as digits.
      push(user, app, { MsgType: 'text', Content: text, MsgId: `2${core.random.digits(18)}` })
    },
    press(user, first, second) {
      const top = records.menus.get('menu')?.button[first]
      const subs = isObject(top) && Array.isArray(top.sub_button) ? top.sub_button : []
      const button: unknown = second === null ? top : subs[second]
      if (!isObject(button) || typeof button.type !== 'string') return null
      const MenuId = 1
      if (button.type === 'view') {
        event(user, 'VIEW', { EventKey: String(button.url), MenuId })
        return { url: String(button.url) }
      }
      if (button.type === 'miniprogram') {
        event(user, 'view_miniprogram', { EventKey: String(button.pagepath), MenuId })
        return { url: String(button.url) }
      }
      if (CONTENT[button.type] !== undefined) {
        // The platform answers by itself; the owner's server is not told.
        const id = String(button.media_id ?? button.article_id)
        desk.show({ ...FROM_THEM, userId: user.id, kind: button.type, text: `${CONTENT[button.type]} ${id}` })
        return { url: null }
      }
      if (ANSWERABLE.includes(button.type)) openWindow(desk, 'account', user.id, 'click')
      event(user, 'CLICK', { EventKey: String(button.key ?? ''), MenuId })
      return { url: null }
    },
    answerSubscription(user, app, templateId, accept) {
      const id = `${app} ${user.id} ${templateId}`
      if (accept) records.subscriptions.put({ id, left: (records.subscriptions.get(id)?.left ?? 0) + 1 })
      const List = {
        TemplateId: templateId,
        SubscribeStatusString: accept ? 'accept' : 'reject',
        PopupScene: 0,
      }
      event(user, 'subscribe_msg_popup_event', { SubscribeMsgPopupEvent: { List } }, app)
    },
  }
  return side
}

/** A passive reply of the owner's server, as the user sees it. */
export function showReply(desk: Desk, app: App, userId: string, reply: Map<string, string>): void {
  const kind = reply.get('MsgType') ?? ''
  const common = { userId, app, from: 'them', lines: [], kind } as const
  if (kind === 'text') desk.show({ ...common, title: null, text: reply.get('Content') ?? '', url: null })
  if (kind === 'news') {
    const text = reply.get('Description') ?? ''
    desk.show({ ...common, title: reply.get('Title') ?? '', text, url: reply.get('Url') ?? null })
  }
  if (kind === 'transfer_customer_service')
    desk.show({
      ...common,
      from: 'system',
      title: null,
      text: '已转接客服 Handed to customer service',
      url: null,
    })
  if (['image', 'voice', 'video', 'music'].includes(kind))
    desk.show({ ...common, title: null, text: `[${kind}] ${reply.get('MediaId') ?? ''}`, url: null })
}
