import '../launches.css'
import { defineWords, useWords } from '../../../../office/src/language.js'
import { hrefTo } from '../../../../office/src/route.js'
import { useOpenAlerts } from './use-alerts.js'

const words = defineWords(
  { none: '没有未读提醒', some: (n: number) => `${n} 条未读提醒` },
  { none: 'No new alerts', some: (n: number) => (n === 1 ? '1 new alert' : `${n} new alerts`) },
)

/** In the bar of every page: what guardrails, institutions and terms have to tell. */
export function AlertsBell() {
  const t = useWords(words)
  const count = useOpenAlerts().data?.length ?? 0
  const said = count === 0 ? t.none : t.some(count)
  return (
    <a className="bell" href={hrefTo('/launches/alerts')} aria-label={said} title={said}>
      <svg width="18" height="18" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <path
          d="M6 10a6 6 0 0 1 12 0c0 5 2 6.5 2 6.5H4S6 15 6 10zM10 20a2.2 2.2 0 0 0 4 0"
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      {count > 0 && <span className="bell-count">{count > 99 ? '99+' : count}</span>}
    </a>
  )
}
