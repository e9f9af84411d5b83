import type { AddressInfo, Socket } from 'node:net'
import { createServer, type TLSSocket } from 'node:tls'
import type { InstitutionName } from '../core/institution.js'
import type { Authority } from './authority.js'
import { INSTITUTION_HOSTS, institutionAt } from './institution-hosts.js'
import { answerAndEnd, passThrough } from './pass-through.js'
import { hostIn, readHead } from './read-head.js'

export interface WayIn {
  readonly port: number
  close(): Promise<void>
}

/** Where an institution listens now. */
export type DoorOf = (institution: InstitutionName) => { host: string; port: number }

const HERE = ['localhost', '127.0.0.1']

/** HTTPS under the institutions' own names. The Host header decides, and where it is silent, the SNI name. */
export async function openHttpsWay(
  authority: Authority,
  doorOf: DoorOf,
  host: string,
  port: number,
  slowestSenderMs: number,
): Promise<WayIn> {
  const { key, certificate } = await authority.issue([...INSTITUTION_HOSTS, ...HERE])
  // HTTP/1.1 is offered by name: a client that would rather speak HTTP/2 must not try it here.
  const server = createServer({
    key,
    cert: certificate,
    ALPNProtocols: ['http/1.1'],
    minVersion: 'TLSv1.2',
    handshakeTimeout: slowestSenderMs,
  })
  const open = new Set<Socket>()
  server.on('connection', (socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  // A handshake that fails (an untrusting client, a port scan) is the client's affair.
  server.on('tlsClientError', (_error, socket) => socket.destroy())
  server.on('secureConnection', (socket) => {
    socket.on('error', () => socket.destroy())
    void serve(socket, doorOf, slowestSenderMs)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.removeListener('error', reject)
      resolve()
    })
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of open) socket.destroy()
      }),
  }
}

async function serve(socket: TLSSocket, doorOf: DoorOf, slowestSenderMs: number): Promise<void> {
  const head = await readHead(socket, slowestSenderMs)
  if (!head) return void socket.destroy()
  const asked = hostIn(head)
  const byHost = institutionAt(asked)
  const bySni = institutionAt(socket.servername || undefined)
  if (byHost && bySni && byHost !== bySni) {
    return answerAndEnd(
      socket,
      '421 Misdirected Request',
      `连接建立时的主机名（${socket.servername}）与请求的 Host（${asked}）属于不同机构。 ` +
        `The connection was made for ${socket.servername}, but the request's Host is ${asked}: two institutions.`,
    )
  }
  const institution = byHost ?? bySni
  if (!institution) {
    return answerAndEnd(
      socket,
      '421 Misdirected Request',
      `沙箱只代表这些主机名 The sandbox stands for these host names only: ${INSTITUTION_HOSTS.join(', ')}`,
    )
  }
  const door = doorOf(institution)
  passThrough(socket, door.host, door.port)
}
