import { type Answer, ok } from '../answers.js'
import { type Call, readBody } from '../call.js'
import { checkFields } from '../fields.js'
import { requireAppid } from '../merchants/partner.js'
import { canonical } from '../place-order.js'
import { finishService, newService } from './new-service.js'
import { beginFor, requirePermission } from './permissions.js'
import { serviceKey } from './service-book.js'
import { DIRECT_COMPLETE_FIELDS, type DirectBody } from './service-fields.js'
import { serviceJson } from './service-json.js'
import { invalid, requireSum, requireTerms, requireWithinLimit } from './service-rules.js'
import { type ServiceSide, userFields } from './service-seat.js'

/** The user named has authorised the service: it is created and over at once, and nobody is asked. */
export function directComplete(call: Call, side: ServiceSide): Answer {
  const raw = readBody(call)
  checkFields(raw, { ...DIRECT_COMPLETE_FIELDS, ...side.fields, ...userFields(side) })
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
  const permission = requirePermission(call, seat, body)
  const order = newService(call, seat, body, fingerprint)
  requireWithinLimit(order, body.total_amount)

  // From here on the service is over.
  beginFor(order, permission)
  finishService(call, order, body)
  return ok(serviceJson(order, call.nowMs))
}
