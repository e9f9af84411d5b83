import QRCode from 'qrcode'
import type { Call, CallAnswer } from '../call.js'
import { Refused } from '../errors.js'
import { memberOf, needObject, needText } from '../fields.js'

const LONGEST_SECONDS = 2_592_000
const DEFAULT_SECONDS = 60
const KINDS: Record<string, { isText: boolean; isLasting: boolean }> = {
  QR_SCENE: { isText: false, isLasting: false },
  QR_STR_SCENE: { isText: true, isLasting: false },
  QR_LIMIT_SCENE: { isText: false, isLasting: true },
  QR_LIMIT_STR_SCENE: { isText: true, isLasting: true },
}

export function createSceneCode({ desk, body, nowMs }: Call): CallAnswer {
  const name = needText(body, 'action_name', 32)
  const kind = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined
  if (!kind) throw new Refused(40053, 'action_name')
  const scene = needObject(needObject(body, 'action_info'), 'scene')
  let text: string
  if (kind.isText) {
    text = needText(scene, 'scene_str', 64)
  } else {
    const id = memberOf(scene, 'scene_id')
    const most = kind.isLasting ? 100_000 : 2 ** 32 - 1
    if (typeof id !== 'number' || !Number.isInteger(id) || id < 1 || id > most)
      throw new Refused(40053, 'scene_id')
    text = String(id)
  }
  const seconds = memberOf(body, 'expire_seconds') ?? DEFAULT_SECONDS
  if (!kind.isLasting && (typeof seconds !== 'number' || !(seconds >= 1 && seconds <= LONGEST_SECONDS)))
    throw new Refused(40053, 'expire_seconds')
  const lasts = kind.isLasting ? null : Math.floor(seconds as number)
  const ticket = `gQ${desk.core.random.hex(2)}${desk.core.random.alphanumeric(90)}==`
  const token = desk.core.random.alphanumeric(22)
  desk.records.sceneCodes.put({
    id: ticket,
    token,
    scene: text,
    isText: kind.isText,
    endsAtMs: lasts === null ? null : nowMs + lasts * 1000,
  })
  const url = `http://weixin.qq.com/q/${token}`
  return { json: { ticket, ...(lasts === null ? {} : { expire_seconds: lasts }), url } }
}

/** The picture needs no access token: whoever has the ticket may show it. */
export async function showSceneCode({ desk, query }: Call): Promise<CallAnswer> {
  const code = desk.records.sceneCodes.get(query.get('ticket') ?? '')
  if (!code) throw new Refused(40035, 'ticket')
  return { picture: await QRCode.toBuffer(`http://weixin.qq.com/q/${code.token}`, { width: 430, margin: 1 }) }
}
