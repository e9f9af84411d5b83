import { type Answer, ok, Refused } from '../answers.js'
import { type Call, readBody } from '../call.js'
import { checkFields } from '../fields.js'
import { requireAppid } from '../merchants/partner.js'
import { canonical } from '../place-order.js'
import { finishService, newService } from './new-service.js'
import { findPermission } from './permissions.js'
import { serviceKey } from './service-book.js'
import { DIRECT_COMPLETE_FIELDS, type DirectBody } from './service-fields.js'
import { serviceJson } from './service-json.js'
import { invalid, requireSum, requireTerms, requireWithinLimit } from './service-rules.js'
import { PARTNER, type ServiceSide } from './service-seat.js'

/** The user named has authorised the service: it is created and over at once, and nobody is asked. */
export function directComplete(call: Call, side: ServiceSide): Answer {
  const raw = readBody(call)
  const openids = {
    openid: { kind: 'string', min: 1, max: 128 },
    sub_openid: { kind: 'string', min: 1, max: 128 },
  } as const
  checkFields(raw, {
    ...DIRECT_COMPLETE_FIELDS,
    ...side.fields,
    ...(side === PARTNER ? openids : {}),
  })
  // The fields above are exactly the members of DirectBody.
  const body = raw as unknown as DirectBody
  const seat = side.seat(call, body)
  requireAppid(call.merchant, body.appid, 'appid')
  requireTerms(body)
  requireSum(body)
  const fingerprint = canonical(raw)
  const known = call.platform.services.get(serviceKey(seat.scope, body.out_order_no))
  if (known && known.fingerprint !== fingerprint) {
    throw invalid('商户服务订单号已存在，且参数不一致', 'The out_order_no exists with other parameters')
  }
  if (known) return ok(serviceJson(known, call.nowMs))
  const permission = findPermission(call, seat, body)
  if (permission?.state !== 'AVAILABLE') {
    throw new Refused('NO_AUTH', {
      zh: '用户未授权该服务',
      en: 'The user has not authorised this service',
    })
  }
  const order = newService(call, seat, body, fingerprint)
  requireWithinLimit(order, body.total_amount)

  // From here on the service is over.
  order.state = 'DOING'
  order.userId = permission.userId
  order.openid = permission.openid
  if (permission.subOpenid !== null) order.subOpenid = permission.subOpenid
  finishService(call, order, body)
  return ok(serviceJson(order, call.nowMs))
}
