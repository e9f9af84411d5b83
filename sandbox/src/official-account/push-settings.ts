import { randomBytes } from 'node:crypto'
import type { Desk } from './desk.js'
import { sortedSha1 } from './push-crypto.js'
import type { PushSettings } from './records.js'

export interface PushWish {
  url: string
  token?: string
  encodingAesKey?: string
  mode?: PushSettings['mode']
}

const TIMEOUT_MS = 5_000

/** The settings page's "submit": the owner's server must echo before the address counts (§10.1). */
export async function setPush(desk: Desk, wish: PushWish): Promise<PushSettings | { problem: string }> {
  const settings: PushSettings = {
    id: 'push',
    url: wish.url,
    token: wish.token ?? desk.keys.pushToken,
    encodingAesKey: wish.encodingAesKey ?? desk.keys.encodingAesKey,
    mode: wish.mode ?? 'safe',
  }
  const echostr = randomBytes(10).toString('hex')
  const timestamp = String(Math.floor(desk.core.clock.nowMs() / 1000))
  const nonce = desk.core.random.digits(10)
  const url = new URL(settings.url)
  const signature = sortedSha1(settings.token, timestamp, nonce)
  for (const [name, value] of Object.entries({ signature, timestamp, nonce, echostr }))
    url.searchParams.set(name, value)
  try {
    const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) })
    const text = await answer.text()
    if (answer.status !== 200 || text !== echostr)
      return { problem: `${answer.status} ${text.slice(0, 100)}` }
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) }
  }
  desk.records.push.put(settings)
  return settings
}
