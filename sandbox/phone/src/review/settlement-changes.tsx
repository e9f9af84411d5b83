import { useState } from 'preact/hooks'
import type { Answer } from '../shared/call-api.js'
import { useSay } from '../shared/language.js'
import { decideSettlement, type SettlementChange } from './review-calls.js'

/** Changes of settlement accounts that wait for the bank's check. */
export function SettlementChanges({
  changes,
  busy,
  run,
}: {
  changes: SettlementChange[]
  busy: boolean
  run: (act: () => Promise<Answer<unknown>>, done: string) => Promise<void>
}) {
  const say = useSay()
  const [reason, setReason] = useState('')
  const waiting = changes.filter((one) => one.result === 'AUDITING')
  if (waiting.length === 0) return null
  return (
    <section class="changes">
      <h2>{say('结算账户修改', 'Changes of settlement accounts')}</h2>
      <label>
        {say('不通过的原因', 'Reason to refuse')}
        <input
          type="text"
          maxLength={200}
          value={reason}
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </label>
      <ul>
        {waiting.map(({ id, subMchid, account }) => (
          <li key={id}>
            <span>
              <span class="mono">{subMchid}</span> · {account.accountBank} · {account.accountName} ·{' '}
              <span class="mono">{account.accountNumber}</span>
            </span>
            <button
              type="button"
              class="act main"
              disabled={busy}
              onClick={() => void run(() => decideSettlement(id, { passes: true }), say('已通过', 'Passed'))}
            >
              {say('通过', 'Pass')}
            </button>
            <button
              type="button"
              class="act"
              disabled={busy || reason.trim() === ''}
              onClick={() =>
                void run(
                  () => decideSettlement(id, { passes: false, reason: reason.trim() }),
                  say('已驳回', 'Refused'),
                )
              }
            >
              {say('不通过', 'Refuse')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
