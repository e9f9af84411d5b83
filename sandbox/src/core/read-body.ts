import type { IncomingMessage } from 'node:http'

/** The whole body, or why not. A body over the limit is not kept in memory; the rest of it is not waited for. */
export function readBody(
  request: IncomingMessage,
  limitBytes: number,
): Promise<Buffer | 'too_long' | 'aborted'> {
  return new Promise((resolve) => {
    if (Number(request.headers['content-length'] ?? 0) > limitBytes) {
      resolve('too_long')
      return
    }
    const parts: Buffer[] = []
    let bytes = 0
    request.on('data', (part: Buffer) => {
      bytes += part.length
      if (bytes > limitBytes) {
        request.removeAllListeners('data')
        resolve('too_long')
      } else {
        parts.push(part)
      }
    })
    request.on('end', () => resolve(parts.length === 1 ? parts[0]! : Buffer.concat(parts)))
    request.on('error', () => resolve('aborted'))
    request.on('close', () => resolve('aborted'))
  })
}
