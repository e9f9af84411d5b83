import type { Caller } from '../caller.js'
import type { Desk } from '../desk.js'
import { type AlipayRefusal, refuse } from '../errors.js'
import { complaintAbout, type JsonObject, required, text, textOf } from '../fields.js'
import type { NodeFields } from '../wire/answer.js'

const LARGEST_BYTES = 5 * 1024 * 1024
const TYPES: Readonly<Record<string, string>> = { jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png' }

/** alipay.merchant.image.upload: a picture for what is said to a complaint. */
export function uploadComplaintImage(
  desk: Desk,
  biz: JsonObject,
  caller: Caller,
): NodeFields | AlipayRefusal {
  const wrong = complaintAbout(biz, { image_type: required(text(8, { oneOf: Object.keys(TYPES) })) })
  if (wrong !== null) return refuse('PARAM_ILLEGAL', wrong)
  const file = caller.files.get('image_content')?.content
  if (!file?.length) return refuse('PARAM_ILLEGAL', 'image_content不能为空')
  if (file.length > LARGEST_BYTES) return refuse('PARAM_ILLEGAL', '图片不能超过5MB')
  const id = desk.core.random.hex(32)
  const type = TYPES[textOf(biz, 'image_type') ?? ''] ?? ''
  desk.complaints.keepImage({ id, sellerId: caller.sellerId, type, base64: file.toString('base64') })
  return { code: '10000', msg: 'Success', image_id: id }
}
