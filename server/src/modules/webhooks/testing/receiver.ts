import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A receiver of webhooks on a real socket, for tests. */
export interface Receiver {
  readonly url: string
  readonly port: number
  readonly got: { readonly headers: IncomingHttpHeaders; readonly body: string }[]
  /** What to answer from now on. */
  answerWith(answer: (response: ServerResponse) => void): void
  close(): Promise<void>
}

export async function startReceiver(): Promise<Receiver> {
  const got: Receiver['got'] = []
  let answer = (response: ServerResponse): void => void response.end('ok')
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    got.push({ headers: request.headers, body: Buffer.concat(parts).toString() })
    answer(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/hooks`,
    port,
    got,
    answerWith: (next) => {
      answer = next
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
