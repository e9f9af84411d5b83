import { useEffect, useState } from 'preact/hooks'
import { useSay } from '../language.js'
import { EmptyState } from '../parts/empty-state.js'
import { GoodArt } from '../parts/good-art.js'
import { Money } from '../parts/money.js'
import { StateTag } from '../parts/state-tag.js'
import { TroubleNote } from '../parts/trouble-note.js'
import { Link } from '../router.js'
import { listOrders, type Trouble } from '../shop-api.js'
import type { Order } from '../shop-types.js'
import { useCatalog } from '../use-catalog.js'
import { useTitle } from '../use-title.js'
import { writeMoment } from '../write-moment.js'

const MOST_PICTURES = 4

export function OrdersPage() {
  const say = useSay()
  const [orders, setOrders] = useState<Order[] | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  useTitle(say('我的订单', 'My orders'))

  useEffect(() => {
    const load = async () => {
      const answer = await listOrders()
      setTrouble(answer.ok ? null : answer.trouble)
      if (answer.ok) setOrders(answer.value.data)
    }
    void load()
    const onShow = () => document.hidden || void load()
    document.addEventListener('visibilitychange', onShow)
    addEventListener('pageshow', onShow)
    return () => {
      document.removeEventListener('visibilitychange', onShow)
      removeEventListener('pageshow', onShow)
    }
  }, [])

  if (orders?.length === 0) {
    return (
      <EmptyState
        title={say('还没有订单', 'No orders yet')}
        words={say('买点什么，订单就会在这里。', 'Buy something and it will be here.')}
      >
        <Link to="/" class="button button-main">
          {say('去逛逛', 'Look around')}
        </Link>
      </EmptyState>
    )
  }
  return (
    <div class="narrow">
      <h1 class="page-title">{say('我的订单', 'My orders')}</h1>
      <TroubleNote trouble={trouble} />
      {!orders && !trouble && <div class="wheel" role="status" aria-label={say('加载中', 'Loading')} />}
      <ul class="orders">
        {orders?.map((order) => (
          <OrderCard key={order.id} order={order} />
        ))}
      </ul>
    </div>
  )
}

function OrderCard({ order }: { order: Order }) {
  const say = useSay()
  const { goods } = useCatalog()
  const lines = order.sellers.flatMap((seller) => seller.lines)
  const pieces = lines.reduce((sum, { quantity }) => sum + quantity, 0)
  const shown = lines
    .flatMap(({ goodId }) => goods.find(({ id }) => id === goodId) ?? [])
    .slice(0, MOST_PICTURES)

  return (
    <li class="card order-card">
      <div class="order-head">
        <Link to={`/orders/${order.id}`} class="order-link">
          {order.id}
        </Link>
        <StateTag order={order} />
      </div>
      <div class="order-body">
        <div class="order-pictures">
          {shown.map((good) => (
            <GoodArt key={good.id} good={good} size={64} />
          ))}
        </div>
        <p class="order-sum">
          <Money amountMinor={order.amountMinor} />
          <span>
            {say(`${order.sellers.length} 家 ${pieces} 件`, `${pieces} items, ${order.sellers.length} shops`)}
          </span>
        </p>
      </div>
      <p class="order-when">{writeMoment(order.placedAt)}</p>
    </li>
  )
}
