import { useState } from 'react'
import { queryOf } from '../../../../office/src/api.js'
import { CursorTable } from '../../../../office/src/data-table.js'
import { Time } from '../../../../office/src/figures.js'
import { defineWords, useLanguage, useWords } from '../../../../office/src/language.js'
import { CardSkeleton, Empty, Refused, StaleNote } from '../../../../office/src/load-states.js'
import { countOf } from '../../../../office/src/money.js'
import { Card, Facts, Page } from '../../../../office/src/page.js'
import { hrefTo } from '../../../../office/src/route.js'
import type { Page as RowPage } from '../../../../office/src/types.js'
import { useCursorList } from '../../../../office/src/use-cursor-list.js'
import { useLoad } from '../../../../office/src/use-load.js'
import { api } from '../../console-api.js'
import { ReadOnlyNote, useMayLaunch } from '../launches-frame.js'
import { WhyButton } from '../why-button.js'
import { type Agreement, type Terms, termsPath } from './terms-api.js'
import { TermsDiff } from './terms-diff.js'
import { TermsEditor, type TermsText } from './terms-editor.js'
import { PublishTerms, WithdrawTerms } from './terms-moves.js'
import { TermsRefused } from './terms-refused.js'
import { standingOf, TermsTag, termsEveryMs } from './terms-tag.js'

const words = defineWords(
  {
    title: '平台规则',
    none: '没有这个版本',
    effective: '生效时间',
    published: '发布时间',
    withdrawn: '撤回时间',
    agreement: '商户的同意',
    agreements: { needed: '须商户同意', by_notice: '公示即生效' },
    agreed: '已同意',
    save: '保存草稿',
    ask: '保存草稿？',
    saved: '草稿已保存',
    unsaved: '有改动还没有保存；保存之后再看差别、再发布。',
    body: '正文',
    who: '谁在什么时候同意',
    merchant: '商户',
    user: '同意的人',
    when: '时间',
    nobody: '还没有商户同意这个版本',
  },
  {
    title: 'Terms',
    none: 'There is no such version',
    effective: 'Takes effect',
    published: 'Published',
    withdrawn: 'Withdrawn',
    agreement: "Merchants' agreement",
    agreements: { needed: 'Needed', by_notice: 'By notice' },
    agreed: 'Agreed',
    save: 'Save the draft',
    ask: 'Save the draft?',
    saved: 'The draft is saved',
    unsaved: 'There are changes that are not saved; save, then look at what differs, then publish.',
    body: 'Text',
    who: 'Who agreed, and when',
    merchant: 'Merchant',
    user: 'By',
    when: 'When',
    nobody: 'No merchant has agreed to this version yet',
  },
)

export function TermsVersionPage({ seq }: { seq: number }) {
  const t = useWords(words)
  const { data, error, reload } = useLoad(
    'terms',
    (signal) => api.get<{ data: Terms[] }>('/terms', signal).then((answer) => answer.data),
    { everyMs: termsEveryMs },
  )
  const terms = data?.find((one) => one.seq === seq)
  return (
    <Page
      back={{ href: hrefTo('/launches/terms'), label: t.title }}
      tabTitle={terms?.label ?? t.title}
      title={
        terms ? (
          <>
            <span>{terms.label}</span>
            <TermsTag terms={terms} />
          </>
        ) : (
          t.title
        )
      }
    >
      {!data && (error ? <Refused error={error} onRetry={reload} /> : <CardSkeleton rows={12} />)}
      {data && !terms && <Empty title={t.none} />}
      {data && terms && (
        <div className="stack">
          <StaleNote error={error} onRetry={reload} />
          <ReadOnlyNote />
          <Version
            key={terms.state}
            terms={terms}
            others={data.filter((one) => one.seq !== seq && one.state === 'published').toSorted(newestFirst)}
            onChanged={reload}
          />
        </div>
      )}
    </Page>
  )
}

const newestFirst = (a: Terms, b: Terms) => b.seq - a.seq

interface VersionProps {
  terms: Terms
  others: readonly Terms[]
  onChanged: () => void
}

function Version({ terms, others, onChanged }: VersionProps) {
  const may = useMayLaunch()
  const isDraft = terms.state === 'draft'
  return (
    <>
      {!isDraft && <Standing terms={terms} onChanged={onChanged} />}
      {isDraft && may ? <Draft terms={terms} onChanged={onChanged} /> : <Bodies terms={terms} />}
      <TermsDiff terms={terms} others={others} />
      {!isDraft && <Agreements seq={terms.seq} />}
    </>
  )
}

function Standing({ terms, onChanged }: { terms: Terms; onChanged: () => void }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const may = useMayLaunch()
  return (
    <Card>
      <Facts
        facts={[
          [t.effective, <Time key="effective" at={terms.effectiveAt} />],
          [t.published, <Time key="published" at={terms.publishedAt} />],
          [t.withdrawn, terms.withdrawnAt ? <Time key="withdrawn" at={terms.withdrawnAt} /> : undefined],
          [t.agreement, t.agreements[terms.agreement]],
          [t.agreed, countOf(terms.agreedCount, language, '家商户', 'merchant', 'merchants')],
        ]}
      />
      {may && standingOf(terms) === 'coming' && (
        <div className="form-does">
          <WithdrawTerms terms={terms} onChanged={onChanged} />
        </div>
      )}
    </Card>
  )
}

const textOf = ({ label, agreement, body, bodyEn }: Terms): TermsText => ({ label, agreement, body, bodyEn })

const differs = (text: TermsText, from: TermsText): boolean =>
  text.label.trim() !== from.label.trim() ||
  text.agreement !== from.agreement ||
  text.body !== from.body ||
  text.bodyEn !== from.bodyEn

function Draft({ terms, onChanged }: { terms: Terms; onChanged: () => void }) {
  const t = useWords(words)
  const [seen, setSeen] = useState(terms)
  const [text, setText] = useState<TermsText>(() => textOf(terms))
  const unsaved = differs(text, seen)
  // Saved here, or by somebody else while nothing was being written here: that is the text now. Otherwise it stays the
  // one that was begun from, and saving over another's is refused.
  if (terms.changedAt !== seen.changedAt && (!unsaved || !differs(text, terms))) {
    setSeen(terms)
    setText(textOf(terms))
  }
  return (
    <Card>
      <TermsEditor value={text} onChange={setText} />
      <div className="form-does">
        <WhyButton
          label={t.save}
          title={t.ask}
          button={{ disabled: !unsaved }}
          done={t.saved}
          refused={(error) => <TermsRefused error={error} />}
          run={(why) =>
            api.post(`${termsPath(terms.seq)}/change`, {
              ...text,
              label: text.label.trim(),
              changedAt: seen.changedAt,
              why,
            })
          }
          onDone={onChanged}
        />
        <PublishTerms terms={seen} held={unsaved} onChanged={onChanged} />
        {unsaved && <span className="muted small">{t.unsaved}</span>}
      </div>
    </Card>
  )
}

function Bodies({ terms }: { terms: Terms }) {
  const t = useWords(words)
  return (
    <Card title={t.body}>
      <div className="side-by-side">
        <div lang="zh-CN" className="terms-body">
          {terms.body}
        </div>
        <div lang="en" className="terms-body">
          {terms.bodyEn}
        </div>
      </div>
    </Card>
  )
}

function Agreements({ seq }: { seq: number }) {
  const t = useWords(words)
  const list = useCursorList<Agreement>(`agreements ${seq}`, (cursor, signal) =>
    api.get<RowPage<Agreement>>(`${termsPath(seq)}/agreements${queryOf({ cursor })}`, signal),
  )
  return (
    <Card title={t.who}>
      <CursorTable
        caption={t.who}
        list={list}
        rowKey={({ merchantId }) => merchantId}
        emptyTitle={t.nobody}
        skeletonRows={2}
        columns={[
          {
            key: 'merchant',
            title: t.merchant,
            onPhone: 'head',
            render: ({ merchantId }) => <code>{merchantId}</code>,
          },
          { key: 'user', title: t.user, render: ({ username }) => username },
          {
            key: 'when',
            title: t.when,
            align: 'end',
            render: ({ agreedAt }) => <Time at={agreedAt} seconds />,
          },
        ]}
      />
    </Card>
  )
}
