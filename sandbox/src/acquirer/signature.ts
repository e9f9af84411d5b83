import { type KeyObject, sign, verify } from 'node:crypto'

export const SCHEME = 'LKLAPI-SHA256withRSA'

export interface AcquirerAuthorization {
  appid: string
  nonce: string
  timestamp: string
  serial: string
  signature: string
}

const MEMBERS = {
  appid: 'appid',
  nonce_str: 'nonce',
  timestamp: 'timestamp',
  serial_no: 'serial',
  signature: 'signature',
} as const

/** Null unless every member is there, once, in whatever order. */
export function parseAuthorization(header: string | undefined): AcquirerAuthorization | null {
  if (!header?.startsWith(`${SCHEME} `)) return null
  const found: Partial<Record<keyof AcquirerAuthorization, string>> = {}
  for (const part of header.slice(SCHEME.length + 1).split(',')) {
    const match = /^\s*([a-z_]+)="([^"]*)"\s*$/.exec(part)
    const name = match?.[1]
    if (!match || name === undefined || !Object.hasOwn(MEMBERS, name)) return null
    const member = MEMBERS[name as keyof typeof MEMBERS]
    if (found[member] !== undefined) return null
    found[member] = match[2]!
  }
  const { appid, nonce, timestamp, serial, signature } = found
  if (!appid || !nonce || !timestamp || !serial || !signature) return null
  return { appid, nonce, timestamp, serial, signature }
}

export interface Signed {
  appid: string
  serial: string
  timestamp: string
  nonce: string
  body: Buffer | string
}

/** Five lines for requests and answers (acquirer.md §2.2), over the raw body. */
export function fiveLines({ appid, serial, timestamp, nonce, body }: Signed): Buffer {
  return Buffer.concat([
    Buffer.from(`${appid}\n${serial}\n${timestamp}\n${nonce}\n`),
    Buffer.from(body),
    Buffer.from('\n'),
  ])
}

/** Three lines for notices: neither app id nor serial. */
export function threeLines({ timestamp, nonce, body }: Pick<Signed, 'timestamp' | 'nonce' | 'body'>): Buffer {
  return Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`), Buffer.from(body), Buffer.from('\n')])
}

/** SHA256withRSA, base64; on the thread pool, because one costs 0.4 ms. */
export function signBytes(text: Buffer, key: KeyObject): Promise<string> {
  return new Promise((resolve, reject) => {
    sign('RSA-SHA256', text, key, (error, signature) => {
      if (error) reject(error)
      else resolve(signature.toString('base64'))
    })
  })
}

export function verifyBytes(text: Buffer, signature: string, key: KeyObject): boolean {
  // Buffer.from skips what is no Base64; such a signature must not pass as a good one.
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(signature)) return false
  return verify('RSA-SHA256', text, key, Buffer.from(signature, 'base64'))
}
