import { getJson, postJson } from '../shared/call-api.js'

export type ChatApp = 'account' | 'mini'

export interface ChatMessage {
  id: string
  from: 'them' | 'user' | 'system'
  atMs: number
  title: string | null
  text: string
  lines: Array<{ name: string; value: string }>
  url: string | null
}

export interface ChatSummary {
  app: ChatApp
  name: string
  /** Null where there is nothing to follow. */
  subscribed: boolean | null
  last: ChatMessage | null
}

export interface MenuButton {
  name: string
  type?: string
  sub_button?: MenuButton[]
}

/** A template, and how many of its messages the user still agreed to get. */
export interface Subscription {
  templateId: string
  title: string
  left: number
}

export interface Chat extends ChatSummary {
  menu: MenuButton[]
  subscriptions: Subscription[]
  messages: ChatMessage[]
}

const base = '/phone/api/chats'

export const listChats = () => getJson<ChatSummary[]>(base)
export const openChat = (app: ChatApp) => getJson<Chat>(`${base}/${app}`)
export const follow = () => postJson<unknown>(`${base}/follow`, {})
export const unfollow = () => postJson<unknown>(`${base}/unfollow`, {})
export const say = (app: ChatApp, text: string) => postJson<unknown>(`${base}/say`, { app, text })
export const press = (first: number, second?: number) =>
  postJson<{ url: string | null }>(`${base}/press`, { first, ...(second === undefined ? {} : { second }) })
export const answerSubscription = (app: ChatApp, templateId: string, accept: boolean) =>
  postJson<unknown>(`${base}/subscribe`, { app, templateId, accept })
export const miniLogin = () => postJson<{ code: string }>(`${base}/mini-login`, {})
export const enterSession = () => postJson<unknown>(`${base}/mini-session`, {})
export const scanScene = (text: string) => postJson<{ followed: boolean }>(`${base}/scan`, { text })

/** A code that leads to an account instead of a payment. */
export function isSceneCode(text: string): boolean {
  return /^https?:\/\/weixin\.qq\.com\/q\//.test(text.trim())
}
