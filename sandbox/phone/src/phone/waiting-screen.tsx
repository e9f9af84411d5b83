import { useSay } from '../shared/language.js'
import { useAnswer } from '../shared/use-answer.js'
import { FailedNote, WaitingNote } from './answer-notes.js'
import { ScreenHeader } from './screen-header.js'
import { useAnswering } from './use-answering.js'
import { listWaiting } from './waiting-calls.js'
import { AnswerPad, AnswerTold, WaitingCard } from './waiting-card.js'
import type { WalletName } from './wallet-calls.js'

export function WaitingScreen({
  wallet,
  nowMs,
  news,
  onBack,
  onOpen,
}: {
  wallet: WalletName
  nowMs: number
  news: number
  onBack: () => void
  onOpen: (text: string) => void
}) {
  const say = useSay()
  const waiting = useAnswer(() => listWaiting(wallet), [wallet, news])
  const answering = useAnswering(wallet, waiting.retry)
  return (
    <main class={`screen plain ${wallet}`}>
      <div class="under" inert={answering.asking !== null}>
        <ScreenHeader title={say('待我确认', 'Waiting for me')} onBack={onBack} />
        <div class="screen-body">
          <AnswerTold answering={answering} />
          {waiting.state === 'loading' && <WaitingNote>{say('正在读取…', 'Reading…')}</WaitingNote>}
          {waiting.state === 'failed' && (
            <FailedNote
              failed={waiting}
              unheard={say('读不到：沙箱没有回答。', 'It could not be read: the sandbox did not answer.')}
            />
          )}
          {waiting.state === 'done' && waiting.value.length === 0 && (
            <p class="history-empty">
              {wallet === 'wechat'
                ? say(
                    '没有要你确认的事。商家转账、签约与先享后付的服务、要密码的付款码付款会出现在这里。',
                    'Nothing waits for you. Merchant transfers, contracts, pay-later services and code payments that need the password show up here.',
                  )
                : say(
                    '没有要你确认的事。要签的约、打开过或收银台发起而还没付的款会出现在这里。',
                    'Nothing waits for you. Agreements to sign, and unpaid payments that you opened or a till began, show up here.',
                  )}
            </p>
          )}
          {waiting.state === 'done' && waiting.value.length > 0 && (
            <ul class="waiting">
              {waiting.value.map((item) => (
                <li key={item.id}>
                  <WaitingCard item={item} nowMs={nowMs} answering={answering} onOpen={onOpen} />
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
      <AnswerPad answering={answering} />
    </main>
  )
}
