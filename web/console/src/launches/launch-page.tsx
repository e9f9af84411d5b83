import { Tabs } from 'antd'
import type { ReactNode } from 'react'
import { Tag } from '../../../office/src/figures.js'
import { defineWords, pick, useLanguage, useWords } from '../../../office/src/language.js'
import { CardSkeleton, Refused, StaleNote } from '../../../office/src/load-states.js'
import { institutionName } from '../../../office/src/names.js'
import { Page } from '../../../office/src/page.js'
import { goTo, hrefTo, useRoute } from '../../../office/src/route.js'
import { useLoad } from '../../../office/src/use-load.js'
import { api } from '../console-api.js'
import { SubjectAlerts } from './alerts/subject-alerts.js'
import { Guardrails } from './course/guardrails.js'
import { LaunchCharts } from './course/launch-charts.js'
import { BatchesTab } from './invitations/batches-tab.js'
import { MerchantsTab } from './invitations/merchants-tab.js'
import { type LaunchDetail, launchPath } from './launch-api.js'
import { LaunchHeadline } from './launch-headline.js'
import { ReadOnlyNote } from './launches-frame.js'
import { RulesTab } from './rules/rules-tab.js'
import { VersionsTab } from './rules/versions-tab.js'

const words = defineWords(
  {
    launch: '上线',
    back: '全部上线',
    watch: '走势与护栏',
    rules: '规则',
    batches: '邀请批次',
    merchants: '商户',
    versions: '版本',
  },
  {
    launch: 'Launch',
    back: 'All launches',
    watch: 'Course & guardrails',
    rules: 'Rules',
    batches: 'Batches',
    merchants: 'Merchants',
    versions: 'Versions',
  },
)

/** A halt by a guardrail or by a colleague must be seen here without a reload. */
const EVERY_MS = 3_000

export function LaunchPage({ launchId }: { launchId: string }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const { data, error, reload } = useLoad(
    launchId,
    (signal) => api.get<LaunchDetail>(launchPath(launchId), signal),
    { everyMs: ({ rules }) => (rules.state === 'ended' ? undefined : EVERY_MS) },
  )
  const back = { href: hrefTo('/launches'), label: t.back }
  if (!data) {
    return (
      <Page title={t.launch} back={back}>
        {error ? (
          <Refused error={error} onRetry={reload} />
        ) : (
          <div className="stack">
            <CardSkeleton rows={4} />
            <CardSkeleton rows={8} />
          </div>
        )}
      </Page>
    )
  }
  const name = pick(language, data.name, data.nameEn)
  return (
    <Page
      back={back}
      tabTitle={name}
      title={
        <>
          <span>{name}</span>
          <Tag tone="quiet">{institutionName(data.institution, language)}</Tag>
        </>
      }
    >
      <StaleNote error={error} onRetry={reload} />
      <div className="stack">
        <ReadOnlyNote />
        <LaunchHeadline launch={data} onChanged={reload} />
        {data.alerts > 0 && <SubjectAlerts subject={`launch:${data.id}`} onSeen={reload} />}
        <section className="card">
          <LaunchTabs launch={data} onChanged={reload} />
        </section>
      </div>
    </Page>
  )
}

function LaunchTabs({ launch, onChanged }: { launch: LaunchDetail; onChanged: () => void }) {
  const t = useWords(words)
  const { path, query } = useRoute()
  const tabs: [key: string, label: string, children: ReactNode][] = [
    [
      'watch',
      t.watch,
      <div key="watch" className="stack">
        <LaunchCharts launchId={launch.id} methods={launch.rules.methods} />
        <Guardrails guardrails={launch.guardrails} />
      </div>,
    ],
    ['rules', t.rules, <RulesTab key="rules" launch={launch} onChanged={onChanged} />],
    ['batches', t.batches, <BatchesTab key="batches" launch={launch} />],
    ['merchants', t.merchants, <MerchantsTab key="merchants" launch={launch} onChanged={onChanged} />],
    ['versions', t.versions, <VersionsTab key="versions" launch={launch} onChanged={onChanged} />],
  ]
  return (
    <Tabs
      activeKey={query.get('tab') ?? 'watch'}
      onChange={(tab) => goTo(hrefTo(path, { tab: tab === 'watch' ? undefined : tab }), true)}
      items={tabs.map(([key, label, children]) => ({ key, label, children }))}
    />
  )
}
