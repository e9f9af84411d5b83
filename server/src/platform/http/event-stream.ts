import type { ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'

declare module 'fastify' {
  interface FastifyInstance {
    eventStreams: Set<EventStream>
  }
}

/** Server-sent events to one browser. A browser that loses the stream opens it again by itself. */
export interface EventStream {
  send(event: string, data: unknown, id?: string): void
  close(): void
  /** Calls back once, when either side has closed it. */
  onClose(fn: () => void): void
}

// Proxies and mobile networks drop a line that has been silent for half a minute.
const HEARTBEAT_MS = 15_000
const RECONNECT_MS = 1_000
// A reader that is this far behind is gone or hopeless; it gets the current state when it comes back.
const MOST_UNSENT_BYTES = 1024 * 1024

/** A reply of any route, whatever its schema says of answers. */
interface AnyReply {
  readonly server: { readonly eventStreams: Set<EventStream> }
  readonly raw: ServerResponse
  hijack(): unknown
  getHeaders(): object
}

/** Turns the reply into a stream. Events only say that something changed: money's state is read from the API. */
export function openEventStream(reply: AnyReply): EventStream {
  const streams = reply.server.eventStreams
  const closers: (() => void)[] = []
  reply.hijack()
  const { raw } = reply
  raw.writeHead(200, {
    ...reply.getHeaders(),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    // Nginx would keep events back until its buffer is full.
    'x-accel-buffering': 'no',
  })
  raw.write(`retry: ${RECONNECT_MS}\n\n`)
  const heartbeat = setInterval(() => raw.write(': still here\n\n'), HEARTBEAT_MS)

  const stream: EventStream = {
    send(event, data, id) {
      if (raw.writableLength > MOST_UNSENT_BYTES) return void raw.destroy()
      raw.write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
    },
    close: () => raw.end(),
    onClose: (fn) => closers.push(fn),
  }
  streams.add(stream)
  raw.once('close', () => {
    clearInterval(heartbeat)
    streams.delete(stream)
    for (const close of closers) close()
  })
  return stream
}

/** Open streams would keep the server from ever stopping. */
export function closeStreamsOnStop(app: FastifyInstance): void {
  app.decorate('eventStreams', new Set<EventStream>())
  app.addHook('preClose', async () => {
    for (const stream of app.eventStreams) stream.close()
  })
}
