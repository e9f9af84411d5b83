import { request } from 'node:http'
import https, { Agent, type RequestOptions } from 'node:https'
import { syncBuiltinESMExports } from 'node:module'
import type { Duplex } from 'node:stream'
import { type ConnectionOptions, connect } from 'node:tls'
import { institutionAt } from './institution-hosts.js'

/*
 * For `node --import hutong-sandbox/proxy-agent`: Node does not follow HTTPS_PROXY, so an SDK that has its host built
 * in finds no way to the sandbox. With this its connections to the institutions, and only these, go through the proxy.
 * NODE_USE_ENV_PROXY=1 of Node 24 is no substitute: it leaves out requests with `agent: false`.
 */

class ProxyAgent extends Agent {
  override createConnection(
    options: RequestOptions & ConnectionOptions,
    connected?: (error: Error | null, stream: Duplex) => void,
  ): Duplex | null | undefined {
    const host = options.host ?? options.hostname ?? ''
    const proxy = process.env.HTTPS_PROXY ?? process.env.https_proxy
    if (!proxy || institutionAt(host) === null) return super.createConnection(options, connected)
    // Node takes an error without a stream; its type does not say so.
    const failed = connected as ((error: Error) => void) | undefined
    const { hostname, port } = new URL(proxy)
    const call = request({
      host: hostname,
      port,
      method: 'CONNECT',
      path: `${host}:${options.port ?? 443}`,
      agent: false,
    })
    call.once('error', (error) => failed?.(error))
    call.once('connect', (answer, socket) => {
      if (answer.statusCode === 200) {
        connected?.(null, connect({ ...options, socket, servername: options.servername ?? host }))
        return
      }
      socket.destroy()
      failed?.(new Error(`The proxy ${proxy} refuses ${host} with ${answer.statusCode}.`))
    })
    call.end()
    return undefined
  }
}

// By its class too: `agent: false`, which some HTTP clients ask for, makes a new agent of the global one's class.
https.globalAgent = new ProxyAgent({ keepAlive: true })
syncBuiltinESMExports()
