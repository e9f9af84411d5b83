import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { listenOn, stopServer } from '../core/listen.js'
import { senderLimits } from '../core/sender-limits.js'
import type { DoorOf, WayIn } from './https-way.js'
import { INSTITUTION_HOSTS, institutionAt } from './institution-hosts.js'
import { answerAndEnd, passThrough } from './pass-through.js'

/** Hop-by-hop headers end at a proxy (RFC 9110, section 7.6.1). */
const HOP_BY_HOP = new Set(['proxy-connection', 'proxy-authorization', 'connection', 'keep-alive'])

/**
 * A proxy (`HTTPS_PROXY`) that leads to the institutions of this sandbox and nowhere else: CONNECT, and requests in
 * absolute form, which some clients send for https addresses too.
 */
export async function openForwardProxy(
  doorOf: DoorOf,
  httpsDoor: { host: string; port: number },
  host: string,
  port: number,
  slowestSenderMs: number,
): Promise<WayIn> {
  const tunnels = new Set<Duplex>()
  const server = createServer(senderLimits(slowestSenderMs), (request, response) =>
    forward(doorOf, request, response),
  )
  server.on('connect', (request: IncomingMessage, socket: Duplex, first: Buffer) => {
    tunnels.add(socket)
    socket.once('close', () => tunnels.delete(socket))
    socket.on('error', () => socket.destroy())
    const target = request.url ?? ''
    const institution = institutionAt(target)
    if (!institution) return answerAndEnd(socket, '403 Forbidden', refusalOf(target))
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
    const door = target.endsWith(':80') ? doorOf(institution) : httpsDoor
    passThrough(socket, door.host, door.port, first)
  })
  server.on('clientError', (_error, socket) => socket.destroy())
  const { port: taken } = await listenOn(server, host, port)
  return {
    port: taken,
    async close() {
      for (const socket of tunnels) socket.destroy()
      await stopServer(server)
    },
  }
}

function forward(doorOf: DoorOf, request: IncomingMessage, response: ServerResponse): void {
  const target = request.url ?? ''
  const absolute = /^https?:\/\/([^/?#]*)(.*)$/i.exec(target)
  const institution = absolute ? institutionAt(absolute[1]) : null
  if (!absolute || !institution) {
    response.writeHead(403, { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' })
    response.end(`${refusalOf(absolute?.[1] ?? target)}\n`)
    request.resume()
    return
  }
  const path = absolute[2] === '' || absolute[2]?.startsWith('?') ? `/${absolute[2]}` : absolute[2]
  let answered = false
  const inner = httpRequest(
    {
      ...doorOf(institution),
      method: request.method,
      // As written by the client: it signed these characters.
      path,
      headers: keptHeaders(request.rawHeaders),
      setHost: false,
      agent: false,
    },
    (answer) => {
      answered = true
      // An answer before the end of the body: what is still coming would be taken for the next request.
      const early = request.complete ? [] : ['Connection', 'close']
      response.writeHead(answer.statusCode ?? 502, [...keptHeaders(answer.rawHeaders), ...early])
      answer.on('error', () => response.destroy())
      answer.pipe(response)
    },
  )
  // The institution broke the connection, perhaps because a fault rule says so: so it looks through a proxy.
  inner.on('error', () => {
    if (!answered) response.socket?.destroy()
  })
  response.on('close', () => inner.destroy())
  // The institution may have its answer before the first byte of the body.
  inner.flushHeaders()
  request.pipe(inner)
}

function keptHeaders(raw: readonly string[]): string[] {
  const kept: string[] = []
  for (let at = 0; at + 1 < raw.length; at += 2) {
    if (!HOP_BY_HOP.has(raw[at]!.toLowerCase())) kept.push(raw[at]!, raw[at + 1]!)
  }
  return kept
}

function refusalOf(target: string): string {
  const shown = target.replace(/[^\x20-\x7e]/g, '').slice(0, 100)
  return (
    `沙箱的代理只通往支付机构，不转发“${shown}”；请只让支付 SDK 使用它，或设置 NO_PROXY。可用的主机名： ` +
    `The sandbox's proxy leads to the payment institutions only and does not forward "${shown}"; let only the payment SDK use it, or set NO_PROXY. Its hosts: ${INSTITUTION_HOSTS.join(', ')}`
  )
}
