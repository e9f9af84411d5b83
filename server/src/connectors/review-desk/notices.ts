import { createHmac, timingSafeEqual } from 'node:crypto'
import type { RawNotice } from '../contract.js'
import type { ReviewNoticeReading } from '../review-contract.js'
import { readApplication } from './answers.js'

/** A notice that was caught is worth nothing later. */
const FRESH_FOR_S = 5 * 60

/** Verifies as Standard Webhooks says: signature over id, time and raw body, then the time. */
export function readDeskNotice(secret: string, raw: RawNotice): ReviewNoticeReading {
  const [id, timestamp, signatures] = ['id', 'timestamp', 'signature'].map((name) => {
    const value = raw.headers[`webhook-${name}`]
    return typeof value === 'string' ? value : ''
  }) as [string, string, string]
  if (id === '' || timestamp === '' || signatures === '')
    return {
      ok: false,
      because: 'missing_headers',
      message: 'webhook-id, -timestamp or -signature is missing.',
    }
  if (!isSigned(secret, `${id}.${timestamp}.`, raw.body, signatures))
    return { ok: false, because: 'bad_signature', message: 'No signature of this body with our secret.' }
  const ageS = raw.receivedAt.getTime() / 1000 - Number(timestamp)
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(ageS) > FRESH_FOR_S)
    return { ok: false, because: 'stale', message: `Signed ${Math.round(ageS)} s before it came.` }
  const data = dataOf(raw.body)
  const answer = readApplication(data)
  const applicationNo = (data as { application_no?: unknown } | null)?.application_no
  if (typeof applicationNo !== 'string')
    return { ok: false, because: 'unreadable', message: 'The notice names no application.' }
  return { ok: true, eventId: id, applicationNo, answer }
}

function isSigned(secret: string, head: string, body: Buffer, signatures: string): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const wanted = createHmac('sha256', key).update(head).update(body).digest()
  return signatures.split(' ').some((one) => {
    const [version, signature = ''] = one.split(',')
    const given = Buffer.from(signature, 'base64')
    return version === 'v1' && given.length === wanted.length && timingSafeEqual(given, wanted)
  })
}

function dataOf(body: Buffer): unknown {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    return typeof value === 'object' && value !== null && 'data' in value ? value.data : null
  } catch {
    return null
  }
}
