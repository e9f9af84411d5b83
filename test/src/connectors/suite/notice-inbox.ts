import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Connector, NoticeReading, RawNotice } from '@hutong/server/connectors/contract'

export interface Delivery {
  readonly raw: RawNotice
  readonly reading: NoticeReading
}

/** Receives notices on a real socket, reads them with the connector and answers as it says. */
export async function openNoticeInbox(connector: () => Connector, now: () => Date) {
  const deliveries: Delivery[] = []
  const waiting = new Set<() => void>()
  const turnedAway = new Set<string>()

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const raw = { headers: request.headers, body: Buffer.concat(chunks), receivedAt: now() }
    const reading = await connector().readNotice(raw)
    const refused = !reading.ok || turnedAway.delete(reading.notice.outTradeNo)
    const reply = refused ? connector().refuse('not now') : connector().acknowledge()
    response.writeHead(reply.status, { 'Content-Type': reply.contentType }).end(reply.body)
    deliveries.push({ raw, reading })
    for (const look of waiting) look()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/notices`,
    deliveries,
    /** The order's next verified notice is refused once, whatever it says. */
    turnAwayOnce: (outTradeNo: string) => void turnedAway.add(outTradeNo),
    /** The first `count` deliveries that fit, as soon as they are there. */
    async wait(fits: (delivery: Delivery) => boolean, count = 1): Promise<Delivery[]> {
      for (;;) {
        const found = deliveries.filter(fits)
        if (found.length >= count) return found.slice(0, count)
        await new Promise<void>((resolve) => {
          const look = () => {
            waiting.delete(look)
            resolve()
          }
          waiting.add(look)
        })
      }
    },
    async close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** Deliveries about an order, believed or not. */
export function about(outTradeNo: string) {
  return ({ reading }: Delivery): boolean =>
    reading.ok ? reading.notice.outTradeNo === outTradeNo : reading.hintOutTradeNo === outTradeNo
}
