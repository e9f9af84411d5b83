import { useState } from 'preact/hooks'
import { formatMoment } from '../shared/format-time.js'
import { useLanguage, useSay } from '../shared/language.js'
import { useAnswer } from '../shared/use-answer.js'
import { FailedNote, WaitingNote } from './answer-notes.js'
import { ScreenHeader } from './screen-header.js'
import { type Told, UNKNOWN } from './use-answering.js'
import { endAgreement, listAgreements, type Standing } from './waiting-calls.js'
import { STANDING_WORDS } from './waiting-words.js'
import type { WalletName } from './wallet-calls.js'

/** What the owner agreed to, each with the way out. */
export function AgreementsScreen({
  wallet,
  news,
  onBack,
}: {
  wallet: WalletName
  news: number
  onBack: () => void
}) {
  const say = useSay()
  const language = useLanguage()
  const agreements = useAnswer(() => listAgreements(wallet), [wallet, news])
  const [told, setTold] = useState<Told | null>(null)
  const [busy, setBusy] = useState(false)
  const end = async ({ id, kind }: Standing) => {
    setBusy(true)
    const answer = await endAgreement(wallet, id)
    setBusy(false)
    const [zh, en] = STANDING_WORDS[kind].ended
    if (answer.outcome === 'done') setTold({ good: true, zh, en })
    else setTold(answer.outcome === 'refused' ? { good: false, ...answer.refusal } : UNKNOWN)
    agreements.retry()
  }
  return (
    <main class={`screen plain ${wallet}`}>
      <ScreenHeader title={say('我的授权', 'Agreements')} onBack={onBack} />
      <div class="screen-body">
        <p class={told ? `told ${told.good ? 'good' : 'bad'}` : 'told'} role="status">
          {told?.[language]}
        </p>
        {agreements.state === 'loading' && <WaitingNote>{say('正在读取…', 'Reading…')}</WaitingNote>}
        {agreements.state === 'failed' && (
          <FailedNote
            failed={agreements}
            unheard={say('读不到：沙箱没有回答。', 'It could not be read: the sandbox did not answer.')}
          />
        )}
        {agreements.state === 'done' && agreements.value.length === 0 && (
          <p class="history-empty">
            {say(
              '没有生效的签约与授权。签约的自动扣款、先享后付会列在这里，可以随时解约。',
              'Nothing is in force. Automatic payments and pay-later services that you agree to are listed here, and can be ended at any time.',
            )}
          </p>
        )}
        {agreements.state === 'done' && agreements.value.length > 0 && (
          <ul class="waiting">
            {agreements.value.map((standing) => (
              <li key={standing.id}>
                <StandingCard standing={standing} busy={busy} onEnd={() => void end(standing)} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </main>
  )
}

function StandingCard({ standing, busy, onEnd }: { standing: Standing; busy: boolean; onEnd: () => void }) {
  const say = useSay()
  const { title, end } = STANDING_WORDS[standing.kind]
  const [isSure, setSure] = useState(false)
  return (
    <article class="waiting-card">
      <h2>{say(...title)}</h2>
      <p class="waiting-what">
        <b>{standing.payee}</b>
        {standing.lines.map((line) => (
          <span key={line.zh}>{say(line.zh, line.en)}</span>
        ))}
        <span class="mono">{standing.number}</span>
        <span>
          {say('签于', 'Since')} <time>{formatMoment(standing.sinceMs)}</time>
        </span>
        {standing.untilMs !== null && (
          <span>
            {say('有效到', 'Good until')} <time>{formatMoment(standing.untilMs)}</time>
          </span>
        )}
      </p>
      <p class="waiting-buttons">
        <button
          type="button"
          class={isSure ? 'button danger' : 'button'}
          disabled={busy}
          aria-label={`${isSure ? say('确定', 'Sure: ') : ''}${say(...end)}：${standing.payee}`}
          onClick={() => (isSure ? onEnd() : setSure(true))}
        >
          {isSure ? say(`确定${end[0]}？再点一次`, `${end[1]}? Press again`) : say(...end)}
        </button>
        {isSure && (
          <button type="button" class="quiet" disabled={busy} onClick={() => setSure(false)}>
            {say('不了', 'Keep it')}
          </button>
        )}
      </p>
    </article>
  )
}
