import { Input } from 'antd'
import { queryOf } from '../../office/src/api.js'
import { type Column, CursorTable } from '../../office/src/data-table.js'
import { Money, Tag, Time } from '../../office/src/figures.js'
import { FilterBar } from '../../office/src/filter-bar.js'
import { defineWords, type Language, useLanguage, useWords } from '../../office/src/language.js'
import { methodName } from '../../office/src/names.js'
import { Page } from '../../office/src/page.js'
import { goTo, hrefTo, useRoute } from '../../office/src/route.js'
import type { Order, Page as RowPage } from '../../office/src/types.js'
import { useCursorList } from '../../office/src/use-cursor-list.js'
import { ORDER_STATES, orderState } from './order-state.js'
import { SummaryCards } from './summary-cards.js'
import { api, ORDER_FILTERS, type OrderFilter, type OrderRow } from './workbench-api.js'

const words = defineWords(
  {
    title: '订单',
    all: '全部',
    unpaid: '待支付',
    paid: '已支付',
    refunding: '退款中',
    refunded: '已退款',
    closed: '已关闭',
    tabs: '按状态筛选',
    search: '搜订单号、支付单号、退款单号',
    list: '订单列表',
    order: '订单',
    amount: '金额',
    state: '状态',
    method: '支付方式',
    shopper: '顾客',
    placed: '下单时间',
    refundedOf: '已退',
    none: '还没有订单',
    noneHint: '顾客下单后会出现在这里。',
    notFound: '没有找到匹配的订单',
    notFoundHint: '号码要完整；本店的订单号、支付单号、支付机构的单号都可以。',
  },
  {
    title: 'Orders',
    all: 'All',
    unpaid: 'To be paid',
    paid: 'Paid',
    refunding: 'Refunding',
    refunded: 'Refunded',
    closed: 'Closed',
    tabs: 'Filter by state',
    search: 'Order, payment or refund number',
    list: 'Orders',
    order: 'Order',
    amount: 'Amount',
    state: 'State',
    method: 'Method',
    shopper: 'Shopper',
    placed: 'Placed',
    refundedOf: 'back',
    none: 'No orders yet',
    noneHint: 'Orders appear here as shoppers place them.',
    notFound: 'No order matches',
    notFoundHint: "Give the whole number: yours, the payment's or the institution's.",
  },
)

const listHref = (state: OrderFilter, q: string) =>
  hrefTo('/', { state: state === 'all' ? undefined : state, q })

export function OrdersPage() {
  const t = useWords(words)
  const { language } = useLanguage()
  const { query } = useRoute()
  const state = ORDER_FILTERS.find((filter) => filter === query.get('state')) ?? 'all'
  const q = query.get('q') ?? ''
  const list = useCursorList<OrderRow>(`${state}|${q}`, (cursor, signal) =>
    api.get<RowPage<OrderRow>>(`/orders${queryOf({ state, q, cursor })}`, signal),
  )
  return (
    <Page title={t.title}>
      <div className="stack">
        <SummaryCards />
        <section className="card" aria-label={t.list}>
          <div className="orders-tools">
            <FilterBar
              label={t.tabs}
              current={state}
              choices={ORDER_FILTERS}
              nameOf={(filter) => t[filter]}
              hrefOf={(filter) => listHref(filter, q)}
            />
            <Input.Search
              key={q}
              className="orders-search"
              defaultValue={q}
              allowClear
              placeholder={t.search}
              aria-label={t.search}
              onSearch={(text) => goTo(listHref(state, text.trim()))}
            />
          </div>
          <CursorTable
            caption={t.list}
            list={list}
            columns={columnsOf(t, language)}
            rowKey={({ order }) => order.id}
            rowHref={({ order }) => hrefTo(`/orders/${order.id}`)}
            rowTone={(row) => (orderState(row) === 'abnormal' ? 'alarm' : undefined)}
            emptyTitle={q || state !== 'all' ? t.notFound : t.none}
            emptyHint={q ? t.notFoundHint : state === 'all' ? t.noneHint : undefined}
          />
        </section>
      </div>
    </Page>
  )
}

function columnsOf(t: typeof words.zh, language: Language): Column<OrderRow>[] {
  return [
    {
      key: 'order',
      title: t.order,
      onPhone: 'head',
      width: '34%',
      render: ({ order }) => (
        <>
          <span className="order-goods">{goodsOf(order)}</span>
          <span className="sub">
            <code>{order.reference}</code>
          </span>
        </>
      ),
    },
    {
      key: 'state',
      title: t.state,
      onPhone: 'side',
      render: (row) => {
        const naming = ORDER_STATES[orderState(row)]
        return <Tag tone={naming.tone}>{naming[language]}</Tag>
      },
    },
    {
      key: 'amount',
      title: t.amount,
      align: 'end',
      render: ({ order }) => (
        <>
          <strong>
            <Money minor={order.amountMinor} />
          </strong>
          {order.refundedMinor > 0 && (
            <span className="sub">
              {t.refundedOf} <Money minor={order.refundedMinor} />
            </span>
          )}
        </>
      ),
    },
    {
      key: 'method',
      title: t.method,
      render: ({ payment }) =>
        payment ? methodName(payment.method, language) : <span className="muted">—</span>,
    },
    {
      key: 'shopper',
      title: t.shopper,
      onPhone: 'hidden',
      render: ({ checkout }) => checkout.shopper.name ?? checkout.shopper.id,
    },
    {
      key: 'placed',
      title: t.placed,
      align: 'end',
      render: ({ checkout }) => <Time at={checkout.createdAt} />,
    },
  ]
}

/** The first goods by name, the rest by number: enough to know the order again. */
function goodsOf(order: Order): string {
  const [first] = order.items
  if (!first) return order.reference
  const name = first.quantity > 1 ? `${first.name} × ${first.quantity}` : first.name
  return order.items.length > 1 ? `${name} +${order.items.length - 1}` : name
}
