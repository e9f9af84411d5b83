import type { ServerOptions } from 'node:http'

/** Who has not sent a whole request after so long is cut off: far above any real client, far below any patience. */
export const SLOWEST_SENDER_MS = 20_000

/** Longer than clients keep an idle connection, so that none is closed under a request on its way. */
const KEEP_ALIVE_MS = 65_000

/** For `createServer`: the time for the head and the time for all of a request, and how often Node looks at the clock. */
export function senderLimits(slowestMs: number): ServerOptions {
  return {
    headersTimeout: slowestMs,
    requestTimeout: slowestMs,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connectionsCheckingInterval: Math.max(10, Math.floor(slowestMs / 10)),
  }
}
