import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'

// Below the range from which the kernel takes a port for every outgoing connection: a port from there that is free now
// may be somebody's the next moment.
const LOWEST = 10_240
const SHARE = 2_700
const SHARES = 8

// A port that is given here is listened on seconds later, and stands empty while its program is started again. So the
// processes that run test files side by side draw from different shares, and none gives a port twice.
const lowest = LOWEST + ((Number(process.env.VITEST_POOL_ID ?? 1) - 1) % SHARES) * SHARE
const tried = new Set<number>()

/** Ports for programs that must be told theirs. */
export async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = []
  while (ports.length < count) {
    const port = randomInt(lowest, lowest + SHARE)
    if (tried.has(port)) continue
    tried.add(port)
    if (await isFree(port)) ports.push(port)
  }
  return ports
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch {
    return false
  }
  await new Promise((resolve) => server.close(resolve))
  return true
}
