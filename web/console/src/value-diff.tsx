import { Button } from 'antd'
import { useState } from 'react'
import { ArrowIcon } from '../../office/src/icons.js'
import { defineWords, type Language, useLanguage, useWords } from '../../office/src/language.js'
import { fieldName, valueText } from './audit-words.js'
import { type Difference, diffValues } from './diff-values.js'

const words = defineWords(
  {
    none: '没有变化',
    more: (count: number) => `另外 ${count} 处`,
    before: '原来',
    after: '改为',
    added: '新增',
    removed: '去掉',
    others: (all: number, _rest: number) => ` 等 ${all} 个`,
  },
  {
    none: 'Nothing changed',
    more: (count: number) => `${count} more`,
    before: 'before',
    after: 'after',
    added: 'added',
    removed: 'removed',
    others: (_all: number, rest: number) => ` and ${rest} more`,
  },
)

const SHOWN_AT_ONCE = 6
/** Lists of shoppers or goods can have thousands. */
const LIST_SHOWN = 12

/** From → to, field by field, with only what changed. */
export function ValueDiff({ from, to }: { from: unknown; to: unknown }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const [all, setAll] = useState(false)
  const differences = diffValues(from, to)
  const shown = all ? differences : differences.slice(0, SHOWN_AT_ONCE)
  if (differences.length === 0) return <span className="muted">{t.none}</span>
  return (
    <>
      <dl className="diff">
        {shown.map((difference) => (
          <div key={difference.path.join('.')}>
            {difference.path.length > 0 && <dt>{fieldName(difference.path, language)}</dt>}
            <dd>
              <Change difference={difference} language={language} />
            </dd>
          </div>
        ))}
      </dl>
      {shown.length < differences.length && (
        <Button size="small" type="link" onClick={() => setAll(true)}>
          {t.more(differences.length - shown.length)}
        </Button>
      )}
    </>
  )
}

function Change({ difference, language }: { difference: Difference; language: Language }) {
  const t = useWords(words)
  const { path } = difference
  if ('added' in difference)
    return (
      <span className={difference.lines ? 'diff-lines' : 'flow'}>
        {difference.removed.length > 0 && (
          <Old label={t.removed}>{`− ${listText(difference.removed, difference.lines)}`}</Old>
        )}
        {difference.added.length > 0 && (
          <New label={t.added}>{`+ ${listText(difference.added, difference.lines)}`}</New>
        )}
      </span>
    )
  return (
    <span className="flow">
      {difference.before !== undefined && (
        <>
          <Old label={t.before}>{valueText(path, difference.before, language)}</Old>
          <ArrowIcon />
        </>
      )}
      <New label={t.after}>{valueText(path, difference.after, language)}</New>
    </span>
  )

  function listText(values: readonly unknown[], areLines = false): string {
    const some = values.slice(0, LIST_SHOWN).map((value) => valueText(path, value, language))
    const rest = values.length - some.length
    return `${some.join(areLines ? '\n' : language === 'zh' ? '、' : ', ')}${rest > 0 ? t.others(values.length, rest) : ''}`
  }
}

/** Colour and line are for eyes only; the label says it to ears. */
const Old = ({ label, children }: { label: string; children: string }) => (
  <del>
    <span className="sr-only">{label} </span>
    {children}
  </del>
)
const New = ({ label, children }: { label: string; children: string }) => (
  <ins>
    <span className="sr-only">{label} </span>
    {children}
  </ins>
)
