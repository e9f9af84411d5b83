import { useEffect, useState } from 'preact/hooks'
import { useLanguage, useSay } from '../language.js'
import { openCashier } from '../open-cashier.js'
import { describeOrderState, explainOrderState } from '../order-words.js'
import { EmptyState } from '../parts/empty-state.js'
import { Money } from '../parts/money.js'
import { OrderFacts } from '../parts/order-facts.js'
import { RefundList } from '../parts/refund-list.js'
import { GoodLine, SellerBlock } from '../parts/seller-lines.js'
import { TellingList } from '../parts/telling-list.js'
import { TroubleNote } from '../parts/trouble-note.js'
import { Link } from '../router.js'
import { cancelOrder, payOrder, type Trouble } from '../shop-api.js'
import type { Order } from '../shop-types.js'
import { type FollowedOrder, useOrder } from '../use-order.js'
import { useTitle } from '../use-title.js'
import { writeCountdown } from '../write-moment.js'

export function OrderPage({ orderId }: { orderId: string }) {
  const say = useSay()
  const followed = useOrder(orderId)
  const { order, trouble } = followed
  useTitle(order ? describeOrderState(order.state, say).words : say('订单', 'Order'))

  if (!order && trouble?.status === 404) {
    return (
      <EmptyState
        title={say('没有这个订单', 'No such order')}
        words={say('它可能是在另一个浏览器里下的。', 'It may have been placed in another browser.')}
      >
        <Link to="/orders" class="button button-plain">
          {say('我的订单', 'My orders')}
        </Link>
      </EmptyState>
    )
  }
  if (!order) {
    return trouble ? (
      <TroubleNote trouble={trouble.trouble} />
    ) : (
      <div class="wheel" role="status" aria-label={say('加载中', 'Loading')} />
    )
  }
  return (
    <div class="split">
      <div class="split-main">
        <OrderHead order={order} followed={followed} />
        {trouble && <TroubleNote trouble={trouble.trouble} />}
        {order.sellers.map((seller) => (
          <SellerBlock
            key={seller.merchantId}
            merchantId={seller.merchantId}
            aside={<Money amountMinor={seller.amountMinor} />}
          >
            {seller.lines.map((line) => (
              <GoodLine
                key={line.goodId}
                goodId={line.goodId}
                name={line.name}
                unitPriceMinor={line.unitPriceMinor}
              >
                <span class="line-count">
                  ×{line.quantity}
                  {line.refundedQuantity > 0 && (
                    <span class="line-back">
                      {say(`已退 ${line.refundedQuantity}`, `${line.refundedQuantity} refunded`)}
                    </span>
                  )}
                </span>
              </GoodLine>
            ))}
          </SellerBlock>
        ))}
      </div>
      <div class="split-side side-stack">
        <OrderFacts order={order} />
        <RefundList order={order} />
        <TellingList told={order.told} />
      </div>
    </div>
  )
}

function OrderHead({ order, followed }: { order: Order; followed: FollowedOrder }) {
  const say = useSay()
  const { words, mood } = describeOrderState(order.state, say)
  return (
    <section class={`card order-state mood-${mood}`}>
      <div role="status">
        <h1>{words}</h1>
        <p>{explainOrderState(order, say)}</p>
      </div>
      {order.state === 'unpaid' && <PayOrCancel order={order} followed={followed} />}
    </section>
  )
}

function PayOrCancel({ order, followed }: { order: Order; followed: FollowedOrder }) {
  const say = useSay()
  const language = useLanguage()
  const [busy, setBusy] = useState(false)
  const [sure, setSure] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)

  const pay = async () => {
    setBusy(true)
    const answer = await payOrder(order.id)
    if (answer.ok) return openCashier(answer.value.cashierUrl, language)
    setTrouble(answer.trouble)
    setBusy(false)
    await followed.refresh()
  }
  const cancel = async () => {
    setBusy(true)
    const answer = await cancelOrder(order.id)
    if (answer.ok) followed.replace(answer.value)
    else setTrouble(answer.trouble)
    setBusy(false)
    setSure(false)
  }
  return (
    <>
      {order.deadlineAt && <TimeLeft until={order.deadlineAt} />}
      <TroubleNote trouble={trouble} />
      <div class="order-actions">
        <button type="button" class="button button-main" disabled={busy} onClick={() => void pay()}>
          {say('去付款', 'Pay now')}
          <Money amountMinor={order.amountMinor} />
        </button>
        <button
          type="button"
          class="button button-quiet"
          disabled={busy}
          onClick={() => (sure ? void cancel() : setSure(true))}
          onBlur={() => setSure(false)}
        >
          {sure ? say('确定取消？再点一次', 'Sure? Click again to cancel') : say('取消订单', 'Cancel order')}
        </button>
      </div>
    </>
  )
}

function TimeLeft({ until }: { until: string }) {
  const say = useSay()
  const [nowMs, setNowMs] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return (
    <p class="time-left">
      {say('剩余', 'Time left')} <b role="timer">{writeCountdown(until, nowMs)}</b>
    </p>
  )
}
