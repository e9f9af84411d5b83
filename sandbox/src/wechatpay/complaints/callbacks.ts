import { type Answer, NO_CONTENT, ok, Refused } from '../answers.js'
import { type Call, readBody } from '../call.js'
import { checkFields } from '../fields.js'
import { CALLBACK_FIELDS } from './complaint-fields.js'

/** One address a merchant: created once, then changed or deleted (19 §1). */
export function createCallback(call: Call): Answer {
  const url = urlIn(call)
  const { callbacks } = call.platform.complaints
  if (callbacks.get(call.merchant.mchid)) {
    throw new Refused('INVALID_REQUEST', { zh: '通知地址已存在，请使用更新接口', en: 'It exists; update it' })
  }
  callbacks.put({ id: call.merchant.mchid, url })
  return ok({ mchid: call.merchant.mchid, url })
}

export function readCallback(call: Call): Answer {
  return ok({ mchid: call.merchant.mchid, url: known(call) })
}

export function updateCallback(call: Call): Answer {
  const url = urlIn(call)
  known(call)
  call.platform.complaints.callbacks.put({ id: call.merchant.mchid, url })
  return ok({ mchid: call.merchant.mchid, url })
}

export function deleteCallback(call: Call): Answer {
  known(call)
  call.platform.complaints.callbacks.delete(call.merchant.mchid)
  return NO_CONTENT
}

/** The document asks for https; plain http is let through, since a merchant under test listens on loopback. */
function urlIn(call: Call): string {
  const body = readBody(call)
  checkFields(body, CALLBACK_FIELDS)
  return String(body.url)
}

function known(call: Call): string {
  const callback = call.platform.complaints.callbacks.get(call.merchant.mchid)
  if (callback) return callback.url
  throw new Refused('RESOURCE_NOT_EXISTS', { zh: '通知地址不存在', en: 'There is no callback address' })
}
