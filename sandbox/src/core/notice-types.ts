import type { NoticeAlteration } from './faults.js'
import type { InstitutionName } from './institution.js'

export interface NoticeTry {
  atMs: number
  /** Where it went: the notice's own address, or where a listener had it forwarded. */
  sentTo: string
  headers: Record<string, string>
  body: string
  status: number | null
  answer: string
  tookMs: number
  error: string | null
  /** What was made wrong with this delivery on request. */
  alter: NoticeAlteration | null
}

export type NoticeState = 'waiting' | 'held' | 'acknowledged' | 'lost' | 'given_up'

export interface NoticeRecord {
  id: string
  institution: InstitutionName
  /** The word fault rules use, e.g. `notice.payment`. */
  operation: string
  /** The institution's word, e.g. `TRANSACTION.SUCCESS`. */
  event: string
  outTradeNo: string
  url: string
  createdAtMs: number
  state: NoticeState
  /** When the next try is due; null when none is. */
  nextAtMs: number | null
  /** Tries that follow the schedule; copies and resends are not counted. */
  scheduledTries: number
  tries: NoticeTry[]
  /** What the institution needs to render a try; plain JSON. */
  payload: Record<string, unknown>
}

export interface NewNotice {
  institution: InstitutionName
  operation: string
  event: string
  outTradeNo: string
  url: string
  payload: Record<string, unknown>
  /** Alters the first delivery without a fault rule (an extra notice asked for over the control API). */
  alter?: NoticeAlteration | null
}

export interface RenderedNotice {
  headers: Record<string, string>
  body: string
  /** Added to the address: what is signed for this try, where an institution signs there. */
  query?: string
}

/** How an institution notifies. */
export interface NoticeChannel {
  /** Documented waits between tries, before scaling. */
  retryAfterMs: readonly number[]
  timeoutMs: number
  /** Called for each try: a fresh timestamp and signature. */
  render(notice: NoticeRecord, alter: NoticeAlteration | null): Promise<RenderedNotice>
  acknowledged(status: number, answer: string, notice: NoticeRecord): boolean
  /** Where the answer to a notice says more than that it arrived. */
  answered?(notice: NoticeRecord, delivery: NoticeTry): void
  /** Where a product has a schedule of its own. */
  retriesOf?(notice: NoticeRecord): readonly number[] | undefined
  /** What the institution makes wrong by itself, without a fault rule: probes. */
  unasked?(notice: NoticeRecord): NoticeAlteration | null
}

export interface Notices {
  register(institution: InstitutionName, channel: NoticeChannel): void
  send(notice: NewNotice): NoticeRecord
  get(id: string): NoticeRecord | undefined
  list(filter?: { outTradeNo?: string; institution?: InstitutionName }): NoticeRecord[]
  /** One more delivery now, whatever the state; resolves when it was answered. */
  resend(id: string): Promise<NoticeRecord | null>
  /** Lets a held notice go; null when it is not held. */
  release(id: string): NoticeRecord | null
  /** Takes up what was waiting when the sandbox stopped. */
  resume(): void
  /** From now on each delivery goes where this says. */
  route(addressOf: (notice: NoticeRecord) => string): void
  /** Resolves when no delivery is on its way. */
  idle(): Promise<void>
  close(): void
}
