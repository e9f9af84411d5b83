import type { WalletUser } from '../core/wallets.js'
import type { Desk } from './desk.js'
import { Refused } from './errors.js'
import { type JsonObject, memberOf } from './fields.js'
import type { App } from './records.js'

export interface Call {
  desk: Desk
  query: URLSearchParams
  body: JsonObject
  /** Whose access_token came with the call; account where none is needed. */
  app: App
  nowMs: number
}

/** A picture, or JSON. */
export type CallAnswer = { json: object } | { picture: Buffer }

export interface Route {
  method: 'GET' | 'POST'
  path: string
  operation: string
  /** Whose access_token it takes; `nobody` takes appid and secret, or a user's own token. */
  token: App | 'either' | 'nobody'
  act(call: Call): CallAnswer | Promise<CallAnswer>
}

export const OK = { json: { errcode: 0, errmsg: 'ok' } } as const

export function done(more: object): CallAnswer {
  return { json: { errcode: 0, errmsg: 'ok', ...more } }
}

/** The app that appid and secret prove. */
export function needApp(desk: Desk, appid: unknown, secret: unknown): App {
  const { keys } = desk
  if (appid === keys.appid) {
    if (secret !== keys.appSecret) throw new Refused(40125)
    return 'account'
  }
  if (appid !== keys.miniAppid) throw new Refused(40013)
  if (secret !== keys.miniAppSecret) throw new Refused(40125)
  return 'mini'
}

export function needUser({ desk, body, app }: Call, name = 'touser'): WalletUser {
  const user = desk.userOf(memberOf(body, name), app)
  if (!user) throw new Refused(40003)
  return user
}
