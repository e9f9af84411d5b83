import { useState } from 'preact/hooks'
import { formatYuan } from '../shared/format-amount.js'
import { useSay } from '../shared/language.js'
import { useAnswer } from '../shared/use-answer.js'
import type { SandboxEvent } from '../shared/use-events.js'
import { listOrders, type OrderRecord } from './control-calls.js'
import { OrderDetails } from './order-details.js'
import { Instead, Pill, Section } from './parts.js'
import { institutionWord, stateWord } from './state-words.js'

const SHOWN_AT_FIRST = 12

/** Newest first. An order has no time of its own; the first that was heard of it tells, as far back as events are remembered. */
function newestFirst(orders: OrderRecord[], events: SandboxEvent[]): OrderRecord[] {
  const firstHeard = new Map<string, number>()
  for (const { institution, outTradeNo, seq } of events) firstHeard.set(`${institution}/${outTradeNo}`, seq)
  const rank = (order: OrderRecord) => firstHeard.get(keyOf(order)) ?? -1
  return orders.toReversed().sort((left, right) => rank(right) - rank(left))
}

const keyOf = (order: OrderRecord) => `${order.institution}/${order.outTradeNo}`

export function OrdersSection({ news, events }: { news: number; events: SandboxEvent[] }) {
  const say = useSay()
  const orders = useAnswer(listOrders, [news])
  const [sought, setSought] = useState('')
  const [shown, setShown] = useState(SHOWN_AT_FIRST)
  const [opened, setOpened] = useState<string | null>(null)
  const all = orders.state === 'done' ? newestFirst(orders.value, events) : []
  const found = all.filter((order) => order.outTradeNo.includes(sought.trim()))
  return (
    <Section
      id="orders"
      title={say('订单', 'Orders')}
      hint={say('机构自己的记录，随时更新。', 'The institutions’ own records, as they change.')}
      end={
        <label class="search">
          <span class="visually-hidden">{say('按商户单号查找', 'Find by order number')}</span>
          <input
            type="search"
            placeholder={say('商户单号', 'Order number')}
            value={sought}
            onInput={(event) => setSought(event.currentTarget.value)}
          />
        </label>
      }
    >
      <Instead
        loaded={orders}
        isEmpty={() => found.length === 0}
        empty={
          all.length === 0
            ? say(
                '还没有订单。向上面的地址下第一单吧。',
                'No orders yet. Place the first one at the addresses above.',
              )
            : say('没有这样的单号。', 'No order with such a number.')
        }
      />
      {found.length > 0 && (
        <ul class="rows">
          {found.slice(0, shown).map((order) => {
            const key = keyOf(order)
            return (
              <OrderRow
                key={key}
                order={order}
                news={news}
                open={opened === key}
                onToggle={() => setOpened(opened === key ? null : key)}
              />
            )
          })}
        </ul>
      )}
      {found.length > shown && (
        <button type="button" class="more" onClick={() => setShown(shown + 50)}>
          {say(`再看 ${found.length - shown} 笔`, `${found.length - shown} more`)}
        </button>
      )}
    </Section>
  )
}

function OrderRow({
  order,
  news,
  open,
  onToggle,
}: {
  order: OrderRecord
  news: number
  open: boolean
  onToggle: () => void
}) {
  const say = useSay()
  const { tone, word } = stateWord(order.state, say)
  return (
    <li class={open ? 'row open' : 'row'}>
      <button type="button" class="row-head order-head" aria-expanded={open} onClick={onToggle}>
        <span class={`institution ${order.institution}`}>{institutionWord(order.institution, say)}</span>
        <span class="mono order-number">{order.outTradeNo}</span>
        <span class="order-amount">{formatYuan(order.amountMinor)}</span>
        <Pill tone={tone}>{word}</Pill>
      </button>
      {open && <OrderDetails order={order} news={news} />}
    </li>
  )
}
