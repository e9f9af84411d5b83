import { formatAmount, formatYuan } from '../shared/format-amount.js'
import { formatCountdown } from '../shared/format-time.js'
import { useSay } from '../shared/language.js'
import { type CodeView, payableMinor } from './wallet-calls.js'

export function PayOffer({
  view,
  nowMs,
  onPay,
  onCancel,
}: {
  view: CodeView
  nowMs: number
  onPay: () => void
  onCancel: () => void
}) {
  const say = useSay()
  const leftMs = view.expiresAtMs === null ? null : view.expiresAtMs - nowMs
  return (
    <section class="offer" aria-label={say('待付款', 'To be paid')}>
      <span class="offer-face" aria-hidden="true">
        {[...view.payee][0]}
      </span>
      <p class="offer-payee">{say(`付款给 ${view.payee}`, `Pay ${view.payee}`)}</p>
      <p class="offer-amount">
        <small>¥</small>
        {formatAmount(payableMinor(view))}
      </p>
      <dl>
        {view.discountMinor !== undefined && (
          <div>
            <dt>{say('代金券', 'Coupons')}</dt>
            <dd>{formatYuan(-view.discountMinor)}</dd>
          </div>
        )}
        <div>
          <dt>{say('商品', 'Goods')}</dt>
          <dd>{view.description || '—'}</dd>
        </div>
        <div>
          <dt>{say('商户单号', 'Order number')}</dt>
          <dd class="mono">{view.outTradeNo}</dd>
        </div>
        {leftMs !== null && (
          <div>
            <dt>{say('剩余时间', 'Time left')}</dt>
            <dd class={leftMs < 60_000 ? 'mono soon' : 'mono'}>
              <span role="timer">{formatCountdown(leftMs, say('天', 'd'))}</span>
            </dd>
          </div>
        )}
      </dl>
      <div class="offer-buttons">
        <button type="button" class="primary" onClick={onPay}>
          {say('确认付款', 'Pay')}
        </button>
        <button type="button" class="quiet" onClick={onCancel}>
          {say('不付了', 'Cancel')}
        </button>
      </div>
    </section>
  )
}
