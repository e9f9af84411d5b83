import { type KeyObject, verify } from 'node:crypto'
import type { AlipayAccount, RawNotice } from '../contract.js'
import type { MessageAbout, MessageReading } from '../message-contract.js'

const APPLICATION_DECIDED = /^ant\.merchant\.expand\.indirect\.zft\.(?:passed|rejected)$/
const COMPLAINT_CHANGED = 'alipay.merchant.tradecomplain.changed'

/** One character a byte: a message is signed over the bytes of whatever charset it names. */
type Form = ReadonlyMap<string, string>

/**
 * A message of the application gateway (00-protocol §6.3) in our words, or why it is not believed.
 * `utc_timestamp` is not judged: nothing says whether a repetition, up to a day later, carries the time of its delivery
 * or of the event (unverified), and an old message does no more than make us ask.
 */
export function readMessage(
  account: Pick<AlipayAccount, 'appId'>,
  alipayKey: KeyObject,
  raw: Pick<RawNotice, 'body'>,
): MessageReading {
  const form = readForm(raw.body)
  const text = (name: string): string | undefined => form.get(name) || undefined
  if (text('sign') === undefined) return unreadable('This is not a message of Alipay.')
  // SHA-1 could be chosen by whoever sends, as with payment notices.
  if (text('sign_type') !== 'RSA2' || !isSigned(form, alipayKey))
    return { ok: false, because: 'bad_signature', message: 'The signature does not hold.' }
  if (text('app_id') !== account.appId) {
    const message = `For the application ${text('app_id')}; this account is ${account.appId}.`
    return { ok: false, because: 'another_merchant', message }
  }
  const eventId = text('notify_id')
  if (eventId === undefined) return unreadable('The message has no notify_id.')
  // What has no notify_url of its own comes here in the form of a notice, e.g. of an agreement.
  const name = text('msg_method') ?? text('notify_type') ?? 'unnamed'
  if (name !== COMPLAINT_CHANGED && !APPLICATION_DECIDED.test(name))
    return { ok: true, eventId, name, about: null }
  const content = contentIn(text)
  const about = content === null ? null : aboutOf(name, content)
  return about === null
    ? unreadable(`${name} without readable contents.`)
    : { ok: true, eventId, name, about }
}

const unreadable = (message: string): MessageReading => ({ ok: false, because: 'unreadable', message })

function aboutOf(name: string, content: Readonly<Record<string, unknown>>): MessageAbout | null {
  // Whichever it names: the whole list is asked for.
  if (name === COMPLAINT_CHANGED) return { kind: 'complaints' }
  const { order_id: orderId } = content
  return typeof orderId === 'string' && orderId !== ''
    ? { kind: 'application', institutionRef: orderId }
    : null
}

function readForm(body: Buffer): Form {
  const plain = (part: string): string =>
    part
      .replaceAll('+', ' ')
      .replace(/%([0-9A-Fa-f]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return new Map(
    body
      .toString('latin1')
      .split('&')
      .map((pair) => {
        const [name = '', ...value] = pair.split('=')
        return [plain(name), plain(value.join('='))] as const
      }),
  )
}

/** Without sign_type, as two projects verify such messages (unverified); or with it, as those of life accounts. */
function isSigned(form: Form, alipayKey: KeyObject): boolean {
  const signature = Buffer.from(form.get('sign') ?? '', 'base64')
  return [['sign', 'sign_type'], ['sign']].some((without) => {
    // Names whose value is empty are left out: SDKs disagree there, so nobody may send one.
    const names = [...form.keys()].filter((name) => !without.includes(name) && form.get(name) !== '')
    const signed = names
      .sort()
      .map((name) => `${name}=${form.get(name)}`)
      .join('&')
    return verify('RSA-SHA256', Buffer.from(signed, 'latin1'), alipayKey, signature)
  })
}

/** Null: in a charset that nobody knows, no JSON, or sealed (`encrypt_type`), which this account does not ask for. */
function contentIn(text: (name: string) => string | undefined): Readonly<Record<string, unknown>> | null {
  try {
    const bytes = Buffer.from(text('biz_content') ?? '', 'latin1')
    const decoder = new TextDecoder(text('charset') ?? 'utf-8', { fatal: true })
    const content: unknown = JSON.parse(decoder.decode(bytes))
    const isObject = typeof content === 'object' && content !== null && !Array.isArray(content)
    return isObject ? (content as Record<string, unknown>) : null
  } catch {
    return null
  }
}
