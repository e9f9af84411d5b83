import { Button, Input } from 'antd'
import { queryOf } from '../../office/src/api.js'
import { CursorTable } from '../../office/src/data-table.js'
import { Time } from '../../office/src/figures.js'
import { FilterBar } from '../../office/src/filter-bar.js'
import { defineWords, useLanguage, useWords } from '../../office/src/language.js'
import { Page } from '../../office/src/page.js'
import { goTo, hrefTo, useRoute } from '../../office/src/route.js'
import { useCursorList } from '../../office/src/use-cursor-list.js'
import { actionName, KINDS, kindName } from './audit-words.js'
import { type AuditEntry, api, type Page as RowPage } from './console-api.js'
import { ActorName } from './roles.js'
import { RollBack, RolledBack } from './roll-back.js'
import { ValueDiff } from './value-diff.js'

const words = defineWords(
  {
    title: '操作记录',
    filter: '按对象筛选',
    all: '全部',
    who: '用户名',
    only: '只看',
    drop: '看全部对象',
    what: '做了什么',
    change: '变化',
    actor: '谁',
    why: '原因',
    when: '时间',
    none: '没有这样的操作记录',
    noneHint: '在控制台里做的每一次更改都会记在这里：谁、何时、从什么改成什么、为什么。',
  },
  {
    title: 'Audit log',
    filter: 'Filter by what was changed',
    all: 'All',
    who: 'Username',
    only: 'Only',
    drop: 'Show everything',
    what: 'What was done',
    change: 'Change',
    actor: 'Who',
    why: 'Why',
    when: 'When',
    none: 'There is no such entry',
    noneHint:
      'Each change that is made in the console is written here: who, when, from what to what, and why.',
  },
)

const FILTERS = ['all', ...Object.keys(KINDS)]

/** Who changed what, from what to what, and why; newest first. */
export function AuditPage() {
  const t = useWords(words)
  const { language } = useLanguage()
  const { query } = useRoute()
  const action = FILTERS.find((known) => known === query.get('action')) ?? 'all'
  const who = query.get('who') ?? undefined
  const subject = query.get('subject') ?? undefined
  const filter = { action: action === 'all' ? undefined : action, who, subject }
  const list = useCursorList<AuditEntry>(JSON.stringify(filter), (cursor, signal) =>
    api.get<RowPage<AuditEntry>>(`/audit${queryOf({ ...filter, cursor })}`, signal),
  )
  const subjectName = list.rows?.find((entry) => entry.subjectName)?.subjectName
  return (
    <Page title={t.title}>
      <section className="card" aria-label={t.title}>
        <FilterBar
          label={t.filter}
          current={action}
          choices={FILTERS}
          nameOf={(key) => (key === 'all' ? t.all : kindName(key, language))}
          hrefOf={(key) => hrefTo('/audit', { ...filter, action: key === 'all' ? undefined : key })}
        />
        <div className="toolbar">
          <Input.Search
            key={who ?? ''}
            className="narrow-search"
            defaultValue={who ?? ''}
            allowClear
            maxLength={128}
            aria-label={t.who}
            placeholder={t.who}
            onSearch={(typed) => goTo(hrefTo('/audit', { ...filter, who: typed.trim() }))}
          />
          {subject && (
            <span className="flow">
              {t.only} <strong>{subjectName ?? subject}</strong>
              <Button size="small" href={hrefTo('/audit', { ...filter, subject: undefined })}>
                {t.drop}
              </Button>
            </span>
          )}
        </div>
        <CursorTable
          caption={t.title}
          list={list}
          rowKey={(entry) => entry.id}
          rowHref={(entry) => hrefTo(`/audit/${entry.id}`)}
          emptyTitle={t.none}
          emptyHint={action === 'all' && !who && !subject ? t.noneHint : undefined}
          columns={[
            {
              key: 'what',
              title: t.what,
              onPhone: 'head',
              width: '18%',
              render: (entry) => (
                <>
                  {actionName(entry.action, language)}
                  <span className="sub">{entry.subjectName ?? entry.subject}</span>
                </>
              ),
            },
            {
              key: 'change',
              title: t.change,
              onPhone: 'wide',
              width: '30%',
              render: (entry) => <ValueDiff from={entry.from} to={entry.to} />,
            },
            {
              key: 'actor',
              title: t.actor,
              width: '12%',
              render: ({ actor }) => <ActorName actor={actor} />,
            },
            {
              key: 'why',
              title: t.why,
              width: '18%',
              render: ({ why }) => why || <span className="muted">—</span>,
            },
            {
              key: 'when',
              title: t.when,
              align: 'end',
              render: (entry) => (
                <>
                  <Time at={entry.at} seconds />
                  <RolledBack entry={entry} />
                  <RollBack entry={entry} onRolledBack={list.reload} />
                </>
              ),
            },
          ]}
        />
      </section>
    </Page>
  )
}
