import { useState } from 'preact/hooks'
import type { Answer } from '../shared/call-api.js'
import { formatYuan } from '../shared/format-amount.js'
import { useLanguage, useSay } from '../shared/language.js'
import { type InvocationReport, inspectInvocation, PRODUCT_WORDS } from './invoke-calls.js'
import { ScreenHeader } from './screen-header.js'
import { payableMinor, type WalletName } from './wallet-calls.js'

const EXAMPLES: Record<WalletName, string> = {
  wechat:
    '{"appId":"wx…","timeStamp":"1700000000","nonceStr":"…","package":"prepay_id=wx…","signType":"RSA","paySign":"…"}',
  alipay: 'app_id=…&method=alipay.trade.app.pay&…&sign=…',
}

/** What a page, a mini-program or an app would hand to the wallet: pasted here, looked at closely, then paid. */
export function InvokeScreen({
  wallet,
  onBack,
  onPay,
}: {
  wallet: WalletName
  onBack: () => void
  onPay: (text: string) => void
}) {
  const say = useSay()
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const [seen, setSeen] = useState<{ text: string; answer: Answer<InvocationReport> } | null>(null)
  const look = async () => {
    const asked = text.trim()
    if (asked === '' || busy) return
    setBusy(true)
    setSeen({ text: asked, answer: await inspectInvocation(wallet, asked) })
    setBusy(false)
  }
  return (
    <main class={`screen plain ${wallet}`}>
      <ScreenHeader title={say('调起支付', 'Invoke payment')} onBack={onBack} />
      <div class="screen-body">
        <form
          class="type-code"
          onSubmit={(event) => {
            event.preventDefault()
            void look()
          }}
        >
          <label for="invocation">
            {wallet === 'wechat'
              ? say(
                  '网页、小程序或 APP 交给微信的参数（JSON）',
                  'What the page, mini-program or app hands to WeChat (JSON)',
                )
              : say('APP 交给支付宝的订单串', 'The order string that the app hands to Alipay')}
          </label>
          <textarea
            id="invocation"
            rows={6}
            spellcheck={false}
            autocapitalize="off"
            placeholder={EXAMPLES[wallet]}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
          <button type="submit" class="primary" disabled={busy || text.trim() === ''}>
            {busy ? say('正在验…', 'Checking…') : say('验签', 'Check')}
          </button>
        </form>
        <div aria-live="polite">{seen && <Seen answer={seen.answer} onPay={() => onPay(seen.text)} />}</div>
        {!seen && <FromPages />}
      </div>
    </main>
  )
}

/** Pages need not be copied from: with one line they open this phone by themselves. */
function FromPages() {
  const say = useSay()
  return (
    <section class="signed-text">
      <h2>{say('让网页自己调起', 'Let a page invoke by itself')}</h2>
      <p class="code-hint">
        {say(
          '测试网页加上这一行，WeixinJSBridge 与 AlipayJSBridge 就打开这部手机，并把结果交还网页。',
          'With this line a test page’s WeixinJSBridge and AlipayJSBridge open this phone and hear how it ended.',
        )}
      </p>
      <pre>{`<script src="${location.origin}/phone/wallet-bridge.js"></script>`}</pre>
    </section>
  )
}

function Seen({ answer, onPay }: { answer: Answer<InvocationReport>; onPay: () => void }) {
  const say = useSay()
  const language = useLanguage()
  if (answer.outcome === 'unknown') {
    return (
      <p class="told bad">
        {say('沙箱没有回答，什么也没有付。', 'The sandbox did not answer; nothing was paid.')}
      </p>
    )
  }
  if (answer.outcome === 'refused') return <p class="told bad">{answer.refusal[language]}</p>
  const { product, problem, signedText, view } = answer.value
  return (
    <>
      <p class={problem ? 'told bad' : 'told good'}>
        <b>{problem ? say('被拒绝', 'Refused') : say('签名正确', 'The signature is good')}</b>
        {' · '}
        {say(...PRODUCT_WORDS[product])}
        {problem && <span class="told-why">{problem[language]}</span>}
      </p>
      {view && (
        <article class="waiting-card">
          <p class="waiting-amount">− {formatYuan(payableMinor(view))}</p>
          <p class="waiting-what">
            <b>{view.payee}</b>
            {view.description && <span>{view.description}</span>}
            <span class="mono">{view.outTradeNo}</span>
          </p>
          <p class="waiting-buttons">
            <button type="button" class="primary" onClick={onPay}>
              {say('去付款', 'Go and pay')}
            </button>
          </p>
        </article>
      )}
      {signedText !== null && (
        <section class="signed-text">
          <h2>{say('应当签名的文字', 'The text that had to be signed')}</h2>
          {/* The reader compares line by line, so each line feed is shown. */}
          <pre>{signedText.replaceAll('\n', '⏎\n').trimEnd()}</pre>
        </section>
      )}
    </>
  )
}
