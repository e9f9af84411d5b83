import { Button } from 'antd'
import { queryOf } from '../../../../office/src/api.js'
import { FilterBar } from '../../../../office/src/filter-bar.js'
import { DoneIcon } from '../../../../office/src/icons.js'
import { defineWords, useWords } from '../../../../office/src/language.js'
import { CardSkeleton, Refused, StaleNote } from '../../../../office/src/load-states.js'
import { hrefTo, useRoute } from '../../../../office/src/route.js'
import type { Page as RowPage } from '../../../../office/src/types.js'
import { useCursorList } from '../../../../office/src/use-cursor-list.js'
import { api } from '../../console-api.js'
import type { OperatorAlert } from '../launch-api.js'
import { LaunchesFrame } from '../launches-frame.js'
import { AlertLine } from './alert-line.js'
import { useOpenAlerts } from './use-alerts.js'

const words = defineWords(
  {
    title: '提醒',
    filter: '按是否看过筛选',
    filters: { open: '未读', all: '全部' },
    calm: '没有未读提醒',
    none: '还没有过提醒',
    more: '更早的提醒',
    hint: '护栏触发、能力被暂停、新规则将要生效时，会在这里告诉你。',
  },
  {
    title: 'Alerts',
    filter: 'Filter by seen or not',
    filters: { open: 'New', all: 'All' },
    calm: 'No new alerts',
    none: 'There has been no alert',
    more: 'Earlier alerts',
    hint: 'You are told here when a guardrail trips, a capability is suspended or new terms come near.',
  },
)

const FILTERS = ['open', 'all'] as const

export function AlertsPage() {
  const t = useWords(words)
  const { query } = useRoute()
  const filter = FILTERS.find((known) => known === query.get('show')) ?? 'open'
  return (
    <LaunchesFrame here="alerts">
      <section className="card" aria-label={t.title}>
        <FilterBar
          label={t.filter}
          current={filter}
          choices={FILTERS}
          nameOf={(key) => t.filters[key]}
          hrefOf={(key) => hrefTo('/launches/alerts', { show: key === 'open' ? undefined : key })}
        />
        {filter === 'open' ? <OpenAlerts /> : <AllAlerts />}
      </section>
    </LaunchesFrame>
  )
}

function OpenAlerts() {
  const t = useWords(words)
  const { data, error, reload } = useOpenAlerts()
  if (!data) return error ? <Refused error={error} onRetry={reload} /> : <CardSkeleton rows={4} />
  return (
    <>
      <StaleNote error={error} onRetry={reload} />
      {data.length === 0 ? <Calm title={t.calm} /> : <Lines alerts={data} onSeen={reload} />}
    </>
  )
}

function AllAlerts() {
  const t = useWords(words)
  const list = useCursorList<OperatorAlert>('all', (cursor, signal) =>
    api.get<RowPage<OperatorAlert>>(`/alerts${queryOf({ cursor })}`, signal),
  )
  const { rows, error } = list
  if (!rows) return error ? <Refused error={error} onRetry={list.reload} /> : <CardSkeleton rows={4} />
  if (rows.length === 0) return <Calm title={t.none} />
  return (
    <>
      {error && <Refused error={error} onRetry={list.loadMore} />}
      <Lines alerts={rows} onSeen={list.reload} />
      {list.hasMore && (
        <div className="more">
          <Button onClick={list.loadMore} loading={list.loadingMore}>
            {t.more}
          </Button>
        </div>
      )}
    </>
  )
}

function Lines({ alerts, onSeen }: { alerts: readonly OperatorAlert[]; onSeen: () => void }) {
  return (
    <ul className="attention">
      {alerts.map((alert) => (
        <AlertLine key={alert.id} alert={alert} onSeen={onSeen} />
      ))}
    </ul>
  )
}

function Calm({ title }: { title: string }) {
  const t = useWords(words)
  return (
    <div className="empty calm">
      <DoneIcon />
      <div className="empty-title">{title}</div>
      <div className="muted">{t.hint}</div>
    </div>
  )
}
