import { useSay } from '../language.js'
import type { Order } from '../shop-types.js'
import { writeMoment } from '../write-moment.js'
import { Money } from './money.js'

export function OrderFacts({ order }: { order: Order }) {
  const say = useSay()
  const { address } = order
  return (
    <section class="card">
      <h2>{say('订单信息', 'Order')}</h2>
      <dl class="facts">
        <Fact name={say('合计', 'Total')}>
          <Money amountMinor={order.amountMinor} />
        </Fact>
        {order.refundedMinor > 0 && (
          <Fact name={say('已退', 'Refunded')}>
            <Money amountMinor={order.refundedMinor} />
          </Fact>
        )}
        <Fact name={say('订单号', 'Number')}>{order.id}</Fact>
        <Fact name={say('下单', 'Placed')}>{writeMoment(order.placedAt)}</Fact>
        {order.paidAt && <Fact name={say('付款', 'Paid')}>{writeMoment(order.paidAt)}</Fact>}
        <Fact name={say('送至', 'Send to')}>
          {address.name} {address.phone}
          <br />
          {address.street}
        </Fact>
      </dl>
    </section>
  )
}

function Fact({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
