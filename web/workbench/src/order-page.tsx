import { Button } from 'antd'
import { useState } from 'react'
import { Money, NumberText, Tag, Time } from '../../office/src/figures.js'
import { defineWords, useLanguage, useWords } from '../../office/src/language.js'
import { CardSkeleton, Refused, StaleNote } from '../../office/src/load-states.js'
import { institutionName, methodName } from '../../office/src/names.js'
import { Card, Facts, Page } from '../../office/src/page.js'
import { isUnderWay } from '../../office/src/refund-advice.js'
import { hrefTo } from '../../office/src/route.js'
import { useLoad } from '../../office/src/use-load.js'
import { OrderItems } from './order-items.js'
import { OrderRefunds } from './order-refunds.js'
import { ORDER_STATES, orderState } from './order-state.js'
import { OrderTimeline } from './order-timeline.js'
import { restOf } from './refund-draft.js'
import { RefundDrawer } from './refund-drawer.js'
import { api, type OrderDetail } from './workbench-api.js'

const words = defineWords(
  {
    order: '订单',
    back: '全部订单',
    refund: '退款',
    nothingLeft: '已没有可退的金额',
    payment: '支付',
    amount: '订单金额',
    refunded: '已退款',
    rest: '可退',
    shopper: '顾客',
    placed: '下单时间',
    paid: '支付时间',
    deadline: '支付截止',
    method: '支付方式',
    number: '商户单号',
    institutionNumber: '机构单号',
    checkout: '收银单',
    items: '商品',
    happened: '发生过什么',
    notPaidYet: '尚未支付',
  },
  {
    order: 'Order',
    back: 'All orders',
    refund: 'Refund',
    nothingLeft: 'Nothing is left to refund',
    payment: 'Payment',
    amount: 'Order amount',
    refunded: 'Refunded',
    rest: 'Refundable',
    shopper: 'Shopper',
    placed: 'Placed',
    paid: 'Paid',
    deadline: 'Pay before',
    method: 'Method',
    number: 'Our number',
    institutionNumber: "Institution's number",
    checkout: 'Checkout',
    items: 'Items',
    happened: 'What happened',
    notPaidYet: 'Not paid yet',
  },
)

const LIVE_EVERY_MS = 3_000

/** While money may still move, the page keeps asking; a settled order is left alone. */
const isLive = (row: OrderDetail) =>
  row.checkout.state === 'open' ||
  row.checkout.state === 'closing' ||
  row.refunds.some((refund) => isUnderWay(refund.state))

export function OrderPage({ orderId }: { orderId: string }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const [refunding, setRefunding] = useState(false)
  const { data, error, reload } = useLoad(
    orderId,
    (signal) => api.get<OrderDetail>(`/orders/${encodeURIComponent(orderId)}`, signal),
    { everyMs: (row) => (isLive(row) ? LIVE_EVERY_MS : undefined) },
  )
  const back = { href: hrefTo('/'), label: t.back }
  if (!data) {
    return (
      <Page title={t.order} back={back}>
        {error ? (
          <Refused error={error} onRetry={reload} />
        ) : (
          <div className="stack">
            <CardSkeleton rows={3} />
            <CardSkeleton rows={5} />
          </div>
        )}
      </Page>
    )
  }
  const { order, checkout, payment, refunds } = data
  const restMinor = restOf(order, refunds)
  const naming = ORDER_STATES[orderState(data)]
  const paid = data.attempts.find((attempt) => attempt.state === 'paid')
  return (
    <Page
      back={back}
      tabTitle={`${t.order} ${order.reference}`}
      title={
        <>
          <span>
            {t.order} <code className="title-number">{order.reference}</code>
          </span>
          <Tag tone={naming.tone}>{naming[language]}</Tag>
        </>
      }
      aside={
        checkout.state === 'paid' && (
          <Button
            type="primary"
            disabled={restMinor === 0}
            title={restMinor === 0 ? t.nothingLeft : undefined}
            onClick={() => setRefunding(true)}
          >
            {t.refund}
          </Button>
        )
      }
    >
      <StaleNote error={error} onRetry={reload} />
      <div className="columns">
        <div className="columns-aside">
          <Card title={t.payment}>
            <p className="amount-large order-amount">
              <Money minor={order.amountMinor} />
            </p>
            <Facts
              facts={[
                [
                  t.refunded,
                  order.refundedMinor > 0 ? <Money key="r" minor={order.refundedMinor} /> : undefined,
                ],
                [t.rest, checkout.state === 'paid' ? <Money key="l" minor={restMinor} /> : undefined],
                [t.method, payment ? methodName(payment.method, language) : t.notPaidYet],
                [
                  t.institutionNumber,
                  paid?.institutionReference ? (
                    <NumberText
                      key="i"
                      value={paid.institutionReference}
                      label={institutionName(paid.institution, language)}
                    />
                  ) : undefined,
                ],
                [
                  t.number,
                  paid ? <NumberText key="o" value={paid.outTradeNo} label={t.number} /> : undefined,
                ],
                [t.shopper, checkout.shopper.name ?? checkout.shopper.id],
                [t.placed, <Time key="c" at={checkout.createdAt} />],
                [t.paid, checkout.paidAt ? <Time key="p" at={checkout.paidAt} seconds /> : undefined],
                [
                  t.deadline,
                  checkout.state === 'open' ? <Time key="d" at={checkout.deadlineAt} /> : undefined,
                ],
                [t.checkout, <NumberText key="n" value={checkout.reference} label={t.checkout} />],
              ]}
            />
          </Card>
        </div>
        <div className="stack columns-main">
          {refunds.length > 0 && <OrderRefunds refunds={refunds} order={order} />}
          <Card title={t.items}>
            <OrderItems order={order} />
          </Card>
          <Card title={t.happened}>
            <OrderTimeline story={data.story} attempts={data.attempts} refunds={refunds} />
          </Card>
        </div>
      </div>
      <RefundDrawer
        open={refunding}
        order={order}
        refunds={refunds}
        payee={{
          shopper: checkout.shopper.name ?? checkout.shopper.id,
          institution: payment ? institutionName(payment.institution, language) : '',
        }}
        onClose={() => setRefunding(false)}
        onChanged={reload}
      />
    </Page>
  )
}
