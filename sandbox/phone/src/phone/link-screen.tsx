import { useState } from 'preact/hooks'
import { useLanguage, useSay } from '../shared/language.js'
import type { Followed } from './follow-link.js'
import { ResultSign } from './pay-result.js'
import { ScreenHeader } from './screen-header.js'
import { useAnswering } from './use-answering.js'
import type { Waiting } from './waiting-calls.js'
import { AnswerPad, AnswerTold, WaitingCard } from './waiting-card.js'
import { safeReturnUrl, type WalletName } from './wallet-calls.js'
import { walletTitle } from './wallet-look.js'

/** What a link asked for: it is answered here, and the answer leads back to the merchant's page. */
export function LinkScreen({
  wallet,
  followed,
  nowMs,
  onBack,
}: {
  wallet: WalletName
  followed: Followed
  nowMs: number
  onBack: () => void
}) {
  if ('asked' in followed)
    return <Question wallet={wallet} item={followed.asked} nowMs={nowMs} onBack={onBack} />
  return <Outcome wallet={wallet} followed={followed} onBack={onBack} />
}

function Question({
  wallet,
  item,
  nowMs,
  onBack,
}: {
  wallet: WalletName
  item: Waiting
  nowMs: number
  onBack: () => void
}) {
  const say = useSay()
  const [isAnswered, setAnswered] = useState(false)
  const answering = useAnswering(wallet, () => setAnswered(true))
  return (
    <main class={`screen plain ${wallet}`}>
      <div class="under" inert={answering.asking !== null}>
        <ScreenHeader title={walletTitle(wallet, say)} onBack={onBack} />
        <div class="screen-body">
          <AnswerTold answering={answering} />
          {isAnswered ? (
            <button type="button" class="quiet full" onClick={onBack}>
              {say('返回', 'Back')}
            </button>
          ) : (
            <WaitingCard item={item} nowMs={nowMs} answering={answering} onOpen={() => {}} />
          )}
        </div>
      </div>
      <AnswerPad answering={answering} />
    </main>
  )
}

function Outcome({
  wallet,
  followed,
  onBack,
}: {
  wallet: WalletName
  followed: Exclude<Followed, { asked: Waiting }>
  onBack: () => void
}) {
  const say = useSay()
  const language = useLanguage()
  const back = 'returnUrl' in followed ? safeReturnUrl(followed.returnUrl) : null
  const told =
    'refusal' in followed
      ? {
          sign: 'no' as const,
          title: say('打不开这个链接', 'The link does not open'),
          detail: followed.refusal[language],
        }
      : {
          sign: 'done' as const,
          title: say('已静默授权', 'Authorised unasked'),
          detail: say(
            '网页只要用户编号，钱包不问用户就给。真的钱包会自己回到网页。',
            'The page wants the user’s id only, which a wallet gives unasked. A real one goes back by itself.',
          ),
        }
  return (
    <main class={`screen plain ${wallet}`}>
      <ScreenHeader title={walletTitle(wallet, say)} onBack={onBack} />
      <div class="screen-body">
        <section class={`result ${told.sign}`}>
          <ResultSign sign={told.sign} />
          <h2 role="status">{told.title}</h2>
          <p class="result-detail">{told.detail}</p>
          <div class="result-buttons">
            {back && (
              <a class="button primary" href={back} target="_top">
                {say('返回网页', 'Back to the page')}
              </a>
            )}
            <button type="button" class={back ? 'quiet' : 'primary'} onClick={onBack}>
              {say('返回', 'Back')}
            </button>
          </div>
        </section>
      </div>
    </main>
  )
}
