/** What a response or notice signature covers. */
export interface ResponseToVerify {
  /** The `Wechatpay-Timestamp` header exactly as received: Unix time in seconds. */
  readonly timestampSeconds: number | string
  /** The `Wechatpay-Nonce` header. */
  readonly nonce: string
  /** The raw body; empty for 204. */
  readonly body: string | Uint8Array
}

/**
 * The three lines WeChat Pay signs on responses and notices, each closed by a line feed (m4013053249).
 * An empty body (204) leaves an empty third line.
 */
export function responseMessage(response: ResponseToVerify): Buffer {
  const { timestampSeconds, nonce, body } = response
  return Buffer.concat([
    Buffer.from(`${timestampSeconds}\n${nonce}\n`, 'utf8'),
    typeof body === 'string' ? Buffer.from(body, 'utf8') : body,
    Buffer.from('\n'),
  ])
}
