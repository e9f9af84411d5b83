export interface Called<Body = Record<string, unknown>> {
  readonly status: number
  readonly headers: Headers
  readonly body: Body
}

export interface CallOptions {
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export type Call = <Body = Record<string, unknown>>(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  options?: CallOptions,
) => Promise<Called<Body>>

/** Calls as a client does; every answer is handed to `onAnswer`. Bodies that are not JSON come as bytes. */
export function createCaller(
  url: string,
  headers: Readonly<Record<string, string>>,
  onAnswer: (
    method: string,
    path: string,
    answer: { status: number; contentType: string; body: unknown },
  ) => void = () => {},
): Call {
  return async (method, path, options = {}) => {
    const answer = await fetch(url + path, {
      method,
      headers: {
        ...headers,
        ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...options.headers,
      },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    })
    const contentType = answer.headers.get('content-type') ?? ''
    const bytes = Buffer.from(await answer.arrayBuffer())
    const isJson = contentType.startsWith('application/json')
    const body = bytes.length === 0 ? null : isJson ? (JSON.parse(bytes.toString()) as unknown) : bytes
    onAnswer(method, path, { status: answer.status, contentType, body })
    return { status: answer.status, headers: answer.headers, body: body as never }
  }
}

export interface StreamEvent {
  readonly event: string
  readonly data: Record<string, unknown>
}

/** Reads a stream of server-sent events until what has come is enough. */
export async function readEvents(
  url: string,
  isEnough: (events: readonly StreamEvent[]) => boolean,
  headers: Readonly<Record<string, string>> = {},
  onFirst: () => Promise<void> | void = () => {},
): Promise<StreamEvent[]> {
  const stop = new AbortController()
  const answer = await fetch(url, { headers, signal: stop.signal })
  if (answer.status !== 200 || answer.body === null)
    throw new Error(`the stream was answered with ${answer.status}`)
  const events: StreamEvent[] = []
  let text = ''
  const decoder = new TextDecoder()
  for await (const part of answer.body) {
    text += decoder.decode(part as Uint8Array, { stream: true })
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const block = text.slice(0, end)
      text = text.slice(end + 2)
      const event = /^event: (.+)$/m.exec(block)?.[1]
      const data = /^data: (.+)$/m.exec(block)?.[1]
      if (event === undefined || data === undefined) continue
      events.push({ event, data: JSON.parse(data) as Record<string, unknown> })
      if (events.length === 1) await onFirst()
    }
    if (isEnough(events)) break
  }
  stop.abort()
  return events
}
