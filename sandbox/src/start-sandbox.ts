import { createAlipay } from './alipay/index.js'
import { type Control, createControl } from './control/control.js'
import { createHomeServer } from './control/home-server.js'
import type { SandboxClock } from './core/clock.js'
import { createCore } from './core/core.js'
import type { Credentials } from './core/credentials.js'
import { listenOn } from './core/listen.js'
import { openWaysIn, type WaysIn } from './ways-in/open-ways-in.js'
import { createWechatPay } from './wechatpay/index.js'

export interface SandboxOptions {
  /** The address to listen on; 127.0.0.1 unless given. */
  host?: string
  /** The name others reach this machine by, for the addresses handed out; the host itself unless given. */
  publicHost?: string
  /** 0, the default, takes any free port. */
  homePort?: number
  wechatpayPort?: number
  alipayPort?: number
  /** HTTPS under the institutions' own host names; null, the default, leaves it closed. */
  httpsPort?: number | null
  /** A forward proxy that leads to the institutions only; null, the default, leaves it closed. */
  proxyPort?: number | null
  /** Where keys and the journal are kept; null, the default, keeps everything in memory. */
  dataFolder?: string | null
  /** 1, the default, is the documented notice schedule; 0.001 turns its seconds into milliseconds. */
  noticeScale?: number
  clock?: SandboxClock
  /** Makes faults with a rate, and ids, repeatable. */
  seed?: number
  /** Warnings of the home server on standard output. */
  log?: boolean
}

export interface Sandbox {
  homeUrl: string
  wechatpayUrl: string
  alipayUrl: string
  /** Of the ways in for SDKs with built-in host names; null when they are closed. */
  httpsUrl: string | null
  proxyUrl: string | null
  /** The certificate authority such an SDK must trust, and the file it lies in (null in memory only). */
  caPem: string | null
  caFile: string | null
  credentials: Credentials
  control: Control
  clock: SandboxClock
  stop(): Promise<void>
}

/** Starts the institutions. Rejects with EADDRINUSE (its `port` tells which) when a port is taken; nothing stays open then. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const host = options.host ?? '127.0.0.1'
  const core = await createCore({
    dataFolder: options.dataFolder ?? null,
    noticeScale: options.noticeScale ?? 1,
    ...(options.clock ? { clock: options.clock } : {}),
    ...(options.seed === undefined ? {} : { seed: options.seed }),
  })
  const wechatpay = createWechatPay(core)
  const alipay = createAlipay(core)
  const servers = [wechatpay, alipay]
  const control = createControl(core, servers)
  const ownHosts = [host, ...(options.publicHost ? [options.publicHost] : [])]
  const ways: { opened: WaysIn | null } = { opened: null }
  const home = await createHomeServer({
    core,
    control,
    servers,
    ownHosts,
    caPem: () => ways.opened?.authority.certificatePem ?? null,
    log: options.log ?? false,
  })

  const stop = async (): Promise<void> => {
    core.hanging.endAll()
    await Promise.all([ways.opened?.close(), home.close(), wechatpay.close(), alipay.close()])
    core.close()
  }
  try {
    const publicName = addressName(options.publicHost ?? host)
    const address = (port: number) => `http://${publicName}:${port}`
    core.urls.wechatpay = address((await wechatpay.listen(host, options.wechatpayPort ?? 0)).port)
    core.urls.alipay = address((await alipay.listen(host, options.alipayPort ?? 0)).port)
    ways.opened = await openWaysIn(core, {
      dataFolder: options.dataFolder ?? null,
      host,
      publicName,
      httpsPort: options.httpsPort ?? null,
      proxyPort: options.proxyPort ?? null,
    })
    await home.ready()
    core.urls.home = address((await listenOn(home.server, host, options.homePort ?? 0)).port)
  } catch (error) {
    await stop()
    throw error
  }
  core.notices.resume()

  return {
    homeUrl: core.urls.home,
    wechatpayUrl: core.urls.wechatpay,
    alipayUrl: core.urls.alipay,
    httpsUrl: ways.opened?.httpsUrl ?? null,
    proxyUrl: ways.opened?.proxyUrl ?? null,
    caPem: ways.opened?.authority.certificatePem ?? null,
    caFile: ways.opened?.authority.file ?? null,
    credentials: control.credentials(),
    control,
    clock: core.clock,
    stop,
  }
}

/** A wildcard address can be listened on, but not called. */
function addressName(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host
}
