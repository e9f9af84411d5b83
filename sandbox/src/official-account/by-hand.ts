import type { WalletUser } from '../core/wallets.js'
import { checkPageConfig, type PageConfig } from './calls/jssdk-ticket.js'
import { makeUserCode } from './calls/login.js'
import { type Decision, decideAudit } from './calls/mini-review.js'
import type { Desk } from './desk.js'
import { type PushWish, setPush } from './push-settings.js'
import type { App, Audit, ChatMessage, CodeVersion, Domains, PushSettings } from './records.js'
import { createUserSide, type UserSide } from './user-side.js'
import { openWindow } from './windows.js'

export interface ChatView {
  app: App
  name: string
  /** Null where there is nothing to follow. */
  subscribed: boolean | null
  last: ChatMessage | null
}

/** What people and tests do besides calling the API: on the phone, on the settings pages, at the reviewer's desk. */
export interface OfficialAccountByHand extends UserSide {
  /** The phone's user, or the named one; null for a name that is no WeChat user's. */
  user(id: string | undefined): WalletUser | null
  chats(user: WalletUser): ChatView[]
  messages(user: WalletUser, app: App): ChatMessage[]
  menu(): unknown[]
  /** The app's templates, and how many messages of each the user still agreed to get. */
  subscriptions(user: WalletUser, app: App): Array<{ templateId: string; title: string; left: number }>
  /** What wx.login hands to the mini-program. */
  miniLogin(user: WalletUser): string
  /** The user opens the mini-program's customer-service session. */
  enterSession(user: WalletUser): void
  push(): PushSettings | null
  setPush(wish: PushWish): Promise<PushSettings | { problem: string }>
  clearPush(): void
  domains(): Omit<Domains, 'id'>
  setDomains(change: Partial<Omit<Domains, 'id'>>): Omit<Domains, 'id'>
  checkPage(config: PageConfig): string
  review(): { audits: Audit[]; versions: CodeVersion[] }
  decide(auditId: string, decision: Decision): Audit | null
}

const NAMES: Record<App, string> = { account: '沙箱公众号', mini: '沙箱小程序' }

export function createByHand(desk: Desk): OfficialAccountByHand {
  const { core, records } = desk
  const messages = (user: WalletUser, app: App): ChatMessage[] =>
    [...records.messages.values()].filter((one) => one.userId === user.id && one.app === app)
  const domains = (): Omit<Domains, 'id'> => {
    const { oauth = null, jssdk = null } = records.domains.get('domains') ?? {}
    return { oauth, jssdk }
  }
  return {
    ...createUserSide(desk),
    messages,
    domains,
    user(id) {
      const user = id === undefined ? core.wallets.defaultUser('wechat') : core.wallets.user(id)
      return user?.wallet === 'wechat' ? user : null
    },
    chats: (user) =>
      (['account', 'mini'] as const).map((app) => ({
        app,
        name: NAMES[app],
        subscribed: app === 'account' ? (records.followers.get(user.id)?.subscribed ?? false) : null,
        last: messages(user, app).at(-1) ?? null,
      })),
    subscriptions: (user, app) =>
      [...records.templates.values()]
        .filter((template) => template.app === app)
        .map(({ id, title }) => ({
          templateId: id,
          title,
          left: records.subscriptions.get(`${app} ${user.id} ${id}`)?.left ?? 0,
        })),
    menu: () => records.menus.get('menu')?.button ?? [],
    miniLogin: (user) => makeUserCode(desk, 'mini', user, 'login').id,
    enterSession: (user) => openWindow(desk, 'mini', user.id, 'session'),
    push: () => records.push.get('push') ?? null,
    setPush: (wish) => setPush(desk, wish),
    clearPush: () => records.push.delete('push'),
    setDomains(change) {
      records.domains.put({ id: 'domains', ...domains(), ...change })
      return domains()
    },
    checkPage: (config) => checkPageConfig(desk, config),
    review: () => ({ audits: [...records.audits.values()], versions: [...records.versions.values()] }),
    decide: (auditId, decision) => decideAudit(desk, auditId, decision),
  }
}
