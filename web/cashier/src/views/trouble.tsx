import { useSay } from '../language.js'
import { OutcomeSign } from '../parts/icons.js'
import { ViewHeading } from '../parts/view-heading.js'

export function TroubleView({ kind, onRetry }: { kind: 'wrong_link' | 'unreachable'; onRetry: () => void }) {
  const say = useSay()
  if (kind === 'wrong_link') {
    return (
      <section class="card panel outcome">
        <OutcomeSign mood="trouble" />
        <ViewHeading>{say('付款链接无效', 'This payment link does not work')}</ViewHeading>
        <p class="calm">
          {say(
            '链接可能不完整或已更换，没有产生任何扣款。请回到商城，从订单里重新打开付款页。',
            'It may be incomplete or replaced; nothing was charged. Go back to the shop and open the payment from your order.',
          )}
        </p>
      </section>
    )
  }
  return (
    <section class="card panel outcome">
      <OutcomeSign mood="trouble" />
      <ViewHeading>{say('网络不通', 'No connection')}</ViewHeading>
      <p class="calm">
        {say(
          '暂时连不上收银台，正在自动重连。已付的款不会丢，请不要重复付款。',
          'The cashier cannot be reached; we keep trying. Anything you paid is safe, please do not pay again.',
        )}
      </p>
      <button type="button" class="button button-main" onClick={onRetry}>
        {say('立即重试', 'Try now')}
      </button>
    </section>
  )
}
