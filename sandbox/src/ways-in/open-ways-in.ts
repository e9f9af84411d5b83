import type { InstitutionName } from '../core/institution.js'
import { type Authority, loadAuthority } from './authority.js'
import { openForwardProxy } from './forward-proxy.js'
import { type DoorOf, openHttpsWay, type WayIn } from './https-way.js'

export interface WaysInOptions {
  dataFolder: string | null
  host: string
  /** The name others reach this machine by. */
  publicName: string
  /** 0 takes any free port; null leaves that way closed. The proxy needs HTTPS and opens it on any free port. */
  httpsPort: number | null
  proxyPort: number | null
  /** Who has not sent a whole request by then is cut off. */
  slowestSenderMs: number
}

/** Ways in for SDKs that have the institutions' host names built in. */
export interface WaysIn {
  readonly authority: Authority
  readonly httpsUrl: string
  readonly proxyUrl: string | null
  close(): Promise<void>
}

/** Null when none is wanted: then no key is made either. Rejects with EADDRINUSE when a port is taken. */
export async function openWaysIn(
  urlOf: (institution: InstitutionName) => string,
  options: WaysInOptions,
): Promise<WaysIn | null> {
  const { host, publicName, httpsPort, proxyPort, slowestSenderMs } = options
  if (httpsPort === null && proxyPort === null) return null
  const authority = await loadAuthority(options.dataFolder)
  const doorOf: DoorOf = (institution) => {
    const { port } = new URL(urlOf(institution))
    return { host: reachable(host), port: Number(port) }
  }
  const opened: WayIn[] = []
  const close = async (): Promise<void> => {
    await Promise.all(opened.map((way) => way.close()))
  }
  try {
    const https = await openHttpsWay(authority, doorOf, host, httpsPort ?? 0, slowestSenderMs)
    opened.push(https)
    let proxyUrl: string | null = null
    if (proxyPort !== null) {
      const door = { host: reachable(host), port: https.port }
      const proxy = await openForwardProxy(doorOf, door, host, proxyPort, slowestSenderMs)
      opened.push(proxy)
      proxyUrl = `http://${publicName}:${proxy.port}`
    }
    return { authority, httpsUrl: `https://${publicName}:${https.port}`, proxyUrl, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** A wildcard address can be listened on, but not called. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  return host === '::' ? '::1' : host
}
