import { createHash } from 'node:crypto'
import { type Answer, ok, Refused } from '../answers.js'
import type { Call } from '../call.js'
import { checkFields, fieldError, isObject } from '../fields.js'

const MB = 1024 * 1024
const PICTURES = { name: /\.(jpe?g|bmp|png|pdf)$/i, zh: 'JPG、JPEG、BMP、PNG或PDF' }
const VIDEOS = { name: /\.(avi|wmv|mpeg|mp4|mov|mkv|flv|f4v|m4v|rmvb)$/i, zh: 'avi、wmv、mpeg、mp4等' }
const MOST_BYTES = 5 * MB
const MOST_PDF_BYTES = 7.5 * MB

/** Pictures and PDF for applications; only the meta part is signed (00-protocol §12). */
export const uploadPicture = (call: Call): Answer => upload(call, PICTURES)
export const uploadVideo = (call: Call): Answer => upload(call, VIDEOS)

function upload(call: Call, allowed: typeof PICTURES): Answer {
  const { core, onboarding } = call.platform
  if (!isObject(call.json) || !call.upload) {
    throw fieldError('/meta', undefined, '缺少meta或file部分', 'and file parts are required')
  }
  checkFields(call.json, {
    filename: { kind: 'string', max: 128, required: true },
    sha256: { kind: 'string', max: 64, pattern: /^[0-9a-fA-F]{64}$/, required: true },
  })
  const filename = String(call.json.filename)
  if (!allowed.name.test(filename)) {
    throw fieldError('/filename', filename, `仅支持${allowed.zh}`, `must end like ${allowed.name.source}`)
  }
  const bytes = call.upload.length
  if (bytes === 0) throw fieldError('/file', undefined, '文件为空', 'is empty')
  if (bytes > (/\.pdf$/i.test(filename) ? MOST_PDF_BYTES : MOST_BYTES)) {
    // The limit was raised; its words were not (00-protocol §12).
    throw new Refused('INVALID_REQUEST', { zh: '文件大小不能超过2M', en: 'The file is larger than 5 MB' })
  }
  const sha256 = createHash('sha256').update(call.upload).digest('hex')
  if (sha256 !== String(call.json.sha256).toLowerCase()) {
    throw new Refused('REQUEST_BLOCKED', {
      zh: '文件内容与sha256不一致',
      en: 'The file is not the one that meta.sha256 names',
    })
  }
  const id = `${core.random.alphanumeric(64)}-${core.random.alphanumeric(20)}`
  onboarding.book.media.put({ id, mchid: call.merchant.mchid, filename, sha256, bytes })
  return ok({ media_id: id })
}
