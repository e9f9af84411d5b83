import { createHash } from 'node:crypto'
import { type Answer, ok, Refused } from '../answers.js'
import type { Call } from '../call.js'
import { checkFields, fieldError, isObject } from '../fields.js'

const LARGEST_BYTES = 2 * 1024 * 1024
const KINDS: ReadonlyArray<{ type: string; name: RegExp }> = [
  { type: 'image/jpeg', name: /\.jpe?g$/i },
  { type: 'image/bmp', name: /\.bmp$/i },
  { type: 'image/png', name: /\.png$/i },
]
const KEPT = 500

/** A picture for a reply; the signature covers the meta part alone (00-protocol §12). */
export function uploadEvidence(call: Call): Answer {
  const { core, complaints } = call.platform
  if (!isObject(call.json) || !call.upload) {
    throw fieldError('/meta', undefined, '缺少meta或file部分', 'and file parts are required')
  }
  checkFields(call.json, {
    filename: { kind: 'string', max: 128, required: true },
    sha256: { kind: 'string', max: 64, pattern: /^[0-9a-fA-F]{64}$/, required: true },
  })
  const filename = String(call.json.filename)
  const kind = KINDS.find((one) => one.name.test(filename))
  if (!kind) throw fieldError('/filename', filename, '仅支持JPG、BMP、PNG', 'must end in jpg, bmp or png')
  if (call.upload.length > LARGEST_BYTES) {
    throw new Refused('INVALID_REQUEST', { zh: '图片不能超过2M', en: 'The picture is larger than 2 MB' })
  }
  const hash = createHash('sha256').update(call.upload).digest('hex')
  if (hash !== String(call.json.sha256).toLowerCase()) {
    throw fieldError('/sha256', undefined, '与文件内容不一致', 'is not the hash of the file')
  }
  const id = core.random.alphanumeric(64)
  complaints.images.put({
    id,
    mchid: call.merchant.mchid,
    type: kind.type,
    base64: call.upload.toString('base64'),
  })
  if (complaints.images.size > KEPT) {
    const oldest = complaints.images.values().next()
    if (!oldest.done) complaints.images.delete(oldest.value.id)
  }
  return ok({ media_id: id })
}

/** The picture itself, unsigned. */
export function downloadEvidence(call: Call): Answer {
  const image = call.platform.complaints.images.get(call.params.media_id ?? '')
  if (image?.mchid !== call.merchant.mchid) {
    throw new Refused('INVALID_REQUEST', { zh: '图片不存在', en: 'There is no such picture' })
  }
  return {
    status: 200,
    requestCode: 0,
    file: { bytes: Buffer.from(image.base64, 'base64'), type: image.type },
  }
}
