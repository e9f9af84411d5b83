import type { Core } from '../core/core.js'
import type { Collection } from '../core/store.js'

/** account: the official account; mini: the mini-program. */
export type App = 'account' | 'mini'

export interface Follower {
  /** The wallet user's id. */
  id: string
  subscribed: boolean
  subscribedAtMs: number
  scene: string
  qrScene: number
  qrSceneText: string
  remark: string
}

export interface AccessToken {
  id: string
  app: App
  kind: 'plain' | 'stable'
  madeAtMs: number
  endsAtMs: number
  /** A newer one took its place: it lives on for a moment, or is void at once. */
  replaced: boolean
}

export interface UserCode {
  id: string
  app: App
  userId: string
  scope: string
  endsAtMs: number
  used: boolean
}

export interface UserToken {
  id: string
  refreshToken: string
  userId: string
  scope: string
  endsAtMs: number
  refreshEndsAtMs: number
}

export interface Template {
  id: string
  app: App
  title: string
  /** With `{{thing1.DATA}}` places. */
  content: string
}

/** What the phone shows in a chat. */
export interface ChatMessage {
  id: string
  userId: string
  app: App
  from: 'them' | 'user' | 'system'
  atMs: number
  kind: string
  title: string | null
  text: string
  lines: ReadonlyArray<{ name: string; value: string }>
  url: string | null
}

/** A right to send customer-service messages, opened by something that the user did. */
export interface ReplyWindow {
  id: string
  left: number
  endsAtMs: number
}

export interface SceneCode {
  id: string
  token: string
  scene: string
  isText: boolean
  endsAtMs: number | null
}

export interface PushSettings {
  id: 'push'
  url: string
  token: string
  encodingAesKey: string
  mode: 'plain' | 'compatible' | 'safe'
}

/** Where pages may stand: null lets any host pass, since a test has only 127.0.0.1. */
export interface Domains {
  id: 'domains'
  oauth: string | null
  jssdk: string | null
}

export interface Audit {
  id: string
  state: 0 | 1 | 2 | 3 | 4
  reason: string
  screenshot: string
  userVersion: string
  userDescription: string
  submittedAtMs: number
}

export interface CodeVersion {
  id: 'committed' | 'released'
  userVersion: string
  userDescription: string
  templateId: string
  auditId: string | null
}

export interface Records {
  followers: Collection<Follower>
  tokens: Collection<AccessToken>
  codes: Collection<UserCode>
  userTokens: Collection<UserToken>
  templates: Collection<Template>
  messages: Collection<ChatMessage>
  windows: Collection<ReplyWindow>
  sceneCodes: Collection<SceneCode>
  menus: Collection<{ id: 'menu'; button: unknown[] }>
  subscriptions: Collection<{ id: string; left: number }>
  push: Collection<PushSettings>
  domains: Collection<Domains>
  tickets: Collection<{ id: string; ticket: string; endsAtMs: number }>
  audits: Collection<Audit>
  versions: Collection<CodeVersion>
  forced: Collection<{ id: string; atMs: number[] }>
  clientMessageIds: Collection<{ id: string }>
}

export function openRecords({ store }: Core): Records {
  return {
    followers: store.collection('oa_followers'),
    tokens: store.collection('oa_tokens'),
    codes: store.collection('oa_codes'),
    userTokens: store.collection('oa_user_tokens'),
    templates: store.collection('oa_templates'),
    messages: store.collection('oa_messages'),
    windows: store.collection('oa_windows'),
    sceneCodes: store.collection('oa_scene_codes'),
    menus: store.collection('oa_menus'),
    subscriptions: store.collection('oa_subscriptions'),
    push: store.collection('oa_push'),
    domains: store.collection('oa_domains'),
    tickets: store.collection('oa_tickets'),
    audits: store.collection('oa_audits'),
    versions: store.collection('oa_versions'),
    forced: store.collection('oa_forced'),
    clientMessageIds: store.collection('oa_client_message_ids'),
  }
}
