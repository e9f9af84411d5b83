import type { CashierState } from '../cashier-state.js'
import type { Checkout } from '../cashier-view.js'
import { formatAmount, formatMoney } from '../format-amount.js'
import { useSay } from '../language.js'
import { secondsLeft, speakRemaining, writeRemaining } from '../remaining-time.js'
import { ChevronIcon, ClockIcon, ShopIcon } from './icons.js'

const HURRY_SECONDS = 300

export function OrderSummary({
  checkout,
  state,
  nowMs,
}: {
  checkout: Checkout
  state: CashierState
  nowMs: number
}) {
  const say = useSay()
  const itemCount = checkout.orders.reduce(
    (sum, order) => sum + order.items.reduce((count, item) => count + item.quantity, 0),
    0,
  )
  return (
    <section class="card summary" aria-label={say('订单', 'Order')}>
      <p class="description">{checkout.description}</p>
      <p class="amount">
        <span class="amount-sign">¥</span>
        {formatAmount(checkout.amountMinor)}
      </p>
      <Deadline checkout={checkout} state={state} nowMs={nowMs} />
      <details class="sellers" open={matchMedia('(min-width: 860px)').matches}>
        <summary>
          <span>
            {say(
              `${checkout.orders.length} 家店铺，共 ${itemCount} 件`,
              `${itemCount} ${itemCount === 1 ? 'item' : 'items'} from ${checkout.orders.length} ${checkout.orders.length === 1 ? 'shop' : 'shops'}`,
            )}
          </span>
          <ChevronIcon />
        </summary>
        {checkout.orders.map((order) => (
          <div class="seller" key={order.id}>
            <div class="seller-head">
              <ShopIcon />
              <span class="seller-name">
                {say(order.merchant.name, order.merchant.nameEn ?? order.merchant.name)}
              </span>
              <span class="money">{formatMoney(order.amountMinor)}</span>
            </div>
            <ul>
              {order.items.map((item) => (
                <li key={item.id}>
                  <span class="item-name">{item.name}</span>
                  <span class="item-count">×{item.quantity}</span>
                  <span class="money">{formatMoney(item.unitPriceMinor * item.quantity)}</span>
                </li>
              ))}
            </ul>
          </div>
        ))}
        <p class="reference">
          {say('订单号', 'Order number')} {checkout.reference}
        </p>
      </details>
    </section>
  )
}

function Deadline({ checkout, state, nowMs }: { checkout: Checkout; state: CashierState; nowMs: number }) {
  const say = useSay()
  if (checkout.state !== 'open') return <p class="deadline deadline-over">{settledWords(state, say)}</p>
  const seconds = secondsLeft(Date.parse(checkout.deadlineAt), nowMs)
  return (
    <p class={seconds < HURRY_SECONDS ? 'deadline deadline-hurry' : 'deadline'}>
      <ClockIcon />
      <span class="for-ears">{speakRemaining(seconds, say)}</span>
      <span aria-hidden="true">
        {say('剩余', 'Pay within')} <b>{writeRemaining(seconds, say)}</b>
      </span>
    </p>
  )
}

function settledWords(state: CashierState, say: (zh: string, en: string) => string): string {
  if (state.kind === 'paid' || state.kind === 'refunded') return say('已付清', 'Settled')
  if (state.kind === 'asking') return say('正在确认', 'Being confirmed')
  return say('未付款', 'Not paid')
}
