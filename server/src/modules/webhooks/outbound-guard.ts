import { lookup } from 'node:dns/promises'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

/**
 * Where a webhook may go. An address is chosen by whoever registers the endpoint, and we are inside a network that the
 * chooser is not in, so everything that is not plainly the public internet is refused unless the operator allows it.
 */
export interface OutboundGuard {
  /** The addresses to connect to; all of them are allowed. */
  check(url: string): Promise<Allowed | NotAllowed>
}

export interface Allowed {
  readonly outcome: 'allowed'
  readonly url: URL
  readonly addresses: readonly Address[]
}

export interface NotAllowed {
  readonly outcome: 'not_allowed' | 'unresolvable'
  readonly message: string
}

export interface Address {
  readonly address: string
  readonly family: 4 | 6
}

export type Resolve = (host: string) => Promise<readonly Address[]>

const resolveWithSystem: Resolve = async (host) =>
  (await lookup(host, { all: true, verbatim: true })).map(({ address, family }) => ({
    address,
    family: family === 6 ? 6 : 4,
  }))

export interface OutboundGuardOptions {
  /** Hosts, addresses and CIDRs that may be reached although they are private: `mall.internal`, `10.1.0.0/16`. */
  readonly allow: readonly string[]
  readonly resolve?: Resolve
}

export function createOutboundGuard(options: OutboundGuardOptions): OutboundGuard {
  const resolve = options.resolve ?? resolveWithSystem
  const allowedHosts = new Set(options.allow.map((entry) => entry.toLowerCase()))
  const allowedRanges = options.allow.flatMap(rangeOf)

  const isAllowed = (address: string): boolean => {
    const parsed = ipaddr.process(address)
    return allowedRanges.some(([range, bits]) => range.kind() === parsed.kind() && parsed.match(range, bits))
  }

  return {
    async check(text) {
      if (!URL.canParse(text)) return { outcome: 'not_allowed', message: 'it is not a URL' }
      const url = new URL(text)
      if (url.protocol !== 'https:' && url.protocol !== 'http:')
        return { outcome: 'not_allowed', message: `${url.protocol} is neither http nor https` }
      if (url.username !== '' || url.password !== '')
        return { outcome: 'not_allowed', message: 'it holds a user name or a password' }

      const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase()
      const addresses = await addressesOf(host, resolve)
      if (addresses.length === 0) return { outcome: 'unresolvable', message: `${host} has no address` }
      // One forbidden address is enough: which of them a connection would take is not ours to guess.
      const forbidden = allowedHosts.has(host)
        ? undefined
        : addresses.find(({ address }) => !isPublic(address) && !isAllowed(address))
      if (forbidden !== undefined)
        return {
          outcome: 'not_allowed',
          message: `${host} leads to ${forbidden.address}, which is not public`,
        }
      return { outcome: 'allowed', url, addresses }
    },
  }
}

async function addressesOf(host: string, resolve: Resolve): Promise<readonly Address[]> {
  // URL parsing has turned 0x7f.1, 2130706433 and their like into plain addresses already.
  if (ipaddr.isValid(host)) return [{ address: host, family: ipaddr.parse(host).kind() === 'ipv6' ? 6 : 4 }]
  try {
    return await resolve(host)
  } catch {
    return []
  }
}

// Public by range, and still the inside of somebody's cloud: Azure's host agent.
const NOT_FOR_STRANGERS = ['168.63.129.16']
const GLOBAL_V6 = ipaddr.parseCIDR('2000::/3')

/** Only plain unicast: what is private, local, shared, reserved or a disguise of IPv4 inside IPv6 is not public. */
export function isPublic(text: string): boolean {
  if (!ipaddr.isValid(text)) return false
  const address = ipaddr.process(text)
  if (NOT_FOR_STRANGERS.includes(address.toString())) return false
  if (address.range() !== 'unicast') return false
  return address.kind() === 'ipv4' || address.match(GLOBAL_V6)
}

function rangeOf(entry: string): [ReturnType<typeof ipaddr.parse>, number][] {
  if (ipaddr.isValidCIDR(entry)) return [ipaddr.parseCIDR(entry)]
  if (!ipaddr.isValid(entry)) return []
  const address = ipaddr.process(entry)
  return [[address, address.kind() === 'ipv6' ? 128 : 32]]
}

/**
 * A lookup that only ever answers with the addresses that were checked. Resolving again for the connection would let
 * a name server answer the check with a public address and the connection with a private one.
 */
export function pinTo(addresses: readonly Address[]): LookupFunction {
  return (_host, options, callback) => {
    const fitting = addresses.filter(({ family }) => !options.family || options.family === family)
    const [first] = fitting
    if (first === undefined) return callback(new Error('no checked address fits'), '')
    if (options.all === true)
      callback(
        null,
        fitting.map(({ address, family }) => ({ address, family })),
      )
    else callback(null, first.address, first.family)
  }
}
