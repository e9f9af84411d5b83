import { formatYuan } from '../shared/format-amount.js'
import { formatMoment } from '../shared/format-time.js'
import { useSay } from '../shared/language.js'
import type { Loaded } from '../shared/use-answer.js'
import { FailedNote } from './answer-notes.js'
import type { ComplaintAbout } from './complaint-screen.js'
import type { HistoryEntry } from './wallet-calls.js'

export function HistoryList({
  history,
  atMost,
  onComplain,
}: {
  history: Loaded<HistoryEntry[]>
  atMost?: number
  onComplain?: (about: ComplaintAbout) => void
}) {
  const say = useSay()
  if (history.state === 'loading') {
    return (
      <div class="history-waiting" aria-busy="true">
        <span class="visually-hidden">{say('正在读取账单', 'Reading the history')}</span>
      </div>
    )
  }
  if (history.state === 'failed') {
    return (
      <FailedNote
        failed={history}
        unheard={say(
          '读不到账单：沙箱没有回答。',
          'The history could not be read: the sandbox did not answer.',
        )}
      />
    )
  }
  if (history.value.length === 0) {
    return (
      <p class="history-empty">
        {say(
          '还没有账单。付第一笔款后，这里会看到它。',
          'Nothing yet. Your first payment will show up here.',
        )}
      </p>
    )
  }
  return (
    <ul class="history">
      {history.value.slice(0, atMost).map((entry) => (
        <HistoryRow key={entry.id} entry={entry} onComplain={onComplain} />
      ))}
    </ul>
  )
}

function HistoryRow({
  entry,
  onComplain,
}: {
  entry: HistoryEntry
  onComplain: ((about: ComplaintAbout) => void) | undefined
}) {
  const say = useSay()
  const back = entry.kind !== 'paid'
  const what = {
    paid: entry.description || say('付款', 'Payment'),
    refunded: say('退款', 'Refund'),
    received: entry.description
      ? say(`收款 · ${entry.description}`, `Received · ${entry.description}`)
      : say('收款', 'Received'),
  }[entry.kind]
  const { orderId } = entry
  const about = `${entry.payee} ${formatYuan(entry.amountMinor)}`
  return (
    <li>
      <span class={back ? 'history-mark back' : 'history-mark'} aria-hidden="true">
        {back ? (entry.kind === 'received' ? '+' : '↩') : [...entry.payee][0]}
      </span>
      <span class="history-what">
        <b>{entry.payee}</b>
        <span>{what}</span>
        <time>{formatMoment(entry.atMs)}</time>
      </span>
      <span class="history-end">
        <strong class={back ? 'in' : 'out'}>
          {back ? '+' : '−'}
          {formatYuan(entry.amountMinor)}
        </strong>
        {onComplain && orderId !== undefined && (
          <button
            type="button"
            class="quiet"
            aria-label={say(`投诉：${about}`, `Complain: ${about}`)}
            onClick={() => onComplain({ ...entry, orderId })}
          >
            {say('投诉', 'Complain')}
          </button>
        )}
      </span>
    </li>
  )
}
