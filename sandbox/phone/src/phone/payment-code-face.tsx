import { formatCountdown } from '../shared/format-time.js'
import { useSay } from '../shared/language.js'
import { drawBars } from './draw-bars.js'
import { CodeDrawing } from './open-codes.js'
import type { PaymentCode } from './waiting-calls.js'

/** The code as a till reads it, and as a person types it into a test. */
export function PaymentCodeFace({
  code: { code, expiresAtMs },
  nowMs,
  onRefresh,
}: {
  code: PaymentCode
  nowMs: number
  onRefresh: () => void
}) {
  const say = useSay()
  const bars = drawBars(code)
  return (
    <section class="code-face" aria-label={say('付款码', 'Payment code')}>
      {bars && (
        <svg
          class="code-bars"
          aria-hidden="true"
          viewBox={`-10 0 ${bars.width + 20} 1`}
          preserveAspectRatio="none"
          shape-rendering="crispEdges"
        >
          <path d={bars.path} fill="#000" />
        </svg>
      )}
      <p class="code-number mono">{code.replace(/(\d{4})(?=\d)/g, '$1 ')}</p>
      <div class="code-square">
        <CodeDrawing text={code} />
      </div>
      <p class="code-left">
        {say('剩余', 'Good for')}{' '}
        <span role="timer">{formatCountdown(expiresAtMs - nowMs, say('天', 'd'))}</span>
        <button type="button" class="quiet" onClick={onRefresh}>
          {say('换一个', 'A new one')}
        </button>
      </p>
      <p class="code-hint">
        {say(
          '给收银台扫：把这串数字填进 auth_code。用一次就失效。',
          'For a till to read: put these digits into auth_code. It pays once.',
        )}
      </p>
    </section>
  )
}
