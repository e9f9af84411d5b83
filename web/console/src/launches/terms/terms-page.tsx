import { Button } from 'antd'
import { DataTable } from '../../../../office/src/data-table.js'
import { Time } from '../../../../office/src/figures.js'
import { defineWords, useWords } from '../../../../office/src/language.js'
import { Refused, StaleNote } from '../../../../office/src/load-states.js'
import { formatCount } from '../../../../office/src/money.js'
import { hrefTo } from '../../../../office/src/route.js'
import { useLoad } from '../../../../office/src/use-load.js'
import { api } from '../../console-api.js'
import { LaunchesFrame, useMayLaunch } from '../launches-frame.js'
import type { Terms } from './terms-api.js'
import { TermsTag, termsEveryMs } from './terms-tag.js'

const words = defineWords(
  {
    table: '平台规则的版本',
    fresh: '新建版本',
    label: '版本',
    state: '状态',
    effective: '生效时间',
    agreement: '同意',
    agreements: { needed: '须商户同意', by_notice: '公示即生效' },
    agreed: '已同意',
    none: '还没有平台规则',
    hint: '商户接受邀请时同意的就是现行版本；没有生效的版本，就不能邀请。',
  },
  {
    table: 'Versions of the terms',
    fresh: 'New version',
    label: 'Version',
    state: 'State',
    effective: 'Takes effect',
    agreement: 'Agreement',
    agreements: { needed: 'needed from merchants', by_notice: 'by notice' },
    agreed: 'Agreed',
    none: 'There are no terms yet',
    hint: 'Merchants accept an invitation under the version in force; without one nobody can be invited.',
  },
)

export function TermsPage() {
  const t = useWords(words)
  const may = useMayLaunch()
  const { data, error, reload } = useLoad(
    'terms',
    (signal) => api.get<{ data: Terms[] }>('/terms', signal).then((answer) => answer.data),
    { everyMs: termsEveryMs },
  )
  return (
    <LaunchesFrame
      here="terms"
      aside={
        may && (
          <Button type="primary" href={hrefTo('/launches/terms/new')}>
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
            rows={data?.toSorted((a, b) => b.seq - a.seq)}
            rowKey={({ seq }) => String(seq)}
            rowHref={({ seq }) => hrefTo(`/launches/terms/${seq}`)}
            emptyTitle={t.none}
            emptyHint={t.hint}
            skeletonRows={3}
            columns={[
              {
                key: 'label',
                title: t.label,
                onPhone: 'head',
                render: ({ seq, label }) => (
                  <>
                    {label}
                    <span className="sub">№ {seq}</span>
                  </>
                ),
              },
              {
                key: 'state',
                title: t.state,
                onPhone: 'side',
                render: (terms) => <TermsTag terms={terms} />,
              },
              {
                key: 'agreement',
                title: t.agreement,
                render: ({ agreement }) => t.agreements[agreement],
              },
              {
                key: 'agreed',
                title: t.agreed,
                align: 'end',
                render: ({ agreedCount }) => formatCount(agreedCount),
              },
              {
                key: 'effective',
                title: t.effective,
                align: 'end',
                render: ({ effectiveAt }) => <Time at={effectiveAt} />,
              },
            ]}
          />
        </section>
      )}
    </LaunchesFrame>
  )
}
