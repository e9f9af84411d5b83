import { useEffect, useState } from 'preact/hooks'
import { formatYuan } from '../shared/format-amount.js'
import { useSay } from '../shared/language.js'
import { useAnswer } from '../shared/use-answer.js'
import { listOpenCodes, type OpenCode } from './wallet-calls.js'

/** The codes that shops on this machine show now: pointing at one is what the camera does in life. */
export function OpenCodes({ news, onPoint }: { news: number; onPoint: (text: string) => void }) {
  const say = useSay()
  const codes = useAnswer(listOpenCodes, [news])
  return (
    <section class="open-codes" aria-label={say('本机正在展示的二维码', 'Codes now shown on this machine')}>
      <h2>{say('对准本机上的二维码', 'Point at a code on this machine')}</h2>
      {codes.state === 'loading' && <div class="codes-waiting" aria-busy="true" />}
      {codes.state === 'failed' && (
        <p class="codes-empty" role="alert">
          {say('沙箱没有回答。', 'The sandbox did not answer.')}{' '}
          <button type="button" class="quiet" onClick={codes.retry}>
            {say('再试一次', 'Try again')}
          </button>
        </p>
      )}
      {codes.state === 'done' && codes.value.length === 0 && (
        <p class="codes-empty">
          {say(
            '现在没有等待付款的二维码。在商店下单后会出现在这里。',
            'No code waits to be paid. Place an order in a shop and it shows up here.',
          )}
        </p>
      )}
      {codes.state === 'done' && codes.value.length > 0 && (
        <ul>
          {codes.value.map((code) => (
            <li key={code.code}>
              <CodeCard code={code} onPoint={() => onPoint(code.code)} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function CodeCard({ code, onPoint }: { code: OpenCode; onPoint: () => void }) {
  const say = useSay()
  const kind = code.institution === 'alipay' ? say('支付宝', 'Alipay') : say('微信', 'WeChat')
  return (
    <button type="button" class="code-card" onClick={onPoint}>
      <CodeDrawing text={code.code} />
      <b>{formatYuan(code.amountMinor)}</b>
      <span class="code-card-what">{code.description}</span>
      <small>{kind}</small>
    </button>
  )
}

export function CodeDrawing({ text }: { text: string }) {
  const [drawing, setDrawing] = useState<{ path: string; side: number } | null>(null)
  useEffect(() => {
    let left = false
    // Drawing codes is a large library that the pay sheet never needs.
    void import('../scan/draw-code.js').then(({ drawCode }) => {
      if (!left) setDrawing(drawCode(text))
    })
    return () => {
      left = true
    }
  }, [text])
  return (
    <span class="code-drawing" aria-hidden="true">
      {drawing && (
        <svg
          aria-hidden="true"
          viewBox={`-1 -1 ${drawing.side + 2} ${drawing.side + 2}`}
          shape-rendering="crispEdges"
        >
          <path d={drawing.path} fill="#16202a" />
        </svg>
      )}
    </span>
  )
}
