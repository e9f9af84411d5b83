import { formatYuan } from '../shared/format-amount.js'
import { formatCountdown } from '../shared/format-time.js'
import { useLanguage, useSay } from '../shared/language.js'
import { PasswordPad } from './password-pad.js'
import type { Answering } from './use-answering.js'
import type { Waiting } from './waiting-calls.js'
import { WAITING_WORDS } from './waiting-words.js'
import { safeReturnUrl } from './wallet-calls.js'

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
  const sum = item.amountMinor === null ? null : formatYuan(item.amountMinor)
  const about = sum === null ? item.payee : `${item.payee} ${sum}`
  const leftMs = item.expiresAtMs === null ? null : item.expiresAtMs - nowMs
  const accept = () => {
    if (item.code !== null) onOpen(item.code)
    else void answering.answer(item, true)
  }
  return (
    <article class="waiting-card">
      <h2>{say(...words.title)}</h2>
      {sum !== null && (
        <p class="waiting-amount">
          {words.sign} {sum}
        </p>
      )}
      <p class="waiting-what">
        <b>{item.payee}</b>
        {item.description && <span>{item.description}</span>}
        {item.number !== null && <span class="mono">{item.number}</span>}
        {item.lines.map((line) => (
          <span key={line.zh}>{say(line.zh, line.en)}</span>
        ))}
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
  const say = useSay()
  const language = useLanguage()
  const { told } = answering
  const back = safeReturnUrl(told?.returnUrl)
  return (
    <p class={told ? `told ${told.good ? 'good' : 'bad'}` : 'told'} role="status">
      {told?.[language]}
      {back && (
        <a class="button primary" href={back} target="_top">
          {say('返回网页', 'Back to the page')}
        </a>
      )}
    </p>
  )
}

export function AnswerPad({ answering }: { answering: Answering }) {
  const say = useSay()
  const language = useLanguage()
  const { asking } = answering
  if (!asking) return null
  const { kind, amountMinor } = asking.item
  const sum = amountMinor === null ? null : formatYuan(amountMinor)
  return (
    <PasswordPad
      title={sum === null ? say(...WAITING_WORDS[kind].title) : say(`付款 ${sum}`, `Pay ${sum}`)}
      problem={asking.problem?.[language] ?? null}
      busy={asking.busy}
      tries={asking.tries}
      onDone={(password) => void answering.submit(password)}
      onCancel={answering.stopAsking}
    />
  )
}
