import { useEffect, useRef, useState } from 'preact/hooks'
import { formatYuan } from '../shared/format-amount.js'
import { useSay } from '../shared/language.js'
import { useAnswer } from '../shared/use-answer.js'
import { FailedNote, WaitingNote } from './answer-notes.js'
import { PaymentCodeFace } from './payment-code-face.js'
import { ScreenHeader } from './screen-header.js'
import { useAnswering } from './use-answering.js'
import { listWaiting, showPaymentCode } from './waiting-calls.js'
import { AnswerPad, AnswerTold, WaitingCard } from './waiting-card.js'
import { listHistory, type WalletName } from './wallet-calls.js'

/** The payer's code at a till: a new one each minute, and what the till then wants. */
export function PaymentCodeScreen({
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
  const [asksPassword, setAsksPassword] = useState(false)
  const shown = useAnswer(() => showPaymentCode(wallet, asksPassword), [wallet, asksPassword])
  const isOver = shown.state === 'done' && shown.value.expiresAtMs <= nowMs
  const waiting = useAnswer(() => listWaiting(wallet), [wallet, news])
  const answering = useAnswering(wallet, waiting.retry)
  const paid = useNewPayment(wallet, news)
  // A code pays once: after each payment the till needs a new one.
  useEffect(() => {
    if (isOver) shown.retry()
  }, [isOver])
  useEffect(() => {
    if (paid) shown.retry()
  }, [paid?.id])

  const items = waiting.state === 'done' ? waiting.value : []
  const [openedAtMs] = useState(nowMs)
  // Alipay's list also holds what was opened from a shop before; only what came since is the till's.
  const asked = items.filter(
    (item) => item.kind === 'code_payment' || (item.kind === 'payment' && item.createdAtMs >= openedAtMs),
  )
  return (
    <main class={`screen plain ${wallet}`}>
      <div class="under" inert={answering.asking !== null}>
        <ScreenHeader title={say('付款码', 'Payment code')} onBack={onBack} />
        <div class="screen-body">
          <AnswerTold answering={answering} />
          <p class={paid ? 'told good' : 'told'} role="status">
            {paid &&
              say(
                `已付款 ${formatYuan(paid.amountMinor)} 给 ${paid.payee}`,
                `Paid ${formatYuan(paid.amountMinor)} to ${paid.payee}`,
              )}
          </p>
          {asked.map((item) => (
            <WaitingCard key={item.id} item={item} nowMs={nowMs} answering={answering} onOpen={onOpen} />
          ))}
          {shown.state === 'loading' && (
            <WaitingNote>{say('正在取付款码…', 'Fetching the code…')}</WaitingNote>
          )}
          {shown.state === 'failed' && (
            <FailedNote
              failed={shown}
              unheard={say('取不到付款码：沙箱没有回答。', 'No code: the sandbox did not answer.')}
            />
          )}
          {shown.state === 'done' && (
            <PaymentCodeFace code={shown.value} nowMs={nowMs} onRefresh={shown.retry} />
          )}
          <label class="code-choice">
            <input
              type="checkbox"
              checked={asksPassword}
              onChange={(event) => setAsksPassword(event.currentTarget.checked)}
            />
            {say('每次都要输密码', 'Ask for the password each time')}
          </label>
        </div>
      </div>
      <AnswerPad answering={answering} />
    </main>
  )
}

/** The latest payment that was not there when the screen opened. */
function useNewPayment(wallet: WalletName, news: number) {
  const history = useAnswer(() => listHistory(wallet), [wallet, news])
  const known = useRef<string | null | undefined>(undefined)
  if (history.state !== 'done') return null
  const latest = history.value.find(({ kind }) => kind === 'paid')
  if (known.current === undefined) known.current = latest?.id ?? null
  return latest && latest.id !== known.current ? latest : null
}
