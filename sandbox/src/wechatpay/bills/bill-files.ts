import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { type Answer, ok, Refused } from '../answers.js'
import type { Call } from '../call.js'
import { fieldError } from '../fields.js'
import type { Day } from './bill-day.js'
import { oneOfQuery } from './bill-day.js'

/** A file as it was first made: later events do not change it, as in life. */
interface BillFile {
  id: string
  text: string
}

interface BillToken {
  id: string
  mchid: string
  fileId: string
  expiresAtMs: number
}

const VALID_MS = 5 * 60_000
const TOKENS_KEPT = 10_000

/** Where to fetch the file, and the hash of its uncompressed bytes; the file is made when it is first asked for. */
export function fileAnswer(
  call: Call,
  name: string,
  day: Day,
  make: () => string,
  validMs: number = VALID_MS,
): Answer {
  const { core } = call.platform
  const packed = oneOfQuery(call, 'tar_type', ['', 'GZIP'], '') === 'GZIP'
  const files = core.store.collection<BillFile>('wechatpay_bill_files')
  const id = `${call.merchant.mchid} ${day.date} ${name}`
  const file = files.get(id) ?? { id, text: make() }
  files.put(file)
  const tokens = core.store.collection<BillToken>('wechatpay_bill_tokens')
  const token: BillToken = {
    id: core.random.alphanumeric(64),
    mchid: call.merchant.mchid,
    fileId: id,
    expiresAtMs: call.nowMs + validMs,
  }
  tokens.put(token)
  if (tokens.size > TOKENS_KEPT) {
    const oldest = tokens.values().next()
    if (!oldest.done) tokens.delete(oldest.value.id)
  }
  return ok({
    hash_type: 'SHA1',
    hash_value: createHash('sha1').update(file.text).digest('hex'),
    download_url: `${call.origin}/v3/billdownload/file?token=${token.id}${packed ? '&tartype=gzip' : ''}`,
  })
}

/** The bytes themselves, unsigned; gzip is the file's own packing, not the transfer's. */
export function downloadBill(call: Call): Answer {
  const { core } = call.platform
  const given = call.query.get('token')
  if (!given) throw fieldError('token', undefined, '缺少必填参数', 'is required and missing', 'query')
  const token = core.store.collection<BillToken>('wechatpay_bill_tokens').get(given)
  if (!token || call.nowMs > token.expiresAtMs) {
    throw new Refused('INVALID_REQUEST', {
      zh: '下载地址已失效',
      en: 'The download address is no longer valid',
    })
  }
  if (token.mchid !== call.merchant.mchid) {
    throw new Refused('NO_AUTH', {
      zh: '下载账单的商户与申请的商户不一致',
      en: 'Another merchant applied for this file',
    })
  }
  const file = core.store.collection<BillFile>('wechatpay_bill_files').get(token.fileId)
  const bytes = Buffer.from(file?.text ?? '', 'utf8')
  const packed = call.query.get('tartype') === 'gzip'
  return {
    status: 200,
    requestCode: 0,
    file: packed
      ? { bytes: gzipSync(bytes), type: 'application/x-gzip' }
      : { bytes, type: 'text/plain; charset=utf-8' },
  }
}

/** Forgets the files of a day, so that a difference planted later shows. */
export function forgetFiles(call: Pick<Call, 'platform'>, mchid: string, date: string): void {
  const files = call.platform.core.store.collection<BillFile>('wechatpay_bill_files')
  for (const file of [...files.values()]) if (file.id.startsWith(`${mchid} ${date} `)) files.delete(file.id)
}
