import { App } from 'antd'
import { Tag } from '../../office/src/figures.js'
import { defineWords, useLanguage, useWords } from '../../office/src/language.js'
import { hrefTo } from '../../office/src/route.js'
import { AskButton } from './ask-button.js'
import { actionName } from './audit-words.js'
import { type AuditEntry, api } from './console-api.js'
import { ValueDiff } from './value-diff.js'

const words = defineWords(
  {
    rollBack: '回滚',
    title: (action: string, subject: string) => `回滚“${action}：${subject}”？`,
    body: '会把这次更改恢复原状，并作为一次新的更改记下来。若此后已有别的更改，则不会执行。',
    change: '将会变为',
    done: '已回滚',
    rolledBack: (name: string) => `已由 ${name} 回滚`,
    isUndo: '这是一次回滚',
  },
  {
    rollBack: 'Roll back',
    title: (action: string, subject: string) => `Roll back “${action}: ${subject}”?`,
    body: 'What was changed is put back, as a change of its own in this log. If it was changed again since, nothing is done.',
    change: 'It becomes',
    done: 'Rolled back',
    rolledBack: (name: string) => `Rolled back by ${name}`,
    isUndo: 'A roll back',
  },
)

/** Nothing where there is no way back, or none for the reader's role. */
export function RollBack({ entry, onRolledBack }: { entry: AuditEntry; onRolledBack: () => void }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const { message } = App.useApp()
  if (!entry.mayRollBack) return null
  const rollBack = async (why: string) => {
    await api.post(`/audit/${encodeURIComponent(entry.id)}/roll-back`, { why })
    message.success(t.done)
    onRolledBack()
  }
  return (
    <div className="row-action">
      <AskButton
        label={t.rollBack}
        title={t.title(actionName(entry.action, language), entry.subjectName ?? entry.subject)}
        danger
        needed
        run={rollBack}
      >
        <p>{t.body}</p>
        {entry.from !== null && (
          <div>
            <h3>{t.change}</h3>
            <ValueDiff from={entry.to} to={entry.from} />
          </div>
        )}
      </AskButton>
    </div>
  )
}

/** That an entry was rolled back, or is itself a roll back. */
export function RolledBack({ entry }: { entry: AuditEntry }) {
  const t = useWords(words)
  if (entry.undoneBy === null && entry.undoes === null) return null
  return (
    <div className="row-action">
      <span className="tags">
        {entry.undoes && (
          <a href={hrefTo(`/audit/${entry.undoes}`)}>
            <Tag tone="busy">{t.isUndo}</Tag>
          </a>
        )}
        {entry.undoneBy && (
          <a href={hrefTo(`/audit/${entry.undoneBy.id}`)}>
            <Tag tone="warn">{t.rolledBack(entry.undoneBy.actor.name)}</Tag>
          </a>
        )}
      </span>
    </div>
  )
}
