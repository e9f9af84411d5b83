import { useState } from 'preact/hooks'
import { formatSecond } from '../shared/format-time.js'
import { useLanguage, useSay } from '../shared/language.js'
import type { SandboxEvent } from '../shared/use-events.js'
import { Section } from './parts.js'
import { institutionWord } from './state-words.js'

const SHOWN_AT_FIRST = 14
const KINDS = ['all', 'call', 'payment', 'refund', 'notice', 'fault'] as const
type Kind = (typeof KINDS)[number]

const KIND_WORDS: Record<SandboxEvent['kind'] | 'all', [string, string]> = {
  all: ['全部', 'All'],
  call: ['调用', 'Call'],
  payment: ['付款', 'Payment'],
  refund: ['退款', 'Refund'],
  notice: ['通知', 'Notice'],
  fault: ['故障', 'Fault'],
  clock: ['时间', 'Clock'],
  reset: ['清空', 'Reset'],
}

export function EventsSection({ events, connected }: { events: SandboxEvent[]; connected: boolean | null }) {
  const say = useSay()
  const language = useLanguage()
  const [kind, setKind] = useState<Kind>('all')
  const [stoppedAt, setStoppedAt] = useState<SandboxEvent[] | null>(null)
  const [most, setMost] = useState(SHOWN_AT_FIRST)
  const found = (stoppedAt ?? events).filter((event) => kind === 'all' || event.kind === kind)
  const shown = found.slice(0, most)
  return (
    <Section
      id="events"
      title={say('动态', 'Activity')}
      hint={say(
        '调用、付款、通知与回答，刚刚发生的在最上面。',
        'Calls, payments, notices and answers; the latest on top.',
      )}
      end={
        <button
          type="button"
          aria-pressed={stoppedAt !== null}
          onClick={() => setStoppedAt(stoppedAt ? null : events)}
        >
          {stoppedAt ? say('继续', 'Resume') : say('暂停', 'Pause')}
        </button>
      }
    >
      <fieldset class="chips" aria-label={say('只看', 'Show only')}>
        {KINDS.map((one) => (
          <button type="button" aria-pressed={kind === one} onClick={() => setKind(one)}>
            {say(...KIND_WORDS[one])}
          </button>
        ))}
      </fieldset>
      {shown.length === 0 ? (
        <p class="instead">
          {connected === false
            ? say('与沙箱的连接断了，正在重连…', 'The line to the sandbox is down; dialling again…')
            : say('还没有动静。', 'Nothing has happened yet.')}
        </p>
      ) : (
        <ol class="events">
          {shown.map((event) => (
            <li key={`${event.seq}-${event.atMs}`}>
              <time class="mono">{formatSecond(event.atMs)}</time>
              <span class={`event-kind kind-${event.kind}`}>{say(...KIND_WORDS[event.kind])}</span>
              <span class="event-what">
                {event[language]}
                <small>
                  {event.institution && institutionWord(event.institution, say)}
                  {event.outTradeNo && <span class="mono"> {event.outTradeNo}</span>}
                </small>
              </span>
            </li>
          ))}
        </ol>
      )}
      {found.length > most && (
        <button type="button" class="more" onClick={() => setMost(most + 100)}>
          {say('再看一些', 'More')}
        </button>
      )}
    </Section>
  )
}
