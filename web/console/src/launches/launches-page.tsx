import { Button } from 'antd'
import { DataTable } from '../../../office/src/data-table.js'
import { Tag, Time } from '../../../office/src/figures.js'
import { defineWords, pick, useLanguage, useWords } from '../../../office/src/language.js'
import { Refused, StaleNote } from '../../../office/src/load-states.js'
import { formatCount } from '../../../office/src/money.js'
import { methodName } from '../../../office/src/names.js'
import { hrefTo } from '../../../office/src/route.js'
import { useLoad } from '../../../office/src/use-load.js'
import { api } from '../console-api.js'
import type { Launch } from './launch-api.js'
import { PARTICIPATIONS, SCHEDULE_STATES, STATES } from './launch-names.js'
import { LaunchesFrame, useMayLaunch } from './launches-frame.js'
import { ShareBar } from './share-bar.js'

const words = defineWords(
  {
    table: '上线一览',
    fresh: '新建上线',
    launch: '上线',
    state: '状态',
    share: '顾客份额',
    merchants: '商户',
    everyone: '全部商户',
    alerts: '未读提醒',
    none: '还没有上线',
    noneHint: '一次上线让同一支付机构的一组支付方式按批次邀请商户、按份额放给顾客，并由护栏看着。',
    since: '自',
  },
  {
    table: 'All launches',
    fresh: 'New launch',
    launch: 'Launch',
    state: 'State',
    share: 'Share of shoppers',
    merchants: 'Merchants',
    everyone: 'everyone',
    alerts: 'New alerts',
    none: 'There is no launch yet',
    noneHint:
      'A launch lets methods of one institution in: merchants by invitation, shoppers share by share, with guardrails watching.',
    since: 'since',
  },
)

const EVERY_MS = 5_000

export function LaunchesPage() {
  const t = useWords(words)
  const { language } = useLanguage()
  const may = useMayLaunch()
  const { data, error, reload } = useLoad(
    'launches',
    (signal) => api.get<{ data: Launch[] }>('/launches', signal).then((answer) => answer.data),
    { everyMs: () => EVERY_MS },
  )
  return (
    <LaunchesFrame
      here="launches"
      aside={
        may && (
          <Button type="primary" href={hrefTo('/launches/new')}>
            {t.fresh}
          </Button>
        )
      }
    >
      {error && !data && <Refused error={error} onRetry={reload} />}
      {data && <StaleNote error={error} onRetry={reload} />}
      {(data || !error) && (
        <section className="card" aria-label={t.table}>
          <DataTable
            caption={t.table}
            rows={data}
            rowKey={(launch) => launch.id}
            rowHref={(launch) => hrefTo(`/launches/${launch.id}`)}
            rowTone={(launch) => (launch.rules.state === 'halted' ? 'alarm' : undefined)}
            emptyTitle={t.none}
            emptyHint={t.noneHint}
            skeletonRows={3}
            columns={[
              {
                key: 'launch',
                title: t.launch,
                onPhone: 'head',
                render: (launch) => (
                  <>
                    {pick(language, launch.name, launch.nameEn)}
                    <span className="sub">
                      {launch.rules.methods
                        .map((method) => methodName(method, language))
                        .join(language === 'zh' ? '、' : ', ')}
                    </span>
                  </>
                ),
              },
              {
                key: 'state',
                title: t.state,
                onPhone: 'side',
                render: ({ rules, validFrom }) => (
                  <>
                    <Tag tone={STATES[rules.state].tone}>{STATES[rules.state][language]}</Tag>
                    <span className="sub">
                      {t.since} <Time at={validFrom} />
                    </span>
                  </>
                ),
              },
              {
                key: 'share',
                title: t.share,
                width: '20%',
                render: ({ rules }) => (
                  <>
                    <ShareBar shareBp={rules.shareBp} dimmed={rules.state !== 'live'} />
                    {rules.schedule.state !== 'off' && (
                      <span className="sub">{SCHEDULE_STATES[rules.schedule.state][language]}</span>
                    )}
                  </>
                ),
              },
              {
                key: 'merchants',
                title: t.merchants,
                render: ({ rules, merchants }) => (
                  <>
                    {rules.merchants === 'everyone' && <strong>{t.everyone} </strong>}
                    <span className="counts-line">
                      {(['invited', 'accepted', 'active'] as const).map((state) => (
                        <span key={state}>
                          <span className="muted">{PARTICIPATIONS[state][language]}</span>{' '}
                          {formatCount(merchants[state])}
                        </span>
                      ))}
                    </span>
                  </>
                ),
              },
              {
                key: 'alerts',
                title: t.alerts,
                align: 'end',
                render: ({ alerts }) =>
                  alerts > 0 ? <span className="badge">{alerts}</span> : <span className="muted">0</span>,
              },
            ]}
          />
        </section>
      )}
    </LaunchesFrame>
  )
}
