import { useEffect } from 'preact/hooks'
import { useLanguage, useSay } from '../shared/language.js'
import { WaitingNote } from './answer-notes.js'
import type { Followed } from './follow-link.js'
import { ScreenHeader } from './screen-header.js'
import { useRecognised } from './use-recognised.js'
import type { WalletName } from './wallet-calls.js'

/** Stands for the moment in which the system decides which app a link belongs to. */
export function OpeningScreen({
  text,
  returnUrl,
  onRecognised,
  onBack,
}: {
  text: string
  returnUrl: string | null
  onRecognised: (wallet: WalletName, followed: Followed | null) => void
  onBack: () => void
}) {
  const say = useSay()
  const language = useLanguage()
  const { found, again } = useRecognised(text)
  useEffect(() => {
    if (found?.outcome === 'recognised') onRecognised(found.wallet, found.followed)
  }, [found])
  return (
    <main class="screen plain">
      <ScreenHeader title={say('正在打开', 'Opening')} onBack={onBack} />
      <div class="screen-body">
        {(!found || found.outcome === 'recognised') && (
          <WaitingNote>{say('正在打开钱包…', 'Opening the wallet…')}</WaitingNote>
        )}
        {(found?.outcome === 'stranger' || found?.outcome === 'unknown') && (
          <section class="result no">
            <h2 role="alert">
              {found.outcome === 'stranger'
                ? say('没有钱包认识这个链接', 'No wallet knows this link')
                : say('沙箱没有回答', 'The sandbox did not answer')}
            </h2>
            {found.outcome === 'stranger' && (
              <p class="result-detail">
                {found.refusal.code === 'not_this_wallet'
                  ? say(
                      '微信和支付宝都认不出它。没有付款，请检查链接是不是完整。',
                      'Neither WeChat nor Alipay knows it. Nothing was paid; check that the link is whole.',
                    )
                  : found.refusal[language]}
              </p>
            )}
            <div class="result-buttons">
              <button type="button" class="primary" onClick={again}>
                {say('再试一次', 'Try again')}
              </button>
              {returnUrl && (
                <a class="button" href={returnUrl} target="_top">
                  {say('返回商家', 'Back to the shop')}
                </a>
              )}
            </div>
          </section>
        )}
      </div>
    </main>
  )
}
