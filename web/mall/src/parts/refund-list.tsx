import { useSay } from '../language.js'
import type { Order, OrderRefund } from '../shop-types.js'
import { writeMoment } from '../write-moment.js'
import { ReturnIcon } from './icons.js'
import { Money } from './money.js'

export function RefundList({ order }: { order: Order }) {
  const say = useSay()
  if (order.refunds.length === 0) return null
  const stateWords = (refund: OrderRefund) => {
    if (refund.state === 'done') return say('已退回', 'Given back')
    if (refund.state === 'needs_help') return say('客服处理中', 'With our support')
    return say('退款中', 'On its way')
  }
  return (
    <section class="card">
      <h2>{say('退款', 'Refunds')}</h2>
      <ul class="events">
        {order.refunds.map((refund) => (
          <li key={refund.id}>
            <ReturnIcon />
            <div>
              <p class="event-title">
                <Money amountMinor={refund.amountMinor} />
                <span class={refund.state === 'done' ? 'tag mood-back' : 'tag mood-wait'}>
                  {stateWords(refund)}
                </span>
              </p>
              <p class="event-words">
                {refund.kind === 'surplus'
                  ? say('多付的款，自动原路退回', 'Paid twice: given back by itself')
                  : refund.reason}
              </p>
              <p class="event-words">{writeMoment(refund.finishedAt ?? refund.createdAt)}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
