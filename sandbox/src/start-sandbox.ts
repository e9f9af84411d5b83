import { createAlipay } from './alipay/index.js'
import { type Control, createControl } from './control/control.js'
import { createHomeServer } from './control/home-server.js'
import type { SandboxClock } from './core/clock.js'
import { createCore } from './core/core.js'
import type { Credentials } from './core/credentials.js'
import { listenOn } from './core/listen.js'
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
  const home = await createHomeServer({ core, control, servers, ownHosts, log: options.log ?? false })

  const stop = async (): Promise<void> => {
    core.hanging.endAll()
    await Promise.all([home.close(), wechatpay.close(), alipay.close()])
    core.close()
  }
  try {
    const address = (port: number) => `http://${addressName(options.publicHost ?? host)}:${port}`
    core.urls.wechatpay = address((await wechatpay.listen(host, options.wechatpayPort ?? 0)).port)
    core.urls.alipay = address((await alipay.listen(host, options.alipayPort ?? 0)).port)
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
