import type { SandboxClock } from './clock.js'
import { type Courier, createCourier } from './deliver.js'
import type { Events } from './events.js'
import { type Faults, NOTICE_ALTERATIONS, NOTICE_FATES, type NoticeAlteration } from './faults.js'
import type { InstitutionName } from './institution.js'
import type { NoticeChannel, NoticeRecord, Notices } from './notice-types.js'
import type { Random } from './random.js'
import type { Collection, Store } from './store.js'

export type {
  NoticeChannel,
  NoticeRecord,
  Notices,
  NoticeTry,
  RenderedNotice,
} from './notice-types.js'

export interface NoticeParts {
  store: Store
  clock: SandboxClock
  random: Random
  faults: Faults
  events: Events
  /** 1 is the documented schedule; 0.001 makes seconds into milliseconds. */
  scale: number
}

/** Settled notices beyond this number are forgotten, oldest first: they only matter to who looks at them. */
const SETTLED_KEPT = 20_000

export function createNotices(parts: NoticeParts): Notices {
  const { store, clock, random, faults, events, scale } = parts
  const records: Collection<NoticeRecord> = store.collection('notices')
  const channels = new Map<InstitutionName, NoticeChannel>()
  const courier: Courier = createCourier()
  const onTheirWay = new Set<Promise<void>>()
  let closed = false
  let addressOf = (notice: NoticeRecord): string => notice.url

  const channelOf = (institution: InstitutionName): NoticeChannel => {
    const channel = channels.get(institution)
    if (!channel) throw new Error(`No notice channel is registered for ${institution}.`)
    return channel
  }
  const isCurrent = (notice: NoticeRecord): boolean => !closed && records.get(notice.id) === notice

  const schedule = (notice: NoticeRecord, atMs: number): void => {
    notice.nextAtMs = atMs
    records.put(notice)
    clock.at(atMs, () => {
      if (isCurrent(notice) && notice.state === 'waiting' && notice.nextAtMs === atMs) track(tryNow(notice))
    })
  }
  const track = (work: Promise<void>): Promise<void> => {
    const tracked = work
      // A notice that cannot be rendered is a defect; it must not end the process and everybody else's orders.
      .catch((error: unknown) => console.error(error))
      .finally(() => onTheirWay.delete(tracked))
    onTheirWay.add(tracked)
    return tracked
  }

  /** One delivery that follows the schedule: a refusal plans the next. */
  const tryNow = async (notice: NoticeRecord, alter: NoticeAlteration | null = null): Promise<void> => {
    notice.nextAtMs = null
    notice.scheduledTries += 1
    await deliverOnce(notice, alter)
    if (!isCurrent(notice) || notice.state !== 'waiting') return
    const { retriesOf, retryAfterMs } = channelOf(notice.institution)
    const waitMs = (retriesOf?.(notice) ?? retryAfterMs)[notice.scheduledTries - 1]
    if (waitMs === undefined) {
      notice.state = 'given_up'
      records.put(notice)
      return
    }
    schedule(notice, clock.nowMs() + waitMs * scale)
  }

  const deliverOnce = async (notice: NoticeRecord, wanted: NoticeAlteration | null): Promise<void> => {
    const channel = channelOf(notice.institution)
    const alter =
      wanted ?? faults.take(notice, NOTICE_ALTERATIONS)?.effect ?? channel.unasked?.(notice) ?? null
    const atMs = clock.nowMs()
    const { headers, body, query } = await channel.render(notice, alter)
    const sentTo = withQuery(addressOf(notice), query)
    const delivery = await courier.post(sentTo, headers, body, channel.timeoutMs)
    if (!isCurrent(notice)) return
    const made = { atMs, sentTo, headers, body, alter, ...delivery }
    notice.tries.push(made)
    const accepted =
      delivery.status !== null && channel.acknowledged(delivery.status, delivery.answer, notice)
    if (accepted) {
      notice.state = 'acknowledged'
      notice.nextAtMs = null
    }
    records.put(notice)
    channel.answered?.(notice, made)
    events.emit({
      kind: 'notice',
      institution: notice.institution,
      outTradeNo: notice.outTradeNo,
      zh: accepted ? `通知 ${notice.event} 已被确认` : `通知 ${notice.event} 未被确认`,
      en: accepted ? `Notice ${notice.event} acknowledged` : `Notice ${notice.event} not acknowledged`,
      data: { id: notice.id, status: delivery.status, error: delivery.error, tookMs: delivery.tookMs, alter },
    })
    forgetOldest()
  }

  const forgetOldest = (): void => {
    if (records.size <= SETTLED_KEPT) return
    for (const old of records.values()) {
      if (old.state === 'waiting' || old.state === 'held') continue
      records.delete(old.id)
      if (records.size <= SETTLED_KEPT) return
    }
  }

  /** The first delivery, or the first few when the notice is to arrive more than once. */
  const start = (notice: NoticeRecord, alter: NoticeAlteration | null): void => {
    const fate = faults.take(notice, NOTICE_FATES)
    if (fate?.effect === 'lose') {
      notice.state = 'lost'
      records.put(notice)
    } else if (fate?.effect === 'hold') {
      notice.state = 'held'
      records.put(notice)
    } else if (fate?.effect === 'delay') {
      schedule(notice, clock.nowMs() + (fate.params.delayMs ?? 1_000))
    } else if (fate?.effect === 'double') {
      const copies = Math.max(2, fate.params.copies ?? 2)
      track(sendCopies(notice, alter, copies, Math.max(1, fate.params.atOnce ?? copies)))
    } else {
      track(tryNow(notice, alter))
    }
  }
  const sendCopies = async (
    notice: NoticeRecord,
    alter: NoticeAlteration | null,
    copies: number,
    atOnce: number,
  ): Promise<void> => {
    for (let sent = 0; sent < copies; sent += atOnce) {
      const together = Math.min(atOnce, copies - sent)
      await Promise.all(
        Array.from({ length: together }, (_, at) =>
          sent === 0 && at === 0 ? tryNow(notice, alter) : deliverOnce(notice, alter),
        ),
      )
    }
  }

  return {
    register: (institution, channel) => void channels.set(institution, channel),
    get: (id) => records.get(id),
    list(filter = {}) {
      const found: NoticeRecord[] = []
      for (const notice of records.values()) {
        if (filter.outTradeNo && notice.outTradeNo !== filter.outTradeNo) continue
        if (filter.institution && notice.institution !== filter.institution) continue
        found.push(notice)
      }
      return found
    },
    send(wanted) {
      const { alter = null, ...rest } = wanted
      const notice: NoticeRecord = {
        id: uuidLike(random),
        ...rest,
        createdAtMs: clock.nowMs(),
        state: 'waiting',
        nextAtMs: clock.nowMs(),
        scheduledTries: 0,
        tries: [],
      }
      records.put(notice)
      start(notice, alter)
      return notice
    },
    async resend(id) {
      const notice = records.get(id)
      if (!notice) return null
      await track(deliverOnce(notice, null))
      return notice
    },
    release(id) {
      const notice = records.get(id)
      if (notice?.state !== 'held') return null
      notice.state = 'waiting'
      track(tryNow(notice))
      return notice
    },
    resume() {
      for (const notice of records.values()) {
        // Without a due time it was on its way when the process ended: nobody knows, so it is sent again.
        if (notice.state === 'waiting') schedule(notice, notice.nextAtMs ?? clock.nowMs())
      }
    },
    route(wanted) {
      addressOf = wanted
    },
    async idle() {
      while (onTheirWay.size > 0) await Promise.all(onTheirWay)
    },
    close() {
      closed = true
      courier.close()
    },
  }
}

function withQuery(address: string, query: string | undefined): string {
  if (query === undefined) return address
  return `${address}${address.includes('?') ? '&' : '?'}${query}`
}

function uuidLike(random: Random): string {
  const hex = random.hex(32)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
