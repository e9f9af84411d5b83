import { Money, NumberText, RefundTag, Time } from '../../office/src/figures.js'
import { defineWords, useLanguage, useWords } from '../../office/src/language.js'
import { Card } from '../../office/src/page.js'
import { adviceFor } from '../../office/src/refund-advice.js'
import type { Order, Refund } from '../../office/src/types.js'

const words = defineWords(
  {
    title: '退款',
    reason: '原因：',
    comma: '、',
    number: '退款单号',
    finished: '到账',
    next: '接下来：',
    surplus: '顾客多付的一笔，系统已自动退回，不影响本订单的收款。',
  },
  {
    title: 'Refunds',
    reason: 'Reason: ',
    comma: ', ',
    number: 'Refund number',
    finished: 'Arrived',
    next: 'Next: ',
    surplus: 'The shopper paid twice; the second payment goes back by itself and does not touch your money.',
  },
)

export function OrderRefunds({ refunds, order }: { refunds: Refund[]; order: Order }) {
  const t = useWords(words)
  return (
    <Card title={t.title}>
      <ul className="refund-list">
        {refunds.map((refund) => (
          <RefundLine key={refund.id} refund={refund} order={order} />
        ))}
      </ul>
    </Card>
  )
}

function RefundLine({ refund, order }: { refund: Refund; order: Order }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const advice = adviceFor(refund, language, 'seller')
  const goods = refund.parts
    .filter((part) => part.itemId !== null && part.orderId === order.id)
    .map((part) => {
      const name = order.items.find((item) => item.id === part.itemId)?.name ?? part.itemId
      return part.quantity ? `${name} × ${part.quantity}` : name
    })
  return (
    <li className={refund.state === 'abnormal' || refund.state === 'failed' ? 'refund-alarm' : ''}>
      <div className="refund-head">
        <strong>
          <Money minor={refund.amountMinor} currency={refund.currency} />
        </strong>
        <RefundTag state={refund.state} />
        <span className="muted small refund-when">
          <Time at={refund.finishedAt ?? refund.createdAt} />
        </span>
      </div>
      {goods.length > 0 && <div>{goods.join(t.comma)}</div>}
      <div className="muted small">
        {t.reason}
        {refund.reason} · <NumberText value={refund.outRefundNo} label={t.number} />
      </div>
      <div className="refund-advice">
        {refund.kind === 'surplus' ? t.surplus : advice.message}
        {advice.next && (
          <div>
            <strong>{t.next}</strong>
            {advice.next}
          </div>
        )}
      </div>
    </li>
  )
}
