import type { Caller } from '../caller.js'
import type { Desk } from '../desk.js'
import { type AlipayRefusal, refuse } from '../errors.js'
import { complaintAbout, type JsonObject, required, text, textOf } from '../fields.js'
import type { NodeFields } from '../wire/answer.js'

const RULES = { alipay_cert_sn: required(text(64)) }

/** alipay.open.app.alipaycert.download: the certificate that an answer named and the caller does not have. */
export function downloadCertificate(
  _desk: Desk,
  biz: JsonObject,
  { app }: Caller,
): NodeFields | AlipayRefusal {
  const complaint = complaintAbout(biz, RULES)
  if (complaint !== null) return refuse('isv.invalid-parameter', complaint)
  // Which code an unknown serial gets is unverified.
  if (textOf(biz, 'alipay_cert_sn') !== app.alipayCertificateSn)
    return refuse('isv.invalid-parameter', 'alipay_cert_sn对应的证书不存在')
  return {
    code: '10000',
    msg: 'Success',
    alipay_cert_content: Buffer.from(app.alipayCertificate).toString('base64'),
  }
}
