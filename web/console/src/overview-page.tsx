import { Money, Time } from '../../office/src/figures.js'
import { AlarmIcon, DoneIcon } from '../../office/src/icons.js'
import { defineWords, pick, useLanguage, useWords } from '../../office/src/language.js'
import { CardSkeleton, Refused, StaleNote } from '../../office/src/load-states.js'
import { countOf, formatCount } from '../../office/src/money.js'
import { CHECKOUT_STATES } from '../../office/src/names.js'
import { Card, Page } from '../../office/src/page.js'
import { hrefTo } from '../../office/src/route.js'
import { useLoad } from '../../office/src/use-load.js'
import { placeOf } from './attention-place.js'
import { type Attention, api, type Overview } from './console-api.js'
import { EnableEndpoint } from './enable-endpoint.js'
import { AlertsCard } from './launches/alerts/alerts-card.js'
import { useOpenAlerts } from './launches/alerts/use-alerts.js'
import { useMay } from './me.js'
import { SearchBox } from './search-box.js'

const words = defineWords(
  {
    title: '总览',
    today: '今日收款',
    attention: '需要人处理',
    calm: '没有需要人处理的事',
    calmHint: '出现退款异常、警报、投递失败或长时间未知时，会列在这里。',
    places: { checkout: '打开收银单', webhooks: '看投递', notices: '看通知', refunds: '看退款' },
    next: '接下来：',
  },
  {
    title: 'Overview',
    today: 'Paid today',
    attention: 'Needs attention',
    calm: 'Nothing needs a person',
    calmHint: 'Abnormal refunds, alarms, failed deliveries and long unknowns are listed here.',
    places: {
      checkout: 'Open the checkout',
      webhooks: 'See the deliveries',
      notices: 'See the notices',
      refunds: 'See the refunds',
    },
    next: 'Next: ',
  },
)

const OVERVIEW_EVERY_MS = 10_000
const STATES = ['open', 'closing', 'paid', 'closed'] as const

export function OverviewPage() {
  const t = useWords(words)
  const { language } = useLanguage()
  const { data, error, reload } = useLoad('overview', (signal) => api.get<Overview>('/overview', signal), {
    everyMs: () => OVERVIEW_EVERY_MS,
  })
  const alerts = useOpenAlerts()
  // Both at once: one that comes later would push the other down.
  const isHere = alerts.data !== undefined || alerts.error !== undefined
  const noAlerts = alerts.data === undefined || alerts.data.length === 0
  return (
    <Page title={t.title}>
      <div className="big-search">
        <SearchBox large />
      </div>
      {error && !data && <Refused error={error} onRetry={reload} />}
      {(!data || !isHere) && !error && (
        <div className="stack">
          <CardSkeleton rows={1} />
          <CardSkeleton rows={6} />
        </div>
      )}
      {data && <StaleNote error={error} onRetry={reload} />}
      {data && isHere && (
        <div className="stack">
          <div className="counts">
            <div className="card count-today">
              <h2>{t.today}</h2>
              <p className="amount-large">
                <Money minor={data.paidTodayMinor} />
              </p>
              <p className="muted small">
                {countOf(data.paidTodayCount, language, '笔', 'checkout', 'checkouts')}
              </p>
            </div>
            {STATES.map((state) => (
              <a key={state} className="card count" href={hrefTo('/checkouts', { state })}>
                <span className="muted">{CHECKOUT_STATES[state][language]}</span>
                <span className="amount-large">{formatCount(data.checkouts[state])}</span>
              </a>
            ))}
          </div>
          <AlertsCard alerts={alerts.data ?? []} onSeen={alerts.reload} />
          {(data.attention.length > 0 || noAlerts) && (
            <Card
              title={
                <>
                  {t.attention}{' '}
                  {data.attention.length > 0 && <span className="badge">{data.attention.length}</span>}
                </>
              }
            >
              {data.attention.length === 0 ? (
                <div className="empty calm">
                  <DoneIcon />
                  <div className="empty-title">{t.calm}</div>
                  <div className="muted">{t.calmHint}</div>
                </div>
              ) : (
                <ul className="attention">
                  {data.attention.map((entry) => (
                    <AttentionLine
                      key={`${entry.kind} ${entry.subject} ${entry.at}`}
                      entry={entry}
                      onSettled={reload}
                    />
                  ))}
                </ul>
              )}
            </Card>
          )}
        </div>
      )}
    </Page>
  )
}

function AttentionLine({ entry, onSettled }: { entry: Attention; onSettled: () => void }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const place = placeOf(entry)
  const mayEnable = useMay()('POST /webhook-endpoints/:id/enable')
  return (
    <li>
      <span className="attention-icon">
        <AlarmIcon />
      </span>
      <div className="attention-body">
        <div className="attention-title">{pick(language, entry.title, entry.titleEn)}</div>
        <div>
          <span className="muted">{t.next}</span>
          {pick(language, entry.next, entry.nextEn)}
        </div>
        {entry.kind === 'webhook.endpoint_disabled' && entry.subject !== null && mayEnable && (
          <EnableEndpoint endpointId={entry.subject} onEnabled={onSettled} />
        )}
        <div className="muted small">
          <Time at={entry.at} /> {entry.subject && <code>{entry.subject}</code>}
        </div>
      </div>
      {place && <a href={place.href}>{t.places[place.leadsTo]}</a>}
    </li>
  )
}
