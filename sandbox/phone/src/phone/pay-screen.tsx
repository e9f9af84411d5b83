import { useEffect, useState } from 'preact/hooks'
import { formatYuan } from '../shared/format-amount.js'
import { useLanguage, useSay } from '../shared/language.js'
import { WaitingNote } from './answer-notes.js'
import { PasswordPad } from './password-pad.js'
import { PayOffer } from './pay-offer.js'
import { PayResult } from './pay-result.js'
import { ScreenHeader } from './screen-header.js'
import { tellOutcome } from './tell-shop.js'
import { usePayment } from './use-payment.js'
import { payableMinor, type WalletName } from './wallet-calls.js'
import { walletTitle } from './wallet-look.js'

export function PayScreen({
  wallet,
  text,
  nowMs,
  news,
  returnUrl,
  onLeave,
}: {
  wallet: WalletName
  text: string
  nowMs: number
  news: number
  /** The way back that the link brought; the order's own way back comes first. */
  returnUrl: string | null
  onLeave: () => void
}) {
  const say = useSay()
  const language = useLanguage()
  const { payment, look, refresh, askPassword, submit, leave, offer } = usePayment(wallet, text)
  const view = 'view' in payment ? payment.view : null
  const expired = view?.expiresAtMs != null && view.expiresAtMs <= nowMs
  const [firstNews] = useState(news)
  useEffect(() => {
    if (news !== firstNews || expired) refresh()
  }, [news, expired])

  useEffect(() => tellOutcome(payment), [payment.kind])

  const paying = payment.kind === 'offered' || payment.kind === 'password'
  return (
    <main class={`screen plain pay ${wallet}`}>
      <div class="under" inert={payment.kind === 'password'}>
        <ScreenHeader
          title={walletTitle(wallet, say)}
          onBack={payment.kind === 'password' && payment.busy ? undefined : onLeave}
        />
        <div class="screen-body">
          {payment.kind === 'looking' && (
            <WaitingNote>{say('正在看这个码…', 'Looking at the code…')}</WaitingNote>
          )}
          {paying && view && (
            <PayOffer
              view={view}
              nowMs={nowMs}
              onPay={() => askPassword(view)}
              onCancel={() => void leave(view)}
            />
          )}
          {!paying && payment.kind !== 'looking' && (
            <PayResult payment={payment} returnUrl={returnUrl} onLook={() => void look()} onLeave={onLeave} />
          )}
        </div>
      </div>
      {payment.kind === 'password' && (
        <PasswordPad
          title={say(
            `付款 ${formatYuan(payableMinor(payment.view))}`,
            `Pay ${formatYuan(payableMinor(payment.view))}`,
          )}
          problem={payment.problem?.[language] ?? null}
          busy={payment.busy}
          tries={payment.tries}
          onDone={(password) => void submit(password)}
          onCancel={() => offer(payment.view)}
        />
      )}
    </main>
  )
}
