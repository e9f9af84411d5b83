import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import { listenOn, stopServer } from '../core/listen.js'

export interface InboxNotice {
  path: string
  headers: IncomingHttpHeaders
  rawBody: Buffer
}

/** A merchant's notice address with answers as a test wants them. */
export interface NoticeInbox {
  url: string
  received: InboxNotice[]
  /** The text of its answers; none unless it is set. */
  text: string
  /** The status of the next answers, in order; 200 when the list is used up. `hang` never answers. */
  answerWith(...statuses: Array<number | 'hang'>): void
  /** Resolves when so many have arrived. */
  count(wanted: number): Promise<InboxNotice[]>
  stop(): Promise<void>
}

export async function startNoticeInbox(): Promise<NoticeInbox> {
  const received: InboxNotice[] = []
  let answers: Array<number | 'hang'> = []
  let waiting: Array<{ wanted: number; resolve: () => void }> = []
  const answer = (response: ServerResponse): void => {
    const status = answers.shift() ?? 200
    if (status === 'hang') return
    response.writeHead(status, status === 302 ? { Location: '/elsewhere' } : {}).end(inbox.text)
  }
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      received.push({
        path: request.url ?? '',
        headers: request.headers,
        rawBody: Buffer.concat(parts),
      })
      answer(response)
      for (const one of waiting) if (received.length >= one.wanted) one.resolve()
      waiting = waiting.filter((one) => received.length < one.wanted)
    })
  })
  // An idle line must not end just when the next notice takes it: that would be a delivery that failed.
  server.keepAliveTimeout = 120_000
  const { url } = await listenOn(server, '127.0.0.1', 0)
  const inbox: NoticeInbox = {
    text: '',
    url: `${url}/notices/wechatpay`,
    received,
    answerWith(...statuses) {
      answers = statuses
    },
    async count(wanted) {
      if (received.length < wanted) {
        await new Promise<void>((resolve) => waiting.push({ wanted, resolve }))
      }
      return received
    },
    stop: () => stopServer(server),
  }
  return inbox
}
