import { type Answer, ok, Refused } from '../answers.js'
import { beijingTime } from '../beijing-time.js'
import { type Call, readBody, requireMchid } from '../call.js'
import { checkFields } from '../fields.js'
import type { Callback } from './coupon-book.js'
import { CALLBACK_FIELDS } from './stock-fields.js'

/** Where the creator of a stock is told about coupons that were used. Set again, it is another one. */
export function setCallback(call: Call): Answer {
  const body = readBody(call)
  checkFields(body, CALLBACK_FIELDS)
  const callback: Callback = {
    id: call.merchant.mchid,
    notifyUrl: String(body.notify_url),
    enabled: body.switch !== false,
    updatedAtMs: call.nowMs,
  }
  call.platform.coupons.book.callbacks.put(callback)
  return ok({ update_time: beijingTime(callback.updatedAtMs), notify_url: callback.notifyUrl })
}

export function readCallback(call: Call): Answer {
  requireMchid(call)
  const callback = call.platform.coupons.book.callbacks.get(call.merchant.mchid)
  if (!callback) {
    throw new Refused('RESOURCE_NOT_EXISTS', { zh: '未设置回调地址', en: 'No callback address was set' })
  }
  return ok({ mchid: call.merchant.mchid, notify_url: callback.notifyUrl })
}
