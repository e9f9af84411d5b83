import { createHanging, type Hanging } from './calls.js'
import { type ClockState, createClock, type SandboxClock } from './clock.js'
import { type KeyRing, loadKeyRing, writeKeyRing } from './credentials.js'
import { createEvents, type Events } from './events.js'
import { createFaults, type Faults } from './faults.js'
import { lockFolder } from './folder-lock.js'
import type { InstitutionName } from './institution.js'
import { createNotices, type Notices } from './notices.js'
import { createRandom, type Random } from './random.js'
import { SLOWEST_SENDER_MS } from './sender-limits.js'
import { type Collection, openStore, type Store } from './store.js'
import { createWallets, type Wallets } from './wallets.js'

/** What every institution of the sandbox is built on. */
export interface Core {
  readonly clock: SandboxClock
  readonly store: Store
  readonly random: Random
  readonly faults: Faults
  readonly notices: Notices
  readonly wallets: Wallets
  readonly events: Events
  readonly hanging: Hanging
  readonly keys: KeyRing
  /** Waits that a real institution takes are multiplied by this (the notice schedule, a refund's way). */
  readonly scale: number
  /** Who has not sent a whole request by then is cut off, on every port; real time. */
  readonly slowestSenderMs: number
  /** Addresses without a trailing slash; empty until the server concerned listens. */
  readonly urls: Record<'home' | InstitutionName, string>
  /** The phone page opened at the pay sheet for a text. */
  phoneLink(text: string): string
  /** Keeps the clock's state, so that time does not run backwards over a restart. */
  keepClock(): void
  close(): void
}

export interface CoreOptions {
  dataFolder: string | null
  noticeScale: number
  slowestSenderMs?: number
  clock?: SandboxClock
  seed?: number
  /** Keys and records to start with, in the place of what the folder holds. */
  start?: { keys: KeyRing; lines: readonly string[] }
}

export async function createCore(options: CoreOptions): Promise<Core> {
  const unlock = options.dataFolder === null ? null : lockFolder(options.dataFolder)
  const { dataFolder, start } = options
  if (start && dataFolder !== null) writeKeyRing(dataFolder, start.keys)
  const keys = start ? start.keys : await loadKeyRing(dataFolder)
  const store = openStore(dataFolder, start?.lines ?? null)
  const clock = options.clock ?? createClock()
  const random = createRandom(options.seed)
  const events = createEvents(clock.nowMs)
  const faults = createFaults(store, random)
  const scale = options.noticeScale
  const notices = createNotices({ store, clock, random, faults, events, scale })
  const wallets = createWallets(store, random, clock.nowMs)
  const hanging = createHanging()
  const urls = {
    home: '',
    wechatpay: '',
    alipay: '',
    acquirer: '',
    official_account: '',
    /** On the home port. */
    get review_desk() {
      return `${this.home}/desk`
    },
  }

  const clockStates: Collection<ClockState & { id: string }> = store.collection('clock')
  const kept = clockStates.get('clock')
  if (kept && !options.clock) clock.restore(kept)

  return {
    clock,
    store,
    random,
    faults,
    notices,
    wallets,
    events,
    hanging,
    keys,
    scale,
    slowestSenderMs: options.slowestSenderMs ?? SLOWEST_SENDER_MS,
    urls,
    phoneLink: (text) => `${urls.home}/phone?open=${encodeURIComponent(text)}`,
    keepClock: () => clockStates.put({ id: 'clock', ...clock.state() }),
    close() {
      notices.close()
      hanging.endAll()
      clock.cancelAll()
      store.close()
      unlock?.()
    },
  }
}
