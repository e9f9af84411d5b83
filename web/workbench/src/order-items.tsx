import { Money } from '../../office/src/figures.js'
import { defineWords, useWords } from '../../office/src/language.js'
import type { Order } from '../../office/src/types.js'

const words = defineWords({ refunded: '已退', total: '合计' }, { refunded: 'refunded', total: 'Total' })

export function OrderItems({ order }: { order: Order }) {
  const t = useWords(words)
  return (
    <>
      <ul className="items">
        {order.items.map((item) => (
          <li key={item.id}>
            <span className="item-picture">
              {item.imageUrl ? (
                <img src={item.imageUrl} alt="" loading="lazy" />
              ) : (
                <span>{item.name.slice(0, 1)}</span>
              )}
            </span>
            <div className="item-name">
              {item.name}
              <span className="sub">
                <Money minor={item.unitPriceMinor} /> × {item.quantity}
                {item.sku && <> · {item.sku}</>}
                {item.refundedQuantity > 0 && (
                  <span className="item-refunded">
                    {t.refunded} {item.refundedQuantity}
                  </span>
                )}
              </span>
            </div>
            <Money minor={item.unitPriceMinor * item.quantity} />
          </li>
        ))}
      </ul>
      <p className="items-total">
        <span className="muted">{t.total}</span>
        <strong>
          <Money minor={order.amountMinor} />
        </strong>
      </p>
    </>
  )
}
