import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Listens and tells the address; rejects (EADDRINUSE) when the port is taken. */
export function listenOn(server: Server, host: string, port: number): Promise<{ url: string; port: number }> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.removeListener('error', reject)
      const { port: taken } = server.address() as AddressInfo
      resolve({ url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`, port: taken })
    })
  })
}

/** Stops listening and ends every connection, idle or not. */
export function stopServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    if (!server.listening) return resolve()
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
