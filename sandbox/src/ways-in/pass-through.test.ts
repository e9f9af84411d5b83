import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, expect, it } from 'vitest'
import { passThrough } from './pass-through.js'

const open: Server[] = []
afterEach(() => {
  for (const server of open.splice(0)) server.close()
})
/** `socket` is the first connection's. */
async function served(answer: (socket: Socket) => void): Promise<{ port: number; socket: Promise<Socket> }> {
  const server = createServer(answer)
  open.push(server)
  const socket = once(server, 'connection').then(([first]) => first as Socket)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return { port: (server.address() as AddressInfo).port, socket }
}

it('brings a slow reader the end of an answer whose institution has long closed the connection', async () => {
  const institution = await served(() => {})
  const way = await served((socket) => passThrough(socket, '127.0.0.1', institution.port))
  const reader = connect(way.port, '127.0.0.1').pause()
  const [from, to] = await Promise.all([institution.socket, way.socket])
  // Small pieces until the system takes no more of them and one waits in this process.
  const piece = Buffer.alloc(8_192, 'x')
  let sent = 0
  while (to.writableLength === 0) {
    from.write(piece)
    sent += piece.length
    while (to.bytesWritten < sent) await nextTurn()
  }
  from.end()
  await once(from, 'close')
  let length = 0
  for await (const part of reader) length += (part as Buffer).length
  expect(length).toBe(sent)
})

it('breaks off where the institution does', async () => {
  const institution = await served((socket) => socket.once('data', () => socket.resetAndDestroy()))
  const way = await served((socket) => passThrough(socket, '127.0.0.1', institution.port))
  const reader = connect(way.port, '127.0.0.1')
  reader.write('GET / HTTP/1.1\r\n\r\n')
  let said = ''
  reader.on('data', (part) => {
    said += String(part)
  })
  reader.on('error', () => {})
  await once(reader, 'close')
  expect(said).toBe('')
})
