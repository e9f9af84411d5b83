import { type Call, type CallAnswer, done } from '../call.js'
import type { Desk } from '../desk.js'
import { Refused } from '../errors.js'
import { jssdkText, sha1 } from '../push-crypto.js'

const LIVES_MS = 7_200_000

/** The same ticket during its life: callers are told to keep it. */
export function getTicket({ desk, query, nowMs }: Call): CallAnswer {
  const type = query.get('type') ?? 'jsapi'
  if (type !== 'jsapi' && type !== 'wx_card') throw new Refused(40097)
  const known = desk.records.tickets.get(type)
  const current =
    known && known.endsAtMs > nowMs
      ? known
      : { id: type, ticket: desk.core.random.alphanumeric(86), endsAtMs: nowMs + LIVES_MS }
  if (current !== known) desk.records.tickets.put(current)
  const expires_in = Math.floor((current.endsAtMs - nowMs) / 1000)
  return done({ ticket: current.ticket, expires_in })
}

export interface PageConfig {
  url: string
  timestamp: string
  nonceStr: string
  signature: string
}

/** What WeChat says to a page's wx.config. */
export function checkPageConfig(
  desk: Desk,
  config: PageConfig,
): 'config:ok' | 'invalid url domain' | 'invalid signature' {
  const allowed = desk.records.domains.get('domains')?.jssdk ?? null
  if (!URL.canParse(config.url)) return 'invalid url domain'
  if (allowed !== null && new URL(config.url).hostname !== allowed) return 'invalid url domain'
  const ticket = desk.records.tickets.get('jsapi')
  if (!ticket || ticket.endsAtMs <= desk.core.clock.nowMs()) return 'invalid signature'
  const text = jssdkText(ticket.ticket, config.nonceStr, config.timestamp, config.url)
  return sha1(text) === config.signature ? 'config:ok' : 'invalid signature'
}
