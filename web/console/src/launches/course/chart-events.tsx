import { Tag, Time } from '../../../../office/src/figures.js'
import { defineWords, useLanguage, useWords } from '../../../../office/src/language.js'
import type { ChartEvent } from '../launch-api.js'
import { actorName, eventName } from '../launch-names.js'
import { isAlarm } from './chart-scale.js'

const words = defineWords(
  { events: '这段时间里的事', more: (n: number) => `另外 ${n} 件` },
  { events: 'What was done meanwhile', more: (n: number) => `${n} more` },
)

const SHOWN = 5

/** The marks of the chart in words, newest first. */
export function ChartEvents({ events }: { events: readonly ChartEvent[] }) {
  const t = useWords(words)
  const newest = events.toSorted((a, b) => (a.at < b.at ? 1 : -1))
  if (newest.length === 0) return null
  return (
    <div className="chart-events">
      <h3>{t.events}</h3>
      <EventLines events={newest.slice(0, SHOWN)} />
      {newest.length > SHOWN && (
        <details>
          <summary>{t.more(newest.length - SHOWN)}</summary>
          <EventLines events={newest.slice(SHOWN)} />
        </details>
      )}
    </div>
  )
}

function EventLines({ events }: { events: readonly ChartEvent[] }) {
  const { language } = useLanguage()
  return (
    <ul>
      {events.map((event) => (
        <li key={`${event.at} ${event.kind}`}>
          <Time at={event.at} seconds />
          <Tag tone={isAlarm(event.kind) ? 'alarm' : 'busy'}>{eventName(event.kind, language)}</Tag>
          <span>
            {actorName(event.by, language)}
            {event.why && <span className="muted"> · {event.why}</span>}
          </span>
        </li>
      ))}
    </ul>
  )
}
