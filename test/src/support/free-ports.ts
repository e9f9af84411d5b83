import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:net'

// Below the range from which the kernel takes a port for every outgoing connection: a port from there that is free now
// may be somebody's the next moment.
const LOWEST = 10_240
const HIGHEST = 32_000

/** Ports for programs that must be told theirs. All are held open until the last is found, so that none is given twice. */
export async function freePorts(count: number): Promise<number[]> {
  const held: Server[] = []
  while (held.length < count) {
    const server = createServer().listen(randomInt(LOWEST, HIGHEST), '127.0.0.1')
    const free = await once(server, 'listening').then(
      () => true,
      () => false,
    )
    if (free) held.push(server)
  }
  const ports = held.map((server) => (server.address() as { port: number }).port)
  await Promise.all(held.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}
