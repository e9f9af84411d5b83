import { type Answer, ok } from '../answers.js'
import { type Call, readBody } from '../call.js'
import { checkFields, fieldError } from '../fields.js'
import { requireAppid } from '../merchants/partner.js'
import { openField } from '../query-refund.js'
import { type Receiver, receiverKey } from '../sharing/sharing-book.js'
import { requirePerson } from '../sharing/sharing-seat.js'
import { invalid, requirePlatform } from './platform-gate.js'
import {
  PLATFORM_RECEIVER_FIELDS,
  PLATFORM_RECEIVER_GONE_FIELDS,
  type PlatformReceiverBody,
} from './sharing-fields.js'

/** Once for all sellers of the platform; adding a known one changes nothing. */
export function addPlatformReceiver(call: Call): Answer {
  const body = read(call, true)
  const { sharing, merchants } = call.platform
  const name =
    body.encrypted_name === undefined
      ? (body.name ?? null)
      : openField(call, '/encrypted_name', body.encrypted_name)
  if (body.type === 'MERCHANT_ID') {
    if (name === null)
      throw fieldError('/name', undefined, '接收方为商户时必填', 'is required for MERCHANT_ID')
    const merchant = merchants.get(body.account)
    if (!merchant) throw invalid('分账接收方商户不存在', 'The receiving merchant does not exist')
    if (merchant.name !== name)
      throw invalid('分账接收方全称未通过校验', 'The name is not the registered one')
  } else {
    const person = requirePerson(call, body.appid, body.account)
    if (name !== null && name !== person.name) {
      throw invalid('分账接收方姓名未通过校验', 'The name is not the real name of this person')
    }
  }
  const id = receiverKey(call.merchant.mchid, body.type, body.account)
  const receiver: Receiver = sharing.receivers.get(id) ?? {
    id,
    type: body.type,
    account: body.account,
    name,
    relationType: body.relation_type,
    customRelation: null,
  }
  sharing.receivers.put(receiver)
  return ok({ type: receiver.type, account: receiver.account })
}

export function deletePlatformReceiver(call: Call): Answer {
  const body = read(call, false)
  const { receivers } = call.platform.sharing
  const id = receiverKey(call.merchant.mchid, body.type, body.account)
  if (!receivers.get(id)) throw invalid('分账接收方不存在', 'There is no such receiver')
  receivers.delete(id)
  return ok({ type: body.type, account: body.account })
}

function read(call: Call, adds: boolean): PlatformReceiverBody {
  requirePlatform(call)
  const raw = readBody(call)
  checkFields(raw, adds ? PLATFORM_RECEIVER_FIELDS : PLATFORM_RECEIVER_GONE_FIELDS)
  // The fields are exactly the members of PlatformReceiverBody; deleting needs the first three.
  const body = raw as unknown as PlatformReceiverBody
  requireAppid(call.merchant, body.appid, 'appid')
  return body
}
