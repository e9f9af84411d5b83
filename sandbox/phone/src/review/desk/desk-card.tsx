import { useState } from 'preact/hooks'
import type { Answer } from '../../shared/call-api.js'
import { useSay } from '../../shared/language.js'
import { type DeskApplication, type DeskDecision, decideAtDesk } from './desk-calls.js'
import { COMMON_REASONS, deskDecision, deskField } from './desk-words.js'

type Run = (act: () => Promise<Answer<unknown>>, done: string) => Promise<void>

const NEEDS_REASONS: readonly DeskDecision[] = ['send_back', 'suspend']

/** One application: its documents, a reason beside each, and what may be decided now. */
export function DeskCard({ one, busy, run }: { one: DeskApplication; busy: boolean; run: Run }) {
  const say = useSay()
  const [reasons, setReasons] = useState<Record<string, string>>({})
  const written = Object.entries(reasons)
    .map(([field, text]) => ({ field, reason: text.trim() }))
    .filter(({ reason }) => reason !== '')
  const mayWrite = one.decisions.some((decision) => NEEDS_REASONS.includes(decision))
  const act = (decision: DeskDecision) =>
    run(
      () =>
        decideAtDesk(one.id, { decision, ...(NEEDS_REASONS.includes(decision) ? { reasons: written } : {}) }),
      say(`已办：${deskDecision(decision, say)}`, `Done: ${deskDecision(decision, say)}`),
    )
  return (
    <div class="capability">
      <p class="mono">
        {one.id} · {one.deskNo}
      </p>
      <datalist id={`common-${one.id}`}>
        {COMMON_REASONS.map((words) => (
          <option key={words[0]} value={say(...words)} />
        ))}
      </datalist>
      <table>
        <tbody>
          {Object.entries(one.documents).map(([field, text]) => (
            <tr key={field}>
              <th scope="row">{deskField(field, say)}</th>
              <td>{text}</td>
              {mayWrite && (
                <td>
                  <input
                    type="text"
                    maxLength={200}
                    list={`common-${one.id}`}
                    placeholder={say('需要整改的原因', 'What must be put right')}
                    aria-label={say(`${deskField(field, say)}：原因`, `${deskField(field, say)}: reason`)}
                    value={reasons[field] ?? ''}
                    onInput={(event) => setReasons({ ...reasons, [field]: event.currentTarget.value })}
                  />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {one.reasons.length > 0 && (
        <ul class="given">
          {one.reasons.map(({ field, reason }) => (
            <li key={`${field} ${reason}`}>
              {deskField(field, say)}：{reason}
            </li>
          ))}
        </ul>
      )}
      <div class="capability-acts">
        {one.decisions.map((decision) => {
          const lacks = NEEDS_REASONS.includes(decision) && written.length === 0
          return (
            <button
              key={decision}
              type="button"
              class={decision === 'grant' || decision === 'restore' ? 'act main' : 'act'}
              disabled={busy || lacks}
              title={
                lacks ? say('请先在资料旁写下原因', 'Write a reason beside a document first') : undefined
              }
              onClick={() => void act(decision)}
            >
              {deskDecision(decision, say)}
            </button>
          )
        })}
        {one.decisions.length === 0 && (
          <p>{say('现在没有要决定的事。', 'There is nothing to decide now.')}</p>
        )}
      </div>
    </div>
  )
}
