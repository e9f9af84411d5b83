import type { FastifyReply, FastifyRequest } from 'fastify'
import type { SandboxEvent } from '../core/events.js'
import type { Control } from './control.js'

const KEEP_ALIVE_MS = 20_000
/** A reader that falls this far behind is cut off: it dials again by itself. */
const MOST_BUFFERED_BYTES = 4_194_304

/** Server-sent events: what was remembered first, then what happens. */
export function createEventStream(control: Control) {
  return (request: FastifyRequest, reply: FastifyReply): void => {
    reply.hijack()
    const out = reply.raw
    out.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      Connection: 'keep-alive',
    })
    const send = (event: SandboxEvent): void => {
      if (out.writableLength > MOST_BUFFERED_BYTES) out.destroy()
      else out.write(`id: ${event.seq}\ndata: ${JSON.stringify(event)}\n\n`)
    }
    const seen = Number(request.headers['last-event-id'] ?? 0)
    out.write('retry: 1000\n\n')
    for (const event of control.recentEvents()) if (event.seq > seen) send(event)
    const unsubscribe = control.subscribe(send)
    const beat = setInterval(() => out.write(': still here\n\n'), KEEP_ALIVE_MS)
    beat.unref()
    out.on('close', () => {
      clearInterval(beat)
      unsubscribe()
    })
  }
}
