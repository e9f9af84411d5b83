import { createServer } from 'node:http'
import type { Control } from './control/control.js'
import { createNoticeForwarding } from './control/notice-forwarding.js'
import { processEndpoints } from './control/process-endpoints.js'
import type { SandboxClock } from './core/clock.js'
import type { Credentials } from './core/credentials.js'
import { listenOn, stopServer } from './core/listen.js'
import { senderLimits } from './core/sender-limits.js'
import type { Snapshot } from './core/snapshot.js'
import { openHouse } from './open-house.js'
import { createRestorer } from './restore-house.js'
import { openWaysIn, type WaysIn } from './ways-in/open-ways-in.js'
import type { NewMerchant } from './wechatpay/merchants/create-merchant.js'

export interface SandboxOptions {
  /** The address to listen on; 127.0.0.1 unless given. */
  host?: string
  /** The name others reach this machine by, for the addresses handed out; the host itself unless given. */
  publicHost?: string
  /** 0, the default, takes any free port. */
  homePort?: number
  wechatpayPort?: number
  alipayPort?: number
  acquirerPort?: number
  officialAccountPort?: number
  /** HTTPS under the institutions' own host names; null, the default, leaves it closed. */
  httpsPort?: number | null
  /** A forward proxy that leads to the institutions only; null, the default, leaves it closed. */
  proxyPort?: number | null
  /** Where keys and the journal are kept; null, the default, keeps everything in memory. */
  dataFolder?: string | null
  /** 1, the default, is the documented notice schedule; 0.001 turns its seconds into milliseconds. */
  noticeScale?: number
  /** Who has not sent a whole request by then is cut off, on every port, in real milliseconds; 20,000 unless given. */
  slowestSenderMs?: number
  clock?: SandboxClock
  /** WeChat Pay merchants besides the first; those that the data folder already has are left as they are. */
  wechatpayMerchants?: NewMerchant[]
  /** Makes faults with a rate, and ids, repeatable. */
  seed?: number
  /** Warnings of the home server on standard output. */
  log?: boolean
}

export interface Sandbox {
  homeUrl: string
  wechatpayUrl: string
  alipayUrl: string
  acquirerUrl: string
  /** In the place of api, open and mp.weixin.qq.com. */
  officialAccountUrl: string
  /** Of the ways in for SDKs with built-in host names; null when they are closed. */
  httpsUrl: string | null
  proxyUrl: string | null
  /** The certificate authority such an SDK must trust, and the file it lies in (null in memory only). */
  caPem: string | null
  caFile: string | null
  credentials: Credentials
  control: Control
  clock: SandboxClock
  /** The whole state, keys included. */
  snapshot(): Snapshot
  /**
   * Back to a snapshot, on the same ports; `credentials`, `control` and `clock` are new afterwards. Rejects with
   * SnapshotUnusable and leaves everything as it was.
   */
  restore(snapshot: unknown): Promise<void>
  stop(): Promise<void>
}

/** Starts the institutions. Rejects with EADDRINUSE (its `port` tells which) when a port is taken; nothing stays open then. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const host = options.host ?? '127.0.0.1'
  const publicName = addressName(options.publicHost ?? host)
  const forwarding = createNoticeForwarding()
  let ways: WaysIn | null = null
  const extra = processEndpoints(forwarding, {
    snapshot: () => restorer.snapshot(),
    restore: (snapshot) => restorer.restore(snapshot),
  })
  const first = await openHouse({
    options,
    host,
    publicName,
    ports: {
      wechatpay: options.wechatpayPort ?? 0,
      alipay: options.alipayPort ?? 0,
      acquirer: options.acquirerPort ?? 0,
      officialAccount: options.officialAccountPort ?? 0,
    },
    homeUrl: '',
    start: null,
    caPem: () => ways?.authority.certificatePem ?? null,
    extra,
    addressOf: forwarding.addressOf,
  })
  const restorer = createRestorer(first, (start, before) =>
    openHouse({
      options,
      host,
      publicName,
      ports: {
        wechatpay: portOf(before.wechatpay),
        alipay: portOf(before.alipay),
        acquirer: portOf(before.acquirer),
        officialAccount: portOf(before.official_account),
      },
      homeUrl: before.home,
      start,
      caPem: () => ways?.authority.certificatePem ?? null,
      extra,
      addressOf: forwarding.addressOf,
    }),
  )
  // The home outlives the house behind it, so that who asks for a restore gets an answer.
  const { slowestSenderMs } = first.core
  const front = createServer(senderLimits(slowestSenderMs), (request, response) =>
    restorer.serve(request, response),
  )

  const stop = async (): Promise<void> => {
    await Promise.all([ways?.close(), stopServer(front), restorer.close()])
  }
  try {
    ways = await openWaysIn((institution) => restorer.house().core.urls[institution], {
      dataFolder: options.dataFolder ?? null,
      host,
      publicName,
      httpsPort: options.httpsPort ?? null,
      proxyPort: options.proxyPort ?? null,
      slowestSenderMs,
    })
    const { port } = await listenOn(front, host, options.homePort ?? 0)
    first.core.urls.home = `http://${publicName}:${port}`
  } catch (error) {
    await stop()
    throw error
  }
  first.core.notices.resume()

  const { home, wechatpay, alipay, acquirer, official_account: officialAccount } = first.core.urls
  return {
    homeUrl: home,
    wechatpayUrl: wechatpay,
    alipayUrl: alipay,
    acquirerUrl: acquirer,
    officialAccountUrl: officialAccount,
    httpsUrl: ways?.httpsUrl ?? null,
    proxyUrl: ways?.proxyUrl ?? null,
    caPem: ways?.authority.certificatePem ?? null,
    caFile: ways?.authority.file ?? null,
    get credentials() {
      return restorer.house().control.credentials()
    },
    get control() {
      return restorer.house().control
    },
    get clock() {
      return restorer.house().core.clock
    },
    snapshot: () => restorer.snapshot(),
    restore: (snapshot) => restorer.restore(snapshot),
    stop,
  }
}

function portOf(url: string): number {
  return Number(new URL(url).port)
}

/** A wildcard address can be listened on, but not called. */
function addressName(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host
}
