import { randomBytes } from 'node:crypto'
import type { Core } from '../core/core.js'
import type { Collection } from '../core/store.js'

export type TokenKind = 'auth_code' | 'access' | 'refresh' | 'app_auth_code' | 'app_auth' | 'app_refresh'

/** A code or a token that stands for a user's or a merchant's consent. */
export interface Token {
  id: string
  kind: TokenKind
  /** The application it was given to. */
  appId: string
  /** The wallet user behind it; empty for tokens of applications. */
  userId: string
  payerId: string
  scope: string
  /** The merchant's application that a service provider acts for; empty for tokens of users. */
  authAppId: string
  atMs: number
  endsAtMs: number
  /** Codes and refresh tokens work once. */
  used: boolean
}

export interface Tokens {
  give(token: Omit<Token, 'id' | 'atMs' | 'endsAtMs' | 'used'>): Token
  get(id: string): Token | undefined
  use(token: Token): void
}

const DAY_MS = 86_400_000
export const TOKEN_LIVES_MS: Readonly<Record<TokenKind, number>> = {
  auth_code: DAY_MS,
  access: 15 * DAY_MS,
  refresh: 30 * DAY_MS,
  app_auth_code: DAY_MS,
  app_auth: 365 * DAY_MS,
  app_refresh: 372 * DAY_MS,
}
const TOKENS_KEPT = 20_000

export function createTokens(core: Core): Tokens {
  const kept: Collection<Token> = core.store.collection('alipay_tokens')
  return {
    give(wanted) {
      const nowMs = core.clock.nowMs()
      const token: Token = {
        ...wanted,
        // 40 characters is the documented room.
        id: `${wanted.kind === 'app_auth' ? '2' : 'a'}${randomBytes(19).toString('hex')}`,
        atMs: nowMs,
        endsAtMs: nowMs + TOKEN_LIVES_MS[wanted.kind],
        used: false,
      }
      kept.put(token)
      if (kept.size > TOKENS_KEPT) {
        const oldest = kept.values().next()
        if (!oldest.done) kept.delete(oldest.value.id)
      }
      return token
    },
    get: (id) => kept.get(id),
    use(token) {
      token.used = true
      kept.put(token)
    },
  }
}
