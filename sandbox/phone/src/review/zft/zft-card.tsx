import { useId, useState } from 'preact/hooks'
import type { Answer } from '../../shared/call-api.js'
import { useSay } from '../../shared/language.js'
import { flatFields } from '../review-words.js'
import { decideZft, type ZftApplication, type ZftDecision } from './zft-calls.js'
import { needsReason, zftDecision, zftField, zftVoice } from './zft-words.js'

type Run = (act: () => Promise<Answer<unknown>>, done: string) => Promise<void>

/** One application: what was handed in, what each of the three says, and what may be decided now. */
export function ZftCard({ one, busy, run }: { one: ZftApplication; busy: boolean; run: Run }) {
  const say = useSay()
  const id = useId()
  const [written, setWritten] = useState('')
  const reason = written.trim()
  const act = (decision: ZftDecision) =>
    run(
      () => decideZft(one.id, { decision, ...(needsReason(decision) ? { reason } : {}) }),
      say(`已办：${zftDecision(decision, say)}`, `Done: ${zftDecision(decision, say)}`),
    )
  return (
    <div class="capability">
      <p class="mono">{one.id}</p>
      <ul class="zft-voices">
        <li>
          {say('客户资料', 'Data')} <strong>{zftVoice(one.kzAudit, say)}</strong>
        </li>
        <li>
          {say('风控', 'Risk')} <strong>{zftVoice(one.fkAudit, say)}</strong>
        </li>
        <li>
          {say('商户', 'Merchant')} <strong>{zftVoice(one.subConfirm, say)}</strong>
        </li>
        {one.status === '99' && (
          <li>
            smid <span class="mono">{one.smid}</span>
          </li>
        )}
      </ul>
      {one.reason !== '' && <p class="given">{one.reason}</p>}
      <table>
        <tbody>
          {flatFields(one.body).map(({ path, text }) => (
            <tr key={path}>
              <th scope="row" title={path}>
                {zftField(path, say)}
              </th>
              <td>{pictureWords(one, text) ?? text}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {one.decisions.some(needsReason) && (
        <p class="zft-reason">
          <label for={`${id}-reason`}>{say('驳回原因', 'Reason to reject')}</label>
          <input
            id={`${id}-reason`}
            type="text"
            maxLength={200}
            value={written}
            onInput={(event) => setWritten(event.currentTarget.value)}
          />
        </p>
      )}
      <div class="capability-acts">
        {one.decisions.map((decision) => {
          const lacks = needsReason(decision) && reason === ''
          return (
            <button
              key={decision}
              type="button"
              class={needsReason(decision) ? 'act' : 'act main'}
              disabled={busy || lacks}
              title={lacks ? say('请先写下驳回原因', 'Write the reason first') : undefined}
              onClick={() => void act(decision)}
            >
              {zftDecision(decision, say)}
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

function pictureWords({ images }: ZftApplication, id: string): string | null {
  const picture = images[id]
  return picture === undefined ? null : `${picture.filename} · ${picture.bytes} B`
}
