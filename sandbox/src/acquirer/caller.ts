import type { Desk } from './desk.js'
import { isObject, type JsonObject, needText, readText } from './fields.js'
import { Refused } from './results.js'
import { fiveLines, parseAuthorization, verifyBytes } from './signature.js'

/** (unverified): how far a caller's clock may be off. */
const WINDOW_MS = 5 * 60_000

/** Who calls: by signature, over the raw body. Throws the refusal. */
export function authenticate(desk: Desk, authorization: string | undefined, body: Buffer): void {
  const given = parseAuthorization(authorization)
  if (!given || !/^\d{1,12}$/.test(given.timestamp) || !/^[0-9A-Za-z]{12,32}$/.test(given.nonce))
    throw new Refused('NO_AUTHORIZATION')
  const { appId, merchantSerial } = desk.core.keys.acquirer
  if (Math.abs(Number(given.timestamp) * 1000 - desk.core.clock.nowMs()) > WINDOW_MS)
    throw new Refused('STALE')
  if (given.appid !== appId || given.serial.toLowerCase() !== merchantSerial)
    throw new Refused('UNKNOWN_CALLER')
  if (!verifyBytes(fiveLines({ ...given, body }), given.signature, desk.keys.merchantKey))
    throw new Refused('BAD_SIGNATURE')
}

/** req_data of the envelope {req_time, version, out_org_code, req_data}. */
export function readEnvelope(desk: Desk, body: Buffer): JsonObject {
  const envelope = parseJson(body)
  if (!isObject(envelope)) throw new Refused('BAD_JSON')
  if (!/^\d{14}$/.test(needText(envelope, 'req_time', 14))) throw new Refused('BAD_FIELD', 'req_time')
  if (needText(envelope, 'version', 8) !== '3.0') throw new Refused('BAD_FIELD', 'version 应为 3.0')
  const organisation = readText(envelope, 'out_org_code', 32)
  if (organisation !== null && organisation !== desk.core.keys.acquirer.appId)
    throw new Refused('UNKNOWN_CALLER')
  if (!isObject(envelope.req_data)) throw new Refused('BAD_FIELD', 'req_data 必填')
  return envelope.req_data
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    throw new Refused('BAD_JSON')
  }
}
