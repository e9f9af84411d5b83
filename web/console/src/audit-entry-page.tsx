import { Time } from '../../office/src/figures.js'
import { defineWords, useLanguage, useWords } from '../../office/src/language.js'
import { CardSkeleton, Refused } from '../../office/src/load-states.js'
import { Card, Facts, Page } from '../../office/src/page.js'
import { hrefTo } from '../../office/src/route.js'
import { useLoad } from '../../office/src/use-load.js'
import { actionName } from './audit-words.js'
import { type AuditEntry, api } from './console-api.js'
import { ActorName } from './roles.js'
import { RollBack, RolledBack } from './roll-back.js'
import { ValueDiff } from './value-diff.js'

const words = defineWords(
  {
    back: '全部操作记录',
    entry: '操作记录',
    when: '时间',
    who: '谁',
    why: '原因',
    noWhy: '没有写',
    subject: '对象',
    others: '同一对象的全部记录',
    id: '编号',
    change: '变化',
    undone: '回滚',
    undoneWhy: '回滚原因',
  },
  {
    back: 'The whole audit log',
    entry: 'Entry of the audit log',
    when: 'When',
    who: 'Who',
    why: 'Why',
    noWhy: 'Not said',
    subject: 'Subject',
    others: 'Everything about it',
    id: 'Number',
    change: 'Change',
    undone: 'Roll back',
    undoneWhy: 'Rolled back because',
  },
)

/** One change, to be shown to somebody by its address. */
export function AuditEntryPage({ entryId }: { entryId: string }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const { data, error, reload } = useLoad(entryId, (signal) =>
    api.get<AuditEntry>(`/audit/${encodeURIComponent(entryId)}`, signal),
  )
  return (
    <Page
      title={data ? actionName(data.action, language) : t.entry}
      back={{ href: hrefTo('/audit'), label: t.back }}
      aside={data && <RollBack entry={data} onRolledBack={reload} />}
    >
      {error && <Refused error={error} onRetry={reload} />}
      {!data && !error && <CardSkeleton rows={6} />}
      {data && (
        <div className="stack">
          <Card>
            <Facts
              facts={[
                [t.when, <Time key="when" at={data.at} seconds />],
                [t.who, <ActorName key="who" actor={data.actor} />],
                [t.why, data.why || <span className="muted">{t.noWhy}</span>],
                [
                  t.subject,
                  <span key="subject">
                    {data.subjectName ?? data.subject}
                    <span className="sub">
                      <a href={hrefTo('/audit', { subject: data.subject })}>{t.others}</a>
                    </span>
                  </span>,
                ],
                [t.id, <code key="id">{data.id}</code>],
                [
                  t.undone,
                  data.undoes || data.undoneBy ? <RolledBack key="undone" entry={data} /> : undefined,
                ],
                [t.undoneWhy, data.undoneBy?.why],
              ]}
            />
          </Card>
          <Card title={t.change}>
            <ValueDiff from={data.from} to={data.to} />
          </Card>
        </div>
      )}
    </Page>
  )
}
