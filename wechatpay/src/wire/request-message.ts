/** What a request signature covers. */
export interface RequestToSign {
  /** HTTP method; written in upper case whatever the caller passes. */
  readonly method: string
  /** Path and query exactly as they stand in the request line: percent-encoded, no scheme, host or fragment. */
  readonly target: string
  /** Unix time in seconds. */
  readonly timestampSeconds: number | string
  /** Random text of at most 32 characters. */
  readonly nonce: string
  /** The bytes that are sent; absent for a request without a body. For uploads: the JSON of the `meta` part only. */
  readonly body?: string | Uint8Array | undefined
}

/**
 * The five lines a merchant signs, each closed by a line feed, the last one included (m4012365342).
 * Bytes, not text: a body that is not valid UTF-8 must still be signed as it was sent.
 */
export function requestMessage(request: RequestToSign): Buffer {
  const { method, target, timestampSeconds, nonce, body } = request
  return Buffer.concat([
    Buffer.from(`${method.toUpperCase()}\n${target}\n${timestampSeconds}\n${nonce}\n`, 'utf8'),
    bytesOf(body),
    LINE_FEED,
  ])
}

const LINE_FEED = Buffer.from('\n')

function bytesOf(body: string | Uint8Array | undefined): Uint8Array {
  if (body === undefined) return Buffer.alloc(0)
  return typeof body === 'string' ? Buffer.from(body, 'utf8') : body
}
