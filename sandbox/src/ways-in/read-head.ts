import type { Socket } from 'node:net'

const LARGEST_HEAD_BYTES = 65_536

/**
 * The bytes up to the end of the first request's head, put back so that whoever is next reads them again; null when the
 * head never ends, or not in time.
 */
export function readHead(socket: Socket, patienceMs: number): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const parts: Buffer[] = []
    let length = 0
    const done = (head: Buffer | null): void => {
      socket.removeListener('readable', look)
      socket.removeListener('close', gone)
      socket.removeListener('error', gone)
      clearTimeout(patience)
      resolve(head)
    }
    const gone = (): void => done(null)
    const look = (): void => {
      for (let part = socket.read() as Buffer | null; part; part = socket.read() as Buffer | null) {
        parts.push(part)
        length += part.length
        const all = Buffer.concat(parts)
        if (all.includes('\r\n\r\n')) {
          done(all)
          socket.unshift(all)
          return
        }
        if (length > LARGEST_HEAD_BYTES) {
          done(null)
          return
        }
      }
    }
    const patience = setTimeout(gone, patienceMs)
    patience.unref()
    socket.on('readable', look)
    socket.once('close', gone)
    socket.once('error', gone)
    look()
  })
}

export function hostIn(head: Buffer): string | undefined {
  return /\r\nhost:[ \t]*([^\r\n]*?)[ \t]*\r\n/i.exec(head.toString('latin1'))?.[1]
}
