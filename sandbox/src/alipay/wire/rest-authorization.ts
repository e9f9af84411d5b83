/** What a v3 `authorization` header says. */
export interface RestAuthorization {
  /** Everything before `,sign=`, exactly as it was sent: that is what is signed. */
  authString: string
  sign: string
  get(name: string): string | undefined
}

const SCHEME = 'ALIPAY-SHA256withRSA '

/** The order of the parts is free; the signature is what follows the last `,sign=`. Null when it is no such header. */
export function readAuthorization(header: string | undefined): RestAuthorization | null {
  if (!header?.startsWith(SCHEME)) return null
  const at = header.lastIndexOf(',sign=')
  if (at < 0) return null
  const authString = header.slice(SCHEME.length, at)
  const parts = new Map<string, string>()
  for (const part of authString.split(',')) {
    const equals = part.indexOf('=')
    if (equals > 0) parts.set(part.slice(0, equals).trim(), part.slice(equals + 1))
  }
  return { authString, sign: header.slice(at + 6), get: (name) => parts.get(name) }
}

/** The text a v3 request signs; the token of a service provider is its last line, only when it is sent. */
export function restToSign(
  authString: string,
  request: { method: string; target: string; body: string; appAuthToken: string | undefined },
): Buffer {
  const lines = [authString, request.method, request.target, request.body]
  if (request.appAuthToken !== undefined) lines.push(request.appAuthToken)
  return Buffer.from(`${lines.join('\n')}\n`, 'utf8')
}
