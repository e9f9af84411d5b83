import { type Charset, charsetNamed, decodeBytes } from './charset.js'
import { readMultipart, type SentFile } from './multipart.js'

/** All parameters of one gateway request, wherever they sat. */
export interface GatewayParameters {
  charset: Charset | null
  /** Decoded once, in the charset that the request names. Empty values are absent. */
  get(name: string): string | undefined
  /** What the application must have signed: everything but `sign` and empty values, by name, in the request's charset. */
  toSign: Buffer
  /** What came as files of a multipart body, by the name of the part. */
  files: ReadonlyMap<string, SentFile>
}

/** SDKs split parameters between query and body each in their own way, so they are merged before anything looks at them. */
export function readParameters(query: string, body: Buffer, contentType: string): GatewayParameters {
  const pairs = pairsOf(Buffer.from(query, 'latin1'))
  const multipart = /^multipart\/form-data/i.test(contentType) ? readMultipart(body, contentType) : null
  pairs.push(...(multipart?.fields ?? pairsOf(body)))

  const raw = new Map<string, Buffer>()
  for (const [nameBytes, value] of pairs) {
    const name = nameBytes.toString('latin1')
    // A name given twice keeps its first value: gopay and PHP repeat `charset` in the query and the body.
    if (name !== '' && value.length > 0 && !raw.has(name)) raw.set(name, value)
  }
  const charset = charsetNamed(raw.get('charset')?.toString('latin1'))
  const text = new Map<string, string>()
  for (const [name, value] of raw) text.set(name, decodeBytes(value, charset ?? 'utf-8'))
  const files = multipart?.files ?? new Map()
  return { charset, get: (name) => text.get(name), toSign: canonicalBytes(raw), files }
}

/** The order string of `alipay.trade.app.pay`: the same parameters, never sent over a connection. */
export function readOrderString(orderString: string): GatewayParameters {
  return readParameters(orderString, Buffer.alloc(0), '')
}

// The bytes are joined as they came, so that the check does not depend on being able to re-encode them.
function canonicalBytes(raw: ReadonlyMap<string, Buffer>): Buffer {
  const names = [...raw.keys()].filter((name) => name !== 'sign').sort()
  const parts: Buffer[] = []
  for (const name of names) {
    parts.push(Buffer.from(`${parts.length === 0 ? '' : '&'}${name}=`, 'latin1'), raw.get(name)!)
  }
  return Buffer.concat(parts)
}

function pairsOf(encoded: Buffer): Array<[Buffer, Buffer]> {
  const pairs: Array<[Buffer, Buffer]> = []
  let start = 0
  while (start < encoded.length) {
    const ampersand = encoded.indexOf(0x26, start)
    const end = ampersand < 0 ? encoded.length : ampersand
    const pair = encoded.subarray(start, end)
    const equals = pair.indexOf(0x3d)
    if (equals > 0)
      pairs.push([percentDecode(pair.subarray(0, equals)), percentDecode(pair.subarray(equals + 1))])
    start = end + 1
  }
  return pairs
}

/** `+` is a space and a stray `%` stands for itself, as in a servlet container. */
export function percentDecode(encoded: Buffer): Buffer {
  const out = Buffer.allocUnsafe(encoded.length)
  let length = 0
  for (let at = 0; at < encoded.length; at++) {
    const byte = encoded[at]!
    if (byte === 0x2b) out[length++] = 0x20
    else if (byte === 0x25) {
      const high = hexDigit(encoded[at + 1])
      const low = hexDigit(encoded[at + 2])
      if (high < 0 || low < 0) out[length++] = byte
      else {
        out[length++] = high * 16 + low
        at += 2
      }
    } else out[length++] = byte
  }
  return out.subarray(0, length)
}

function hexDigit(byte: number | undefined): number {
  if (byte === undefined) return -1
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const lower = byte | 0x20
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1
}
