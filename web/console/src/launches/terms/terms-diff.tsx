import { Segmented, Select } from 'antd'
import { useState } from 'react'
import { queryOf } from '../../../../office/src/api.js'
import { defineWords, useLanguage, useWords } from '../../../../office/src/language.js'
import { CardSkeleton, Refused } from '../../../../office/src/load-states.js'
import { Card } from '../../../../office/src/page.js'
import { useLoad } from '../../../../office/src/use-load.js'
import { api } from '../../console-api.js'
import { foldSame } from './fold-same.js'
import { type TermsDiff as Diff, type DiffLine, type Terms, termsPath } from './terms-api.js'

const words = defineWords(
  {
    title: '与其他版本的差别',
    against: '对照版本',
    language: '语言',
    same: '没有差别',
    added: '新增',
    removed: '删去',
    skipped: (n: number) => `${n} 行相同`,
  },
  {
    title: 'What differs',
    against: 'Against version',
    language: 'Language',
    same: 'Nothing differs',
    added: 'added',
    removed: 'removed',
    skipped: (n: number) => (n === 1 ? '1 line the same' : `${n} lines the same`),
  },
)

interface TermsDiffProps {
  terms: Terms
  /** Versions that it may be held against, newest first. */
  others: readonly Terms[]
}

export function TermsDiff({ terms, others }: TermsDiffProps) {
  const t = useWords(words)
  const { language } = useLanguage()
  const [text, setText] = useState(language)
  const [chosen, setChosen] = useState<number>()
  const from =
    chosen ?? (others.find(({ inForce }) => inForce) ?? others.find(({ seq }) => seq < terms.seq))?.seq
  // The text is part of the key: a saved draft is compared anew.
  const { data, error, reload } = useLoad(`${terms.seq} ${from} ${terms.body} ${terms.bodyEn}`, (signal) =>
    api.get<Diff>(`${termsPath(terms.seq)}/diff${queryOf({ from: from?.toString() })}`, signal),
  )
  if (others.length === 0) return null
  return (
    <Card
      title={t.title}
      aside={
        <>
          <Segmented
            aria-label={t.language}
            value={text}
            onChange={setText}
            options={[
              { value: 'zh', label: '中文' },
              { value: 'en', label: 'English' },
            ]}
          />
          <Select
            aria-label={t.against}
            className="against"
            value={from ?? null}
            onChange={(seq) => setChosen(seq ?? undefined)}
            options={others.map(({ seq, label }) => ({ value: seq, label }))}
          />
        </>
      }
    >
      {!data && (error ? <Refused error={error} onRetry={reload} /> : <CardSkeleton rows={4} />)}
      {data && <DiffLines lines={text === 'zh' ? data.lines : data.linesEn} />}
    </Card>
  )
}

function DiffLines({ lines }: { lines: readonly DiffLine[] }) {
  const t = useWords(words)
  if (lines.every(({ kind }) => kind === 'same')) return <p className="muted">{t.same}</p>
  return (
    <div className="diff">
      {foldSame(lines).map(({ at, kind, text, count }) => (
        <div key={at} className={`diff-line diff-${kind}`}>
          {kind === 'skipped' ? (
            t.skipped(count)
          ) : (
            <>
              <span className="diff-sign">
                <span aria-hidden="true">{{ same: '', added: '+', removed: '−' }[kind]}</span>
                {kind !== 'same' && <span className="sr-only">{t[kind]} </span>}
              </span>
              <DiffText kind={kind} text={text} />
            </>
          )}
        </div>
      ))}
    </div>
  )
}

function DiffText({ kind, text }: { kind: DiffLine['kind']; text: string }) {
  if (kind === 'added') return <ins>{text}</ins>
  if (kind === 'removed') return <del>{text}</del>
  return <span>{text}</span>
}
