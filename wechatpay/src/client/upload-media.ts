import { createHash, randomBytes } from 'node:crypto'
import type { MediaAnswer, MediaFile } from '../types/applyment.js'
import type { Outcome } from '../types/outcome.js'
import { hasText } from '../types/shapes.js'
import type { Transport } from './transport.js'

/** Uploads a picture or PDF that an application refers to (m4012760490). Only the part `meta` is signed. */
export function uploadMedia(transport: Transport, file: MediaFile): Promise<Outcome<MediaAnswer>> {
  const { filename } = file
  const meta = JSON.stringify({ filename, sha256: createHash('sha256').update(file.content).digest('hex') })
  const boundary = randomBytes(16).toString('hex')
  // A quotation mark or a line break in a name would end the header.
  const named = filename.replace(/["\r\n]/g, '_')
  const head = (name: string, rest: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${rest}\r\n\r\n`
  const bytes = Buffer.concat([
    Buffer.from(`${head('meta', ';\r\nContent-Type: application/json')}${meta}\r\n`),
    Buffer.from(head('file', `; filename="${named}";\r\nContent-Type: ${typeOf(filename)}`)),
    file.content,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
  return transport.call({
    method: 'POST',
    target: '/v3/merchant/media/upload',
    upload: { signed: meta, bytes, contentType: `multipart/form-data; boundary=${boundary}` },
    isValue: hasText('media_id'),
  })
}

const TYPES: Readonly<Record<string, string>> = { png: 'image/png', bmp: 'image/bmp', pdf: 'application/pdf' }

const typeOf = (filename: string): string =>
  TYPES[filename.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'image/jpeg'
