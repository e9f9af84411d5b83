import type { KeyObject } from 'node:crypto'
import type { Applyment, ApplymentAnswer, ApplymentRequest } from '../types/applyment.js'
import { type Outcome, unknown } from '../types/outcome.js'
import { isApplyment, isApplymentAnswer } from '../types/shapes.js'
import { encryptOaep } from '../wire/oaep.js'
import type { Transport } from './transport.js'

const PATH = '/v3/applyment4sub/applyment'

/** What names people, their papers and their accounts: sealed here (m4012719997). */
const SEALED: ReadonlySet<string> = new Set([
  'contact_name',
  'contact_id_number',
  'mobile_phone',
  'contact_email',
  'id_card_name',
  'id_card_number',
  'id_card_address',
  'id_doc_name',
  'id_doc_number',
  'id_doc_address',
  'ubo_id_doc_name',
  'ubo_id_doc_number',
  'ubo_id_doc_address',
  'account_name',
  'account_number',
])

/** Hands in an application of a sub-merchant; the slash at the end of the path is documented. */
export async function submitApplyment(
  transport: Transport,
  request: ApplymentRequest,
): Promise<Outcome<ApplymentAnswer>> {
  const platform = await transport.encryptionKey()
  if (!platform)
    return unknown('connection', 'Nothing was sent: there is no key of WeChat Pay to encrypt the papers for.')
  const body = sealFields(request, platform.key) as object
  const target = `${PATH}/`
  return transport.call({
    method: 'POST',
    target,
    body,
    encryptedFor: platform.serial,
    isValue: isApplymentAnswer,
  })
}

export function queryApplyment(transport: Transport, businessCode: string): Promise<Outcome<Applyment>> {
  const target = `${PATH}/business_code/${encodeURIComponent(businessCode)}`
  return transport.call({ method: 'GET', target, isValue: isApplyment })
}

function sealFields(value: unknown, key: KeyObject): unknown {
  if (Array.isArray(value)) return value.map((member) => sealFields(member, key))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      SEALED.has(name) && typeof member === 'string' ? encryptOaep(member, key) : sealFields(member, key),
    ]),
  )
}
