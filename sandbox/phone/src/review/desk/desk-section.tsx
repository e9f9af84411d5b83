import type { Answer } from '../../shared/call-api.js'
import { formatMoment } from '../../shared/format-time.js'
import { useSay } from '../../shared/language.js'
import { useAnswer } from '../../shared/use-answer.js'
import { listDeskApplications } from './desk-calls.js'
import { DeskCard } from './desk-card.js'
import { deskKind, deskState } from './desk-words.js'

type Run = (act: () => Promise<Answer<unknown>>, done: string) => Promise<void>

/** What platforms ask institutions to grant, each to be decided. */
export function DeskSection({ news, busy, run }: { news: readonly unknown[]; busy: boolean; run: Run }) {
  const say = useSay()
  const listed = useAnswer(listDeskApplications, [...news])
  const all = listed.state === 'done' ? listed.value : []
  if (all.length === 0) return null
  return (
    <section class="capabilities">
      <h2>{say('平台能力', 'Capabilities of platforms')}</h2>
      {all.map((one) => (
        <details key={`${one.id} ${one.submission}`} open={one.state === 'under_review'}>
          <summary>
            <strong>{deskKind(one.kind, say)}</strong> · {deskState(one.state, say)} ·{' '}
            {say(`第 ${one.submission} 次提交`, `submission ${one.submission}`)} ·{' '}
            {formatMoment(one.submittedAtMs)}
          </summary>
          <DeskCard one={one} busy={busy} run={run} />
        </details>
      ))}
    </section>
  )
}
