import { createHash } from 'node:crypto'
import type { Core } from '../core/core.js'
import type { OfficialAccountKeys } from '../core/official-account-keys.js'
import type { WalletUser } from '../core/wallets.js'
import { type App, type ChatMessage, openRecords, type Records } from './records.js'

/** Everything the API, the pages and the phone's chats work on together. */
export interface Desk {
  readonly core: Core
  readonly keys: OfficialAccountKeys
  readonly records: Records
  /** A user's name under the app: under the account's it is the wallet's own, which WeChat Pay orders know. */
  openidOf(user: WalletUser, app: App): string
  unionidOf(user: WalletUser): string
  userOf(openid: unknown, app: App): WalletUser | null
  show(message: Omit<ChatMessage, 'id' | 'atMs'>): ChatMessage
  tell(kind: 'call' | 'notice', zh: string, en: string, data?: Record<string, unknown>): void
}

/** What a chat shows reaches back far enough; older messages only weigh on the journal. */
const MESSAGES_KEPT = 5_000

export function createDesk(core: Core): Desk {
  const keys = core.keys.officialAccount
  const records = openRecords(core)
  const hashed = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 27)
  const desk: Desk = {
    core,
    keys,
    records,
    // The same derivation as WeChat Pay's in this sandbox, so that a mini-program's openid can pay.
    openidOf: (user, app) =>
      app === 'account' ? user.payerId : `o${hashed(`${keys.miniAppid} ${user.payerId}`)}`,
    unionidOf: (user) => `u${hashed(`union ${user.payerId}`)}`,
    userOf(openid, app) {
      const users = core.wallets.users().filter(({ wallet }) => wallet === 'wechat')
      return users.find((user) => desk.openidOf(user, app) === openid) ?? null
    },
    show(message) {
      const shown = { id: core.random.alphanumeric(16), atMs: core.clock.nowMs(), ...message }
      records.messages.put(shown)
      if (records.messages.size > MESSAGES_KEPT) {
        const oldest = records.messages.values().next()
        if (!oldest.done) records.messages.delete(oldest.value.id)
      }
      desk.tell('notice', '聊天里有新消息', 'A new message in a chat', { userId: message.userId })
      return shown
    },
    tell(kind, zh, en, data = {}) {
      core.events.emit({ kind, institution: 'official_account', outTradeNo: null, zh, en, data })
    },
  }
  return desk
}
