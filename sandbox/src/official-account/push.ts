import { randomBytes } from 'node:crypto'
import type { NoticeChannel, NoticeRecord, NoticeTry } from '../core/notices.js'
import type { Desk } from './desk.js'
import { decryptMessage, encryptMessage, sortedSha1 } from './push-crypto.js'
import type { App, PushSettings } from './records.js'
import { readXml, writeXml, type XmlValue } from './xml.js'

export const NOTICE_OPERATIONS = ['notice.message', 'notice.event'] as const

const HOUR_MS = 3_600_000
/** Three attempts altogether, each given five seconds (§10.2); the wait between them is (unverified). */
const RETRY_AFTER_MS: readonly number[] = [1_000, 1_000]
const TIMEOUT_MS = 5_000

interface PushPayload {
  app: App
  userId: string
  openid: string
  members: Record<string, XmlValue>
}

/** Tells the owner's server; nothing happens while no address is set, as in life. */
export function pushToOwner(
  desk: Desk,
  app: App,
  userId: string,
  openid: string,
  members: Record<string, XmlValue>,
): NoticeRecord | null {
  const settings = desk.records.push.get('push')
  if (!settings) return null
  const { core, keys } = desk
  const isEvent = members.MsgType === 'event'
  const payload: PushPayload = {
    app,
    userId,
    openid,
    members: {
      ToUserName: app === 'account' ? keys.originalId : keys.miniOriginalId,
      FromUserName: openid,
      CreateTime: Math.floor(core.clock.nowMs() / 1000),
      ...members,
    },
  }
  return core.notices.send({
    institution: 'official_account',
    operation: isEvent ? 'notice.event' : 'notice.message',
    event: String(isEvent ? members.Event : members.MsgType),
    outTradeNo: openid,
    url: settings.url,
    payload: { ...payload },
  })
}

export function createPushChannel(
  desk: Desk,
  replied: (app: App, userId: string, reply: Map<string, string>) => void,
): NoticeChannel {
  const { core, keys, records } = desk
  const appidOf = (app: App): string => (app === 'account' ? keys.appid : keys.miniAppid)
  return {
    retryAfterMs: RETRY_AFTER_MS,
    timeoutMs: TIMEOUT_MS,
    acknowledged: (status, answer) =>
      status === 200 && (answer.trim() === '' || answer.trim() === 'success' || readXml(answer) !== null),
    async render(notice, alter) {
      const settings = settingsNow(records.push.get('push'), notice)
      // Written by this file and kept as JSON.
      const { app, openid, members } = notice.payload as unknown as PushPayload
      const told = alter === 'other_merchant' ? { ...members, ToUserName: 'gh_000000000000' } : members
      const nowMs = core.clock.nowMs()
      const timestamp = String(Math.floor((alter === 'stale' ? nowMs - HOUR_MS : nowMs) / 1000))
      const nonce = core.random.digits(10)
      const spoil = (signature: string): string => (alter === 'forge' ? '0'.repeat(40) : signature)
      const query = new URLSearchParams({
        signature: spoil(sortedSha1(settings.token, timestamp, nonce)),
        timestamp,
        nonce,
        openid,
      })
      let body = writeXml(told)
      if (settings.mode !== 'plain') {
        // A stranger's message is sealed with a key that the owner does not have.
        const aesKey = alter === 'unknown_serial' ? core.random.alphanumeric(43) : settings.encodingAesKey
        const Encrypt = encryptMessage(body, appidOf(app), aesKey, randomBytes(16))
        query.set('encrypt_type', 'aes')
        query.set('msg_signature', spoil(sortedSha1(settings.token, timestamp, nonce, Encrypt)))
        const ToUserName = String(told.ToUserName)
        body = writeXml(settings.mode === 'safe' ? { ToUserName, Encrypt } : { ...told, Encrypt })
      }
      if (alter === 'corrupt') body = corrupted(body)
      return {
        headers: { 'Content-Type': 'text/xml', 'User-Agent': 'Mozilla/4.0' },
        body,
        query: query.toString(),
      }
    },
    answered(notice, one) {
      const { app, userId } = notice.payload as unknown as PushPayload
      const reply = readReply(desk, records.push.get('push'), appidOf(app), one)
      if (reply) replied(app, userId, reply)
    },
  }
}

/** One character of the sealed text, or of the first clear one, is another. */
function corrupted(body: string): string {
  const mark = body.includes('<Encrypt>') ? '<Encrypt><![CDATA[' : '<![CDATA['
  const at = body.indexOf(mark) + mark.length
  return `${body.slice(0, at)}${body[at] === 'A' ? 'B' : 'A'}${body.slice(at + 1)}`
}

/** The address is the notice's own; keys and mode are those of now, as after a change on the settings page. */
function settingsNow(settings: PushSettings | undefined, notice: NoticeRecord): PushSettings {
  return settings ?? { id: 'push', url: notice.url, token: '', encodingAesKey: '', mode: 'plain' }
}

/** A passive reply: clear, or sealed and signed like the message. */
function readReply(
  { core }: Desk,
  settings: PushSettings | undefined,
  appid: string,
  { status, answer }: NoticeTry,
): Map<string, string> | null {
  if (status !== 200 || !settings) return null
  const outer = readXml(answer)
  const sealed = outer?.get('Encrypt')
  if (!outer || sealed === undefined) return settings.mode === 'safe' ? null : outer
  const signed = sortedSha1(settings.token, outer.get('TimeStamp') ?? '', outer.get('Nonce') ?? '', sealed)
  if (signed !== outer.get('MsgSignature')) {
    core.events.emit({
      kind: 'notice',
      institution: 'official_account',
      outTradeNo: null,
      zh: '被动回复的签名不对，用户会看到“该公众号暂时无法提供服务”',
      en: 'The passive reply’s signature is wrong; the user sees that the service is unavailable',
      data: {},
    })
    return null
  }
  const plain = decryptMessage(sealed, appid, settings.encodingAesKey)
  return plain === null ? null : readXml(plain)
}
