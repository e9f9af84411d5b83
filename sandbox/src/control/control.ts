import type { ClockState } from '../core/clock.js'
import type { Core } from '../core/core.js'
import { type Credentials, credentialsOf } from '../core/credentials.js'
import type { SandboxEvent } from '../core/events.js'
import {
  type FaultRule,
  type NewFault,
  NOTICE_ALTERATIONS,
  NOTICE_FATES,
  type NoticeAlteration,
  type NoticeFate,
} from '../core/faults.js'
import type {
  CodeView,
  InstitutionName,
  InstitutionServer,
  OrderRecord,
  RefundRecord,
  WalletRefusal,
} from '../core/institution.js'
import type { NoticeRecord } from '../core/notices.js'
import type { NewWalletUser, WalletUser } from '../core/wallets.js'
import type { WechatPayControl } from '../wechatpay/control/wechatpay-control.js'
import { createPayer, type PayWish } from './pay-for.js'

export type { PayWish } from './pay-for.js'

export interface OrderQuery {
  institution?: InstitutionName
  outTradeNo?: string
}

export interface ClockView {
  /** advanced: it runs, but ahead of this machine. */
  mode: 'real' | 'frozen' | 'advanced'
  nowMs: number
}

export interface ClockWish {
  /** real: back to this machine's time; frozen: it stands; advanced: it runs on from where it stands. */
  mode?: ClockView['mode']
  advanceMs?: number
}

export interface NoticeWish {
  institution: InstitutionName
  outTradeNo: string
  alter?: NoticeAlteration | NoticeFate
}

/** The sandbox moved by hand; the same verbs as the control HTTP API. */
export interface Control {
  /** Merchants, keys and whatever else only WeChat Pay has. */
  readonly wechatpay: WechatPayControl
  credentials(): Credentials
  orders(query?: OrderQuery): OrderRecord[]
  order(institution: InstitutionName, outTradeNo: string): OrderRecord | null
  /** Pays without the page, as the wallet's default user unless another is named. */
  pay(wish: PayWish): CodeView | WalletRefusal
  /** The payer's try fails; the order stays payable. */
  decline(wish: PayWish): CodeView | WalletRefusal
  faults(): FaultRule[]
  /** Throws a RangeError when the rule names no operation of the institution. */
  addFault(fault: NewFault): FaultRule
  removeFault(id: string): boolean
  clearFaults(): void
  notices(query?: OrderQuery): NoticeRecord[]
  resendNotice(id: string): Promise<NoticeRecord | null>
  releaseNotice(id: string): NoticeRecord | null
  /** An extra notice about a paid order; null when there is none. */
  sendNotice(wish: NoticeWish): NoticeRecord | null
  /** Resolves when no notice is on its way. */
  noticesIdle(): Promise<void>
  finishRefund(
    institution: InstitutionName,
    outRefundNo: string,
    state: 'SUCCESS' | 'ABNORMAL' | 'CLOSED',
  ): RefundRecord | null
  clock(): ClockView
  setClock(wish: ClockWish): ClockView
  wallets(): WalletUser[]
  /** Throws when the id is taken. */
  createWallet(user: NewWalletUser): WalletUser
  /** Orders, notices, faults, wallets and the clock as at the first start; the keys stay. */
  reset(): void
  subscribe(listener: (event: SandboxEvent) => void): () => void
  recentEvents(): SandboxEvent[]
}

export function createControl(
  core: Core,
  servers: readonly InstitutionServer[],
  wechatpay: WechatPayControl,
): Control {
  const serverOf = (name: InstitutionName): InstitutionServer | undefined =>
    servers.find((server) => server.institution.name === name)
  const payer = createPayer(core, servers)

  const clockView = (): ClockView => {
    const state = core.clock.state()
    const mode = state.mode === 'frozen' ? 'frozen' : state.offsetMs === 0 ? 'real' : 'advanced'
    return { mode, nowMs: core.clock.nowMs() }
  }
  const tell = (kind: 'clock' | 'reset', zh: string, en: string): void =>
    core.events.emit({ kind, institution: null, outTradeNo: null, zh, en, data: { ...clockView() } })

  return {
    wechatpay,
    pay: payer.pay,
    decline: payer.decline,
    credentials: () => credentialsOf(core.keys, core.urls, wechatpay.credentials()),
    orders(query = {}) {
      const { institution, outTradeNo } = query
      const filter = outTradeNo === undefined ? {} : { outTradeNo }
      return servers
        .filter((server) => institution === undefined || server.institution.name === institution)
        .flatMap((server) => server.orders(filter))
    },
    order: (institution, outTradeNo) => serverOf(institution)?.order(outTradeNo) ?? null,
    faults: () => core.faults.list(),
    addFault(fault) {
      requireOperation(servers, fault)
      return core.faults.add(fault)
    },
    removeFault: (id) => core.faults.remove(id),
    clearFaults: () => core.faults.clear(),
    notices: (query = {}) => core.notices.list(query),
    resendNotice: (id) => core.notices.resend(id),
    releaseNotice: (id) => core.notices.release(id),
    sendNotice({ institution, outTradeNo, alter }) {
      const server = serverOf(institution)
      if (!server) return null
      if (isFate(alter)) {
        // A fate is decided when the notice is born: a rule for just this one.
        const rule = core.faults.add({ institution, outTradeNo, effect: alter, times: 1 })
        const notice = server.sendNotice(outTradeNo, null)
        core.faults.remove(rule.id)
        return notice
      }
      return server.sendNotice(outTradeNo, isAlteration(alter) ? alter : null)
    },
    noticesIdle: () => core.notices.idle(),
    finishRefund: (institution, outRefundNo, state) =>
      serverOf(institution)?.finishRefund(outRefundNo, state) ?? null,
    clock: clockView,
    setClock({ mode, advanceMs }) {
      if (mode === 'frozen') core.clock.freeze()
      if (mode === 'advanced') core.clock.resume()
      if (mode === 'real') core.clock.restore(REAL_TIME)
      if (advanceMs !== undefined) core.clock.advance(advanceMs)
      core.keepClock()
      tell('clock', '沙箱时间已改变', 'The sandbox time changed')
      return clockView()
    },
    wallets: () => core.wallets.users(),
    createWallet: (user) => core.wallets.create(user),
    reset() {
      core.clock.cancelAll()
      core.store.reset()
      core.clock.restore(REAL_TIME)
      core.wallets.ensureDefaults()
      for (const server of servers) server.reset()
      tell('reset', '沙箱已清空', 'The sandbox was reset')
    },
    subscribe: (listener) => core.events.subscribe(listener),
    recentEvents: () => core.events.recent(),
  }
}

const REAL_TIME: ClockState = { mode: 'real', offsetMs: 0, frozenAtMs: null }

/** A rule that can never strike is a mistake of who wrote it; better said at once. */
function requireOperation(servers: readonly InstitutionServer[], fault: NewFault): void {
  const { operation, institution = '*' } = fault
  if (operation === undefined || operation === '*') return
  const known = servers
    .filter((server) => institution === '*' || server.institution.name === institution)
    .flatMap((server) => server.operations)
  if (!known.includes(operation)) {
    throw new RangeError(`No operation ${operation}; known here: ${[...new Set(known)].join(', ')}`)
  }
}

function isFate(alter: NoticeWish['alter']): alter is NoticeFate {
  return (NOTICE_FATES as readonly string[]).includes(alter ?? '')
}

function isAlteration(alter: NoticeWish['alter']): alter is NoticeAlteration {
  return (NOTICE_ALTERATIONS as readonly string[]).includes(alter ?? '')
}
