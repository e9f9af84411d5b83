import type { ClockView, ClockWish, NoticeWish, OrderQuery, PayWish } from '../control/control.js'
import type { Forward, ForwardWish } from '../control/notice-forwarding.js'
import type { Credentials } from '../core/credentials.js'
import type { SandboxEvent } from '../core/events.js'
import type { FaultRule, NewFault } from '../core/faults.js'
import type { CodeView, InstitutionName, OrderRecord, RefundRecord } from '../core/institution.js'
import type { NoticeRecord } from '../core/notices.js'
import type { Snapshot } from '../core/snapshot.js'
import type { NewWalletUser, WalletUser } from '../core/wallets.js'
import type { Sandbox, SandboxOptions } from '../start-sandbox.js'
import { createCall, queryOf, SandboxRefused } from './call-home.js'
import { playStory, type StoryOptions, type StoryReport } from './play-story.js'
import { waitUntil } from './wait-until.js'
import { type Watch, watchEvents } from './watch-events.js'

export interface WaitOptions {
  /** Of this machine's time; 10 seconds unless given. */
  withinMs?: number
}

export type ComplaintTaker = Extract<InstitutionName, 'wechatpay' | 'alipay'>

/** Whatever else the institution keeps of it stands beside these. */
export interface ComplaintRecord {
  readonly id: string
  /** The institution's own word. */
  readonly state: string
  readonly [name: string]: unknown
}

export interface ComplaintWish {
  outTradeNo: string
  detail: string
  problemType?: 'REFUND' | 'SERVICE_NOT_WORK' | 'OTHERS'
  phone?: string
}

export interface OrderWait extends WaitOptions {
  outTradeNo: string
  institution?: InstitutionName
  /** The institution's state word, or a look at the whole record; "paid" unless given. */
  until?: string | ((order: OrderRecord) => boolean)
}

export interface NoticeWait extends WaitOptions {
  outTradeNo: string
  institution?: InstitutionName
  /** The institution's event word, e.g. `TRANSACTION.SUCCESS`. */
  event?: string
  /** The notice's state, or a look at the whole record; `acknowledged` unless given. */
  until?: NoticeRecord['state'] | ((notice: NoticeRecord) => boolean)
}

/** The control API in TypeScript. What the sandbox refuses is thrown as SandboxRefused. */
export interface SandboxClient {
  readonly homeUrl: string
  /** The sandbox itself when this client started it; null when it is attached to a running one. */
  readonly sandbox: Sandbox | null
  credentials(): Promise<Credentials>
  orders(query?: OrderQuery): Promise<OrderRecord[]>
  /** Null when the institution has no such order. */
  order(institution: InstitutionName, outTradeNo: string): Promise<OrderRecord | null>
  /** Pays without the page, as the wallet's default user unless another is named. */
  pay(wish: PayWish): Promise<CodeView>
  /** The payer's try fails; the order stays payable. */
  decline(wish: PayWish): Promise<CodeView>
  faults(): Promise<FaultRule[]>
  addFault(fault: NewFault): Promise<FaultRule>
  /** False when there is no such rule. */
  removeFault(id: string): Promise<boolean>
  clearFaults(): Promise<void>
  notices(query?: OrderQuery): Promise<NoticeRecord[]>
  resendNotice(id: string): Promise<NoticeRecord>
  releaseNotice(id: string): Promise<NoticeRecord>
  sendNotice(wish: NoticeWish): Promise<NoticeRecord>
  finishRefund(
    institution: InstitutionName,
    outRefundNo: string,
    state: 'SUCCESS' | 'ABNORMAL' | 'CLOSED',
  ): Promise<RefundRecord>
  /** Payers' complaints about paid orders, as the institution keeps them. */
  complaints(institution: ComplaintTaker): Promise<ComplaintRecord[]>
  complain(institution: ComplaintTaker, wish: ComplaintWish): Promise<ComplaintRecord>
  /** `respond`, `confirm` and `revoke` at both; `continue` at WeChat Pay; `escalate`, `decide` and `close` at Alipay. */
  followComplaint(
    institution: ComplaintTaker,
    id: string,
    follow: string,
    text?: string,
  ): Promise<ComplaintRecord>
  clock(): Promise<ClockView>
  setClock(wish: ClockWish): Promise<ClockView>
  freeze(): Promise<ClockView>
  /** Forward by so many milliseconds; everything that falls due happens. */
  advance(byMs: number): Promise<ClockView>
  /** Back to this machine's time. */
  realTime(): Promise<ClockView>
  wallets(): Promise<WalletUser[]>
  createWallet(user: NewWalletUser): Promise<WalletUser>
  /** Everything but the keys is forgotten. */
  reset(): Promise<void>
  snapshot(): Promise<Snapshot>
  restore(snapshot: Snapshot): Promise<void>
  /** Notices go there instead, for 15 seconds unless said otherwise; call again to go on. */
  forward(wish: ForwardWish): Promise<Forward[]>
  stopForwarding(): Promise<void>
  /** What happens from now on, until stopped. */
  watch(onEvent: (event: SandboxEvent) => void): Watch
  waitForOrder(wait: OrderWait): Promise<OrderRecord>
  waitForNotice(wait: NoticeWait): Promise<NoticeRecord>
  /** A named story, see STORIES. */
  play(story: string, options?: StoryOptions): Promise<StoryReport>
  /** Stops the sandbox when this client started it; a running one that was attached to goes on. */
  stop(): Promise<void>
}

const WITHIN_MS = 10_000

/** Attaches to the sandbox at `homeUrl`, or starts one inside this process with `start`. */
export async function createSandboxClient(
  options: { homeUrl: string } | { start?: SandboxOptions } = {},
): Promise<SandboxClient> {
  const sandbox = 'homeUrl' in options ? null : await startHere(options.start ?? {})
  const homeUrl = ('homeUrl' in options ? options.homeUrl : (sandbox?.homeUrl ?? '')).replace(/\/+$/, '')
  const call = createCall(homeUrl)
  const part = encodeURIComponent

  const client: SandboxClient = {
    homeUrl,
    sandbox,
    credentials: () => call('GET', '/credentials'),
    orders: (query = {}) => call('GET', `/control/orders${queryOf(query)}`),
    order: (institution, outTradeNo) =>
      orNull(call<OrderRecord>('GET', `/control/orders/${institution}/${part(outTradeNo)}`)),
    pay: (wish) => call('POST', '/control/pay', wish),
    decline: (wish) => call('POST', '/control/decline', wish),
    faults: () => call('GET', '/control/faults'),
    addFault: (fault) => call('POST', '/control/faults', fault),
    async removeFault(id) {
      return (await orNull(call('DELETE', `/control/faults/${part(id)}`))) !== null
    },
    clearFaults: () => call('DELETE', '/control/faults'),
    notices: (query = {}) => call('GET', `/control/notices${queryOf(query)}`),
    resendNotice: (id) => call('POST', `/control/notices/${part(id)}/resend`),
    releaseNotice: (id) => call('POST', `/control/notices/${part(id)}/release`),
    sendNotice: (wish) => call('POST', '/control/notices/send', wish),
    finishRefund: (institution, outRefundNo, state) =>
      call('POST', `/control/refunds/${institution}/${part(outRefundNo)}/finish`, { state }),
    complaints: (institution) => call('GET', `/control/${institution}/complaints`),
    complain: (institution, wish) => call('POST', `/control/${institution}/complaints`, wish),
    followComplaint: (institution, id, follow, text) =>
      call('POST', `/control/${institution}/complaints/${part(id)}/follow`, {
        follow,
        ...(text === undefined ? {} : { text }),
      }),
    clock: () => call('GET', '/control/clock'),
    setClock: (wish) => call('POST', '/control/clock', wish),
    freeze: () => call('POST', '/control/clock', { mode: 'frozen' }),
    advance: (byMs) => call('POST', '/control/clock', { advanceMs: byMs }),
    realTime: () => call('POST', '/control/clock', { mode: 'real' }),
    wallets: () => call('GET', '/control/wallets'),
    createWallet: (user) => call('POST', '/control/wallets', user),
    reset: () => call('POST', '/control/reset'),
    snapshot: () => call('GET', '/control/snapshot'),
    restore: (snapshot) => call('POST', '/control/snapshot', snapshot),
    forward: (wish) => call('POST', '/control/forward', wish),
    stopForwarding: () => call('DELETE', '/control/forward'),
    watch: (onEvent) => watchEvents(homeUrl, onEvent),
    waitForOrder({ outTradeNo, institution, until = isPaid, withinMs = WITHIN_MS }) {
      const fits = typeof until === 'string' ? (order: OrderRecord) => order.state === until : until
      const look = async (): Promise<OrderRecord | null> =>
        (await client.orders({ outTradeNo, ...(institution ? { institution } : {}) })).find(fits) ?? null
      return waitUntil(homeUrl, `order ${outTradeNo}`, look, withinMs)
    },
    waitForNotice({ outTradeNo, institution, event, until = 'acknowledged', withinMs = WITHIN_MS }) {
      const fits = typeof until === 'string' ? (notice: NoticeRecord) => notice.state === until : until
      const look = async (): Promise<NoticeRecord | null> =>
        (await client.notices({ outTradeNo, ...(institution ? { institution } : {}) })).find(
          (notice) => (event === undefined || notice.event === event) && fits(notice),
        ) ?? null
      return waitUntil(homeUrl, `notice of ${outTradeNo}`, look, withinMs)
    },
    play: (story, storyOptions = {}) => playStory(client, story, storyOptions),
    async stop() {
      await sandbox?.stop()
    },
  }
  return client
}

/** Who attaches needs no web server: it is loaded only here. */
async function startHere(options: SandboxOptions): Promise<Sandbox> {
  const { startSandbox } = await import('../start-sandbox.js')
  return startSandbox(options)
}

function isPaid(order: OrderRecord): boolean {
  return order.paidAt !== null
}

async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof SandboxRefused && error.status === 404) return null
    throw error
  }
}
