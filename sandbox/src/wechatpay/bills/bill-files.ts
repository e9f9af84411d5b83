import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { type Answer, ok, Refused } from '../answers.js'
import type { Call } from '../call.js'
import { fieldError } from '../fields.js'
import type { Day } from './bill-day.js'
import { oneOfQuery } from './bill-day.js'
import { type BillSeal, sealBill } from './bill-seal.js'

/** A file as it was first made: later events do not change it, as in life. */
export interface BillFile {
  id: string
  text: string
}

interface BillToken {
  id: string
  mchid: string
  fileId: string
  expiresAtMs: number
  /** One part of an encrypted file. */
  sealed?: { text: string; seal: BillSeal; packed: boolean }
}

const VALID_MS = 5 * 60_000
const TOKENS_KEPT = 10_000

/** The file of a day, made when it is first asked for. */
export function billFile(call: Call, name: string, day: Day, make: () => string): BillFile {
  const files = call.platform.core.store.collection<BillFile>('wechatpay_bill_files')
  const id = `${call.merchant.mchid} ${day.date} ${name}`
  const file = files.get(id) ?? { id, text: make() }
  files.put(file)
  return file
}

/** `?tar_type=GZIP`. */
export const asksPacked = (call: Call): boolean => oneOfQuery(call, 'tar_type', ['', 'GZIP'], '') === 'GZIP'

/** An address for who applied, and the hash of what it leads to once that is opened and unpacked. */
export function downloadOf(
  call: Call,
  file: BillFile,
  { packed, validMs = VALID_MS, part }: { packed: boolean; validMs?: number; part?: PartToSeal },
): { hash_type: 'SHA1'; hash_value: string; download_url: string } {
  const { core } = call.platform
  const tokens = core.store.collection<BillToken>('wechatpay_bill_tokens')
  const token: BillToken = {
    id: core.random.alphanumeric(64),
    mchid: call.merchant.mchid,
    fileId: file.id,
    expiresAtMs: call.nowMs + validMs,
    ...(part ? { sealed: { ...part, packed } } : {}),
  }
  tokens.put(token)
  if (tokens.size > TOKENS_KEPT) {
    const oldest = tokens.values().next()
    if (!oldest.done) tokens.delete(oldest.value.id)
  }
  return {
    hash_type: 'SHA1',
    hash_value: createHash('sha1')
      .update(part?.text ?? file.text)
      .digest('hex'),
    download_url: `${call.origin}/v3/billdownload/file?token=${token.id}${packed ? '&tartype=gzip' : ''}`,
  }
}

interface PartToSeal {
  text: string
  seal: BillSeal
}

/** Where to fetch the file, and the hash of its uncompressed bytes. */
export function fileAnswer(
  call: Call,
  name: string,
  day: Day,
  make: () => string,
  validMs: number = VALID_MS,
): Answer {
  const packed = asksPacked(call)
  return ok(downloadOf(call, billFile(call, name, day, make), { packed, validMs }))
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
  const { sealed } = token
  if (sealed) {
    // What was applied for decides, not the address: one key and nonce must never seal two texts.
    const bytes = Buffer.from(sealed.text, 'utf8')
    return download(
      sealBill(sealed.packed ? gzipSync(bytes) : bytes, sealed.seal),
      'application/octet-stream',
    )
  }
  const file = core.store.collection<BillFile>('wechatpay_bill_files').get(token.fileId)
  const bytes = Buffer.from(file?.text ?? '', 'utf8')
  return call.query.get('tartype') === 'gzip'
    ? download(gzipSync(bytes), 'application/x-gzip')
    : download(bytes, 'text/plain; charset=utf-8')
}

const download = (bytes: Buffer, type: string): Answer => ({
  status: 200,
  requestCode: 0,
  file: { bytes, type },
})

/** Forgets the files of a day, so that a difference planted later shows. */
export function forgetFiles(call: Pick<Call, 'platform'>, mchid: string, date: string): void {
  const files = call.platform.core.store.collection<BillFile>('wechatpay_bill_files')
  for (const file of [...files.values()]) if (file.id.startsWith(`${mchid} ${date} `)) files.delete(file.id)
}
