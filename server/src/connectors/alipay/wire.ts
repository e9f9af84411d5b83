import { type KeyObject, sign, verify } from 'node:crypto'

/** The signed text of a request: everything but `sign` and what is empty, by name (sign_type is part of it). */
export function textToSign(parameters: Readonly<Record<string, string>>): string {
  return Object.keys(parameters)
    .filter((name) => name !== 'sign' && parameters[name] !== '')
    .sort()
    .map((name) => `${name}=${parameters[name]}`)
    .join('&')
}

/** RSA2, on a worker thread: a signature costs more than all the rest of a call. */
export function signText(text: string, key: KeyObject): Promise<string> {
  return new Promise((resolve, reject) => {
    sign('RSA-SHA256', Buffer.from(text), key, (error, signature) => {
      if (error) reject(error)
      else resolve(signature.toString('base64'))
    })
  })
}

/** What the institution wrote about one call, once its signature is known to hold or to be absent. */
export interface ReadNode {
  readonly isSigned: boolean
  readonly node: Readonly<Record<string, unknown>>
}

/**
 * Cuts the node out of an answer and checks the signature over exactly those bytes. The official SDK is not used here:
 * on an unsigned error it throws a plain TypeError, and it cannot cut `error_response` at all.
 * Null: no readable answer; `forged`: a signature that does not hold.
 */
export function readAnswer(text: string, nodeName: string, alipayKey: KeyObject): ReadNode | 'forged' | null {
  for (const name of [nodeName, 'error_response']) {
    const at = new RegExp(`^\\s*\\{\\s*"${name}"\\s*:\\s*`).exec(text)?.[0].length
    if (at === undefined) continue
    const end = endOfObject(text, at)
    if (end < 0) return null
    const raw = text.slice(at, end)
    try {
      const { sign: signature } = JSON.parse(text) as { sign?: unknown }
      const node = JSON.parse(raw) as Record<string, unknown>
      if (typeof signature !== 'string') return { isSigned: false, node }
      const holds = verify('RSA-SHA256', Buffer.from(raw), alipayKey, Buffer.from(signature, 'base64'))
      return holds ? { isSigned: true, node } : 'forged'
    } catch {
      return null
    }
  }
  return null
}

/** The index after the brace that closes the object at `start`; braces inside strings do not count. */
function endOfObject(text: string, start: number): number {
  if (text[start] !== '{') return -1
  let depth = 0
  let inString = false
  for (let at = start; at < text.length; at += 1) {
    const character = text[at]
    if (inString) {
      if (character === '\\') at += 1
      else if (character === '"') inString = false
    } else if (character === '"') inString = true
    else if (character === '{') depth += 1
    else if (character === '}' && --depth === 0) return at + 1
  }
  return -1
}
