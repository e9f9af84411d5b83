import type { FastifyInstance } from 'fastify'
import { createAcquirer } from './acquirer/index.js'
import { createAlipay } from './alipay/index.js'
import { type Control, createControl } from './control/control.js'
import type { Endpoint } from './control/endpoint.js'
import { createHomeServer } from './control/home-server.js'
import { type Core, createCore } from './core/core.js'
import type { InstitutionServer } from './core/institution.js'
import type { NoticeRecord } from './core/notices.js'
import type { Snapshot } from './core/snapshot.js'
import { createOfficialAccount } from './official-account/index.js'
import { createReviewDesk } from './review-desk/index.js'
import type { SandboxOptions } from './start-sandbox.js'
import { createWechatPay } from './wechatpay/index.js'

export interface HousePlan {
  options: SandboxOptions
  host: string
  /** The name others reach this machine by. */
  publicName: string
  ports: { wechatpay: number; alipay: number; acquirer: number; officialAccount: number }
  homeUrl: string
  /** What it starts with; else what the data folder holds. */
  start: Snapshot | null
  caPem: () => string | null
  extra: readonly Endpoint[]
  addressOf: (notice: NoticeRecord) => string
}

/** The institutions on their ports, and the home pages and control API ready to be served by whoever listens. */
export interface House {
  readonly core: Core
  readonly control: Control
  readonly home: FastifyInstance
  /** Ends the institutions; what the home is still answering may finish. */
  close(): Promise<void>
}

/** Rejects with EADDRINUSE (its `port` tells which) when a port is taken; nothing stays open then. */
export async function openHouse(plan: HousePlan): Promise<House> {
  const { options, host, publicName, ports, start } = plan
  const core = await createCore({
    dataFolder: options.dataFolder ?? null,
    noticeScale: options.noticeScale ?? 1,
    ...(options.slowestSenderMs === undefined ? {} : { slowestSenderMs: options.slowestSenderMs }),
    ...(options.clock ? { clock: options.clock } : {}),
    ...(options.seed === undefined ? {} : { seed: options.seed }),
    ...(start ? { start } : {}),
  })
  const servers: InstitutionServer[] = []
  const close = async (): Promise<void> => {
    core.hanging.endAll()
    await Promise.all(servers.map((server) => server.close()))
    core.close()
  }
  try {
    const wechatpay = createWechatPay(core)
    const alipay = createAlipay(core)
    const acquirer = createAcquirer(core)
    // The acquirer first: it knows its own codes among those that look like a wallet's.
    const officialAccount = createOfficialAccount(core)
    const reviewDesk = createReviewDesk(core)
    servers.push(acquirer, wechatpay, alipay, officialAccount, reviewDesk)
    core.urls.home = plan.homeUrl
    core.notices.route(plan.addressOf)
    const control = createControl(core, servers, wechatpay.control)
    for (const merchant of options.wechatpayMerchants ?? []) {
      const known = control.wechatpay.merchants().some(({ mchid }) => mchid === merchant.mchid)
      if (!known) await control.wechatpay.createMerchant(merchant)
    }
    const home = await createHomeServer({
      core,
      control,
      servers,
      ownHosts: [host, ...(options.publicHost ? [options.publicHost] : [])],
      caPem: plan.caPem,
      extra: [...plan.extra, ...reviewDesk.endpoints],
      log: options.log ?? false,
    })
    const address = (port: number): string => `http://${publicName}:${port}`
    core.urls.wechatpay = address((await wechatpay.listen(host, ports.wechatpay)).port)
    core.urls.alipay = address((await alipay.listen(host, ports.alipay)).port)
    core.urls.acquirer = address((await acquirer.listen(host, ports.acquirer)).port)
    core.urls.official_account = address((await officialAccount.listen(host, ports.officialAccount)).port)
    reviewDesk.serve(home)
    await home.ready()
    return { core, control, home, close }
  } catch (error) {
    await close()
    throw error
  }
}
