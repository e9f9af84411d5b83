import { defineWords, useLanguage, useWords } from '../../../../office/src/language.js'
import type { LaunchRules } from '../launch-rules.js'
import { diffRules, type RuleChange } from './diff-rules.js'

const words = defineWords(
  { none: '没有改动', to: '改为', added: '加入', removed: '去掉', more: (n: number) => `等 ${n} 个` },
  {
    none: 'Nothing changes',
    to: 'becomes',
    added: 'added',
    removed: 'removed',
    more: (n: number) => `… ${n} in all`,
  },
)

const SHOWN = 10

/** What changes from one version of the rules to another. */
export function RuleChanges({ from, to }: { from: LaunchRules; to: LaunchRules }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const changes = diffRules(from, to, language)
  if (changes.length === 0) return <p className="muted">{t.none}</p>
  return (
    <dl className="rule-changes">
      {changes.map((change) => (
        <div key={change.key}>
          <dt>{change.label}</dt>
          <dd>{change.kind === 'said' ? <Said change={change} /> : <Members change={change} />}</dd>
        </div>
      ))}
    </dl>
  )
}

function Said({ change }: { change: Extract<RuleChange, { kind: 'said' }> }) {
  const t = useWords(words)
  return (
    <>
      <del>{change.from}</del> <span className="sr-only">{t.to}</span>
      <span aria-hidden="true">→</span> <ins>{change.to}</ins>
    </>
  )
}

function Members({ change }: { change: Extract<RuleChange, { kind: 'list' }> }) {
  const t = useWords(words)
  const said = (entries: string[]) =>
    entries.length <= SHOWN
      ? entries.join('；')
      : `${entries.slice(0, SHOWN).join('；')} ${t.more(entries.length)}`
  return (
    <>
      {change.removed.length > 0 && (
        <div>
          <span className="muted small">{t.removed}</span> <del>{said(change.removed)}</del>
        </div>
      )}
      {change.added.length > 0 && (
        <div>
          <span className="muted small">{t.added}</span> <ins>{said(change.added)}</ins>
        </div>
      )}
    </>
  )
}
