import { Time } from '../../office/src/figures.js'
import { defineWords, pick, useLanguage, useWords } from '../../office/src/language.js'
import type { DiffLine, Terms } from './launches-api.js'

const words = defineWords(
  {
    effective: '生效时间：',
    region: '平台规则全文',
    added: '新增',
    removed: '删除',
    same: '未变',
    first: '这是第一个版本。',
  },
  {
    effective: 'In force from ',
    region: 'The terms in full',
    added: 'Added',
    removed: 'Removed',
    same: 'Unchanged',
    first: 'This is the first version.',
  },
)

/** The rules as they are agreed to: all of it, to be scrolled through with finger or keyboard. */
export function TermsText({ terms }: { terms: Terms }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const lines = pick(language, terms.body, terms.bodyEn).split('\n')
  return (
    <div>
      <p className="muted small">
        {terms.label} · {t.effective}
        <Time at={terms.effectiveAt} />
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section className="terms-text" aria-label={t.region} tabIndex={0}>
        {lines.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text that does not change.
          <p key={at}>{line}</p>
        ))}
      </section>
    </div>
  )
}

/** What changed: colour and sign for the eye, a word for the ear. */
export function TermsDiff({ lines }: { lines: DiffLine[] }) {
  const t = useWords(words)
  if (lines.every(({ kind }) => kind === 'added')) {
    return (
      <>
        <p className="muted small">{t.first}</p>
        <div className="terms-diff">
          {lines.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text that does not change.
            <p key={at}>{line.text}</p>
          ))}
        </div>
      </>
    )
  }
  return (
    <div className="terms-diff">
      {lines.map((line, at) => {
        const Line = line.kind === 'added' ? 'ins' : line.kind === 'removed' ? 'del' : 'span'
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text that does not change.
          <p key={at} className={`diff-${line.kind}`}>
            {line.kind !== 'same' && <span className="sr-only">{t[line.kind]}：</span>}
            <Line>{line.text}</Line>
          </p>
        )
      })}
    </div>
  )
}
