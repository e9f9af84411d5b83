import { type Outcome, unknown } from '../types/outcome.js'
import type { AbnormalRefundRequest, Refund } from '../types/refund.js'
import { isRefund } from '../types/shapes.js'
import { encryptOaep } from '../wire/oaep.js'
import type { Transport } from './transport.js'

/** Sends an abnormal refund to a card of the payer's or to the merchant's own account (m4013071193). */
export async function applyAbnormalRefund(
  transport: Transport,
  refundId: string,
  request: AbnormalRefundRequest,
): Promise<Outcome<Refund>> {
  const target = `/v3/refund/domestic/refunds/${encodeURIComponent(refundId)}/apply-abnormal-refund`
  if (request.type === 'MERCHANT_BANK_CARD') {
    return transport.call({ method: 'POST', target, body: request, isValue: isRefund })
  }
  const platform = await transport.encryptionKey()
  if (!platform)
    return unknown('connection', 'Nothing was sent: there is no key of WeChat Pay to encrypt the card for.')
  const body = {
    ...request,
    bank_account: encryptOaep(request.bank_account, platform.key),
    real_name: encryptOaep(request.real_name, platform.key),
  }
  return transport.call({ method: 'POST', target, body, encryptedFor: platform.serial, isValue: isRefund })
}
