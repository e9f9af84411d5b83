import { formatYuan } from '../shared/format-amount.js'
import { formatCountdown } from '../shared/format-time.js'
import { useLanguage, useSay } from '../shared/language.js'
import { PasswordPad } from './password-pad.js'
import type { Answering } from './use-answering.js'
import type { Waiting } from './waiting-calls.js'
import { WAITING_WORDS } from './waiting-words.js'

export function WaitingCard({
  item,
  nowMs,
  answering,
  onOpen,
}: {
  item: Waiting
  nowMs: number
  answering: Answering
  /** A payment that the wallet opens like any code. */
  onOpen: (text: string) => void
}) {
  const say = useSay()
  const words = WAITING_WORDS[item.kind]
  const amount = `${words.sign} ${formatYuan(item.amountMinor)}`
  const about = `${item.payee} ${formatYuan(item.amountMinor)}`
  const leftMs = item.expiresAtMs === null ? null : item.expiresAtMs - nowMs
  const accept = () => {
    if (item.code !== null) onOpen(item.code)
    else void answering.answer(item, true)
  }
  return (
    <article class="waiting-card">
      <h2>{say(...words.title)}</h2>
      <p class="waiting-amount">{amount}</p>
      <p class="waiting-what">
        <b>{item.payee}</b>
        <span>{item.description || '—'}</span>
        <span class="mono">{item.number}</span>
        {item.kind === 'service_confirm' && (
          <span>{say('最多扣这么多押金，现在不扣款', 'The most it may cost; nothing is charged now')}</span>
        )}
        {leftMs !== null && (
          <span>
            {say('剩余时间', 'Time left')} <span role="timer">{formatCountdown(leftMs, say('天', 'd'))}</span>
          </span>
        )}
      </p>
      <p class="waiting-buttons">
        <button
          type="button"
          class="primary"
          disabled={answering.busy}
          aria-label={`${say(...words.accept)}：${about}`}
          onClick={accept}
        >
          {say(...words.accept)}
        </button>
        {words.decline && (
          <button
            type="button"
            class="quiet"
            disabled={answering.busy}
            aria-label={`${say(...words.decline)}：${about}`}
            onClick={() => void answering.answer(item, false)}
          >
            {say(...words.decline)}
          </button>
        )}
      </p>
    </article>
  )
}

/** How the last answer went; stays in the page so that a screen reader tells what is put in. */
export function AnswerTold({ answering }: { answering: Answering }) {
  const language = useLanguage()
  const { told } = answering
  return (
    <p class={told ? `told ${told.good ? 'good' : 'bad'}` : 'told'} role="status">
      {told?.[language]}
    </p>
  )
}

export function AnswerPad({ answering }: { answering: Answering }) {
  const say = useSay()
  const language = useLanguage()
  const { asking } = answering
  if (!asking) return null
  const amount = formatYuan(asking.item.amountMinor)
  return (
    <PasswordPad
      title={say(`付款 ${amount}`, `Pay ${amount}`)}
      problem={asking.problem?.[language] ?? null}
      busy={asking.busy}
      tries={asking.tries}
      onDone={(password) => void answering.submit(password)}
      onCancel={answering.stopAsking}
    />
  )
}
