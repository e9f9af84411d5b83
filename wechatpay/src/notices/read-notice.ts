import { checkSignature } from '../client/check-signature.js'
import type { PlatformKeys } from '../client/platform-keys.js'
import { isObject, isPaidOrder, isRefundNotice, type JsonObject } from '../types/shapes.js'
import { openAead } from '../wire/aead.js'
import type { HeaderSource } from '../wire/headers.js'
import type { NoticeEnvelope, NoticeReading } from './notice.js'

export interface NoticeToRead {
  readonly headers: HeaderSource
  /** The bytes as received, not a parsed and rewritten body. */
  readonly rawBody: Uint8Array
  readonly keys: PlatformKeys
  readonly apiV3Key: string
  readonly nowMs: number
}

/**
 * Verifies, opens and reads a notice (m4012791861), in this order: nothing of the body is looked at before its signature
 * is good. Never throws for what a sender can do. Answer 200 or 204 within five seconds to what was read and stored, and
 * 4xx or 5xx to everything that was not verified: probes with a wrong signature must not be acknowledged.
 */
export function readNotice({ headers, rawBody, keys, apiV3Key, nowMs }: NoticeToRead): NoticeReading {
  const check = checkSignature({ headers, body: rawBody }, keys, nowMs)
  return check.ok ? openNotice(rawBody, apiV3Key) : check
}

/**
 * Opens a body without looking at its signature. What it returns is proof of nothing (a recorded notice opens for ever);
 * good for telling support which order a notice that was refused speaks of.
 */
export function openNotice(rawBody: Uint8Array, apiV3Key: string): NoticeReading {
  const body = parseObject(Buffer.from(rawBody).toString('utf8'))
  if (
    !body ||
    typeof body.id !== 'string' ||
    typeof body.event_type !== 'string' ||
    !isObject(body.resource)
  ) {
    return refuse('bad_json', 'The body of the notice is not the documented envelope.')
  }
  const plaintext = openResource(body.resource, apiV3Key)
  if (plaintext === null) {
    return refuse(
      'cannot_open',
      'The content cannot be decrypted: the APIv3 key is another one, or it was altered.',
    )
  }
  const envelope: NoticeEnvelope = {
    id: body.id,
    createTime: textOf(body.create_time),
    summary: textOf(body.summary),
  }
  return typed(envelope, body.event_type, textOf(body.resource.original_type), plaintext)
}

function typed(
  envelope: NoticeEnvelope,
  eventType: string,
  originalType: string,
  plaintext: string,
): NoticeReading {
  const resource = parseObject(plaintext)
  if (!resource) return refuse('bad_json', 'The decrypted content is not a JSON object.')
  switch (`${eventType} ${originalType}`) {
    case 'TRANSACTION.SUCCESS transaction':
      // Combined orders come under the same two names and have another content.
      if ('combine_out_trade_no' in resource || 'sp_mchid' in resource) break
      if (!isPaidOrder(resource)) return refuse('bad_json', 'The content is not the documented payment.')
      return {
        ok: true,
        notice: { ...envelope, kind: 'payment', eventType: 'TRANSACTION.SUCCESS', resource },
      }
    case 'REFUND.SUCCESS refund':
    case 'REFUND.ABNORMAL refund':
    case 'REFUND.CLOSED refund': {
      if ('sp_mchid' in resource) break
      if (!isRefundNotice(resource)) return refuse('bad_json', 'The content is not the documented refund.')
      const refund_status = resource.refund_status === 'CLOSE' ? 'CLOSED' : resource.refund_status
      const known = eventType as 'REFUND.SUCCESS' | 'REFUND.ABNORMAL' | 'REFUND.CLOSED'
      return {
        ok: true,
        notice: { ...envelope, kind: 'refund', eventType: known, resource: { ...resource, refund_status } },
      }
    }
    case 'SECURITY_ECHO.SUCCESS security': {
      const { echo_message, encrypt_echo_message: sealed } = resource
      if (typeof echo_message !== 'string')
        return refuse('bad_json', 'The content is not the documented echo.')
      const echo =
        typeof sealed === 'string' ? { echo_message, encrypt_echo_message: sealed } : { echo_message }
      return {
        ok: true,
        notice: { ...envelope, kind: 'echo', eventType: 'SECURITY_ECHO.SUCCESS', resource: echo },
      }
    }
  }
  return {
    ok: false,
    because: 'unknown_type',
    message: `Notices of the type ${eventType} (${originalType || 'no original_type'}) are not typed here.`,
    other: { ...envelope, eventType, originalType, plaintext },
  }
}

function openResource(resource: JsonObject, apiV3Key: string): string | null {
  const { algorithm, ciphertext, nonce, associated_data: associatedData } = resource
  if (algorithm !== 'AEAD_AES_256_GCM' || typeof ciphertext !== 'string' || typeof nonce !== 'string')
    return null
  try {
    return openAead(ciphertext, apiV3Key, nonce, textOf(associatedData))
  } catch {
    return null
  }
}

function parseObject(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

function refuse(because: 'bad_json' | 'cannot_open', message: string): NoticeReading {
  return { ok: false, because, message }
}
