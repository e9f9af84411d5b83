import { createServer, type IncomingHttpHeaders } from 'node:http'
import { listenOn, stopServer } from '../../core/listen.js'

/** What a call of the example merchant came to, for people to read. */
export interface Said {
  /** done: it took effect; refused: the institution said no; unknown: nobody knows yet. */
  outcome: 'done' | 'refused' | 'unknown'
  zh: string
  en: string
}

/** A small, well-behaved merchant that plays the other side of a story. */
export interface ExampleShop {
  order(order: { outTradeNo: string; amountMinor: number; notifyUrl: string }): Promise<Said>
  query(outTradeNo: string): Promise<Said>
  close(outTradeNo: string): Promise<Said>
  refund(refund: { outTradeNo: string; amountMinor: number; notifyUrl: string }): Promise<Said>
  /** Null when the notice can be believed, else why not. */
  doubtNotice(headers: IncomingHttpHeaders, body: Buffer, expected: ExpectedNotice): Promise<string | null>
  /** What acknowledges a notice. */
  readonly acknowledgement: { status: number; body: string }
}

export interface ExpectedNotice {
  outTradeNo: string
  amountMinor: number
}

export interface NoticeDesk {
  url: string
  stop(): Promise<void>
}

/** Answers notices as the institution's documents ask: good ones are acknowledged, doubtful ones are not. */
export async function startNoticeDesk(shop: ExampleShop, expected: ExpectedNotice): Promise<NoticeDesk> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', async () => {
      const doubt = await shop.doubtNotice(request.headers, Buffer.concat(parts), expected)
      const { status, body } = shop.acknowledgement
      if (doubt === null) response.writeHead(status).end(body)
      else response.writeHead(401, { 'Content-Type': 'text/plain; charset=utf-8' }).end(doubt)
    })
  })
  const { url } = await listenOn(server, '127.0.0.1', 0)
  return { url: `${url}/notices`, stop: () => stopServer(server) }
}

export const SAID = {
  done: (what: string): Said => ({ outcome: 'done', zh: `机构应答：${what}`, en: `answered: ${what}` }),
  refused: (code: string): Said => ({ outcome: 'refused', zh: `机构拒绝：${code}`, en: `refused: ${code}` }),
  unknown: (because: string): Said => ({
    outcome: 'unknown',
    zh: `结果未知（${because}），需要查询`,
    en: `nobody knows (${because}); it must be queried`,
  }),
}
