import { encryptOaep } from '@hutong/wechatpay'
import { type Answer, ok } from '../answers.js'
import type { Call } from '../call.js'
import { fieldError } from '../fields.js'
import { openField } from '../query-refund.js'
import { type Receiver, receiverKey } from './sharing-book.js'
import { addReceiverFields, deleteReceiverFields, type ReceiverBody } from './sharing-fields.js'
import { invalid, personalAppid, readSeat, requirePerson, type Seat } from './sharing-seat.js'

/** One receiver a call; adding a known one changes nothing (13 §6). */
export function addReceiver(call: Call): Answer {
  const { body, seat } = readSeat<ReceiverBody>(call, addReceiverFields)
  if (body.relation_type === 'CUSTOM' && body.custom_relation === undefined) {
    throw fieldError('/custom_relation', undefined, '自定义关系时必填', 'is required for CUSTOM')
  }
  const name = body.name === undefined ? null : openField(call, '/name', body.name)
  if (body.type === 'MERCHANT_ID') requireMerchant(call, body, name)
  else requirePersonNamed(call, body, name)
  const { receivers } = call.platform.sharing
  const id = receiverKey(seat.seller, body.type, body.account)
  const receiver: Receiver = receivers.get(id) ?? {
    id,
    type: body.type,
    account: body.account,
    name,
    relationType: body.relation_type,
    customRelation: body.custom_relation ?? null,
  }
  receivers.put(receiver)
  return ok({
    ...subOf(seat),
    type: receiver.type,
    account: receiver.account,
    ...(receiver.name === null ? {} : { name: encryptOaep(receiver.name, call.merchant.publicKey) }),
    relation_type: receiver.relationType,
    ...(receiver.customRelation === null ? {} : { custom_relation: receiver.customRelation }),
  })
}

/** Deleting what is not there is refused (the code is unverified). */
export function deleteReceiver(call: Call): Answer {
  const { body, seat } = readSeat<ReceiverBody>(call, deleteReceiverFields)
  const { receivers } = call.platform.sharing
  const id = receiverKey(seat.seller, body.type, body.account)
  if (!receivers.get(id)) throw invalid('分账接收方不存在', 'There is no such receiver')
  receivers.delete(id)
  return ok({ ...subOf(seat), type: body.type, account: body.account })
}

const subOf = (seat: Seat): object => (seat.subMchid === null ? {} : { sub_mchid: seat.subMchid })

function requireMerchant(call: Call, body: ReceiverBody, name: string | null): void {
  if (name === null) throw fieldError('/name', undefined, '接收方为商户时必填', 'is required for MERCHANT_ID')
  const merchant = call.platform.merchants.get(body.account)
  if (!merchant) throw invalid('分账接收方商户不存在', 'The receiving merchant does not exist')
  if (merchant.name !== name) {
    throw invalid('分账接收方全称未通过校验', 'The name is not the registered name of the receiving merchant')
  }
}

/** A person's name need not be given; when it is, it must be the real one (13 §6). */
function requirePersonNamed(call: Call, body: ReceiverBody, name: string | null): void {
  const person = requirePerson(call, personalAppid(body, body.type, 'type'), body.account)
  if (name !== null && name !== person.name) {
    throw invalid('分账接收方姓名未通过校验', 'The name is not the real name of this person')
  }
}
