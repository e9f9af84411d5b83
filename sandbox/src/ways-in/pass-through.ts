import { connect, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'

/**
 * Bytes go both ways untouched: what was signed is what arrives, and an answer that never comes, or a connection that
 * breaks on request, is the same as without a way in between.
 */
export function passThrough(client: Duplex, host: string, port: number, first?: Buffer): Socket {
  const inner = connect({ host, port })
  inner.setNoDelay(true)
  if (first && first.length > 0) inner.write(first)
  client.pipe(inner)
  inner.pipe(client)
  inner.on('error', () => client.destroy())
  client.on('error', () => inner.destroy())
  inner.on('close', () => (inner.readableEnded ? endWhenWritten(client) : client.destroy()))
  client.on('close', () => inner.destroy())
  return inner
}

/** A reader that is slower than the institution still gets the end of the answer. */
function endWhenWritten(socket: Duplex): void {
  if (socket.writableFinished) socket.destroy()
  else socket.end().once('finish', () => socket.destroy())
}

/** A whole HTTP answer for who came to the wrong door. */
export function answerAndEnd(socket: Duplex, status: string, sentence: string): void {
  const body = Buffer.from(`${sentence}\n`, 'utf8')
  socket.on('error', () => socket.destroy())
  socket.end(
    Buffer.concat([
      Buffer.from(
        `HTTP/1.1 ${status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`,
        'latin1',
      ),
      body,
    ]),
  )
}
