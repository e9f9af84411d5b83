/** The charsets the gateway speaks. The signature covers bytes, so both directions must be exact. */
export type Charset = 'utf-8' | 'gbk'

export function charsetNamed(name: string | undefined): Charset | null {
  switch (name?.toLowerCase()) {
    case 'utf-8':
    case 'utf8':
      return 'utf-8'
    case 'gbk':
    case 'gb2312':
      return 'gbk'
    default:
      return null
  }
}

export function decodeBytes(bytes: Uint8Array, charset: Charset): string {
  return new TextDecoder(charset, { ignoreBOM: true }).decode(bytes)
}

export function encodeText(text: string, charset: Charset): Buffer {
  if (charset === 'utf-8') return Buffer.from(text, 'utf8')
  const table = gbkTable()
  const bytes: number[] = []
  for (const character of text) {
    const code = character.codePointAt(0)!
    if (code < 0x80) bytes.push(code)
    else {
      const pair = table.get(character)
      // As Java's encoder does with a character the charset does not have.
      if (pair === undefined) bytes.push(0x3f)
      else bytes.push(pair >> 8, pair & 0xff)
    }
  }
  return Buffer.from(bytes)
}

let gbk: Map<string, number> | undefined

// Node decodes GBK but does not encode it: the decoder, read backwards over its 23,940 pairs, is the encoder.
function gbkTable(): Map<string, number> {
  if (gbk) return gbk
  gbk = new Map()
  const decoder = new TextDecoder('gbk')
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue
      const character = decoder.decode(Uint8Array.of(lead, trail))
      if ([...character].length === 1 && character !== '�' && !gbk.has(character)) {
        gbk.set(character, (lead << 8) | trail)
      }
    }
  }
  return gbk
}
