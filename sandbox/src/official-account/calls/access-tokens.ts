import { type Call, type CallAnswer, needApp, OK } from '../call.js'
import type { Desk } from '../desk.js'
import { Refused } from '../errors.js'
import type { AccessToken, App } from '../records.js'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const LIVES_MS = 120 * MINUTE_MS
/** A token that was replaced lives on for a moment; a stable one is renewed this long before its end. */
const GRACE_MS = 5 * MINUTE_MS
const FORCED_A_DAY = 20
const FORCED_APART_MS = 30_000

/** Each call makes a new token and retires the one before (§2.1). */
export function plainToken({ desk, query, nowMs }: Call): CallAnswer {
  const app = needApp(desk, query.get('appid'), query.get('secret'))
  if (query.get('grant_type') !== 'client_credential') throw new Refused(40002)
  for (const old of tokensOf(desk, app, 'plain')) replace(desk, old, Math.min(old.endsAtMs, nowMs + GRACE_MS))
  return answer(makeToken(desk, app, 'plain', nowMs), nowMs)
}

/** The same token during its life; the two kinds know nothing of each other (§2.2). */
export function stableToken({ desk, body, nowMs }: Call): CallAnswer {
  const app = needApp(desk, body.appid, body.secret)
  if (body.grant_type !== 'client_credential') throw new Refused(40002)
  const force = body.force_refresh ?? false
  if (typeof force !== 'boolean') throw new Refused(47001, 'force_refresh')
  const current = tokensOf(desk, app, 'stable').find((token) => !token.replaced)
  if (force) {
    countForced(desk, app, nowMs)
    for (const old of tokensOf(desk, app, 'stable')) replace(desk, old, nowMs)
    return answer(makeToken(desk, app, 'stable', nowMs), nowMs)
  }
  if (current && current.endsAtMs - nowMs >= GRACE_MS) return answer(current, nowMs)
  // Near its end both are good.
  if (current) replace(desk, current, current.endsAtMs)
  return answer(makeToken(desk, app, 'stable', nowMs), nowMs)
}

export function clearQuota({ desk, app }: Call): CallAnswer {
  desk.records.forced.delete(app)
  return OK
}

/** Whose token it is. */
export function needToken(desk: Desk, text: string | null, nowMs: number): App {
  if (text === null || text === '') throw new Refused(41001)
  const token = desk.records.tokens.get(text)
  if (!token) throw new Refused(40001)
  if (token.endsAtMs <= nowMs) throw new Refused(token.replaced ? 40001 : 42001)
  return token.app
}

function tokensOf({ records }: Desk, app: App, kind: AccessToken['kind']): AccessToken[] {
  return [...records.tokens.values()].filter((token) => token.app === app && token.kind === kind)
}

function replace({ records }: Desk, token: AccessToken, endsAtMs: number): void {
  // Long dead ones are of no use to anybody.
  if (token.replaced && token.endsAtMs < endsAtMs - DAY_MS) records.tokens.delete(token.id)
  else if (!token.replaced || token.endsAtMs > endsAtMs)
    records.tokens.put({ ...token, endsAtMs, replaced: true })
}

function makeToken(desk: Desk, app: App, kind: AccessToken['kind'], nowMs: number): AccessToken {
  const id = `${desk.core.random.digits(2)}_${desk.core.random.alphanumeric(133)}`
  const token: AccessToken = { id, app, kind, madeAtMs: nowMs, endsAtMs: nowMs + LIVES_MS, replaced: false }
  desk.records.tokens.put(token)
  return token
}

function countForced({ records }: Desk, app: App, nowMs: number): void {
  const recent = (records.forced.get(app)?.atMs ?? []).filter((atMs) => atMs > nowMs - DAY_MS)
  if (recent.some((atMs) => atMs > nowMs - FORCED_APART_MS)) throw new Refused(45011)
  if (recent.length >= FORCED_A_DAY) throw new Refused(45009)
  records.forced.put({ id: app, atMs: [...recent, nowMs] })
}

function answer({ id, endsAtMs }: AccessToken, nowMs: number): CallAnswer {
  return { json: { access_token: id, expires_in: Math.floor((endsAtMs - nowMs) / 1000) } }
}
