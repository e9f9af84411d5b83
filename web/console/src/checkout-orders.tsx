import { Money } from '../../office/src/figures.js'
import { defineWords, pick, useLanguage, useWords } from '../../office/src/language.js'
import { hrefTo } from '../../office/src/route.js'
import type { Order } from '../../office/src/types.js'

const words = defineWords(
  { refunded: '已退', account: '卖家账户' },
  { refunded: 'refunded', account: "Seller's account" },
)

export function CheckoutOrders({ orders, currency }: { orders: Order[]; currency: string }) {
  const t = useWords(words)
  const { language } = useLanguage()
  return (
    <ul className="orders">
      {orders.map((order) => (
        <li key={order.id}>
          <div className="order-head">
            <h3>{pick(language, order.merchant.name, order.merchant.nameEn)}</h3>
            <code>{order.reference}</code>
            <a href={hrefTo(`/accounts/${encodeURIComponent(`merchant:${order.merchant.id}`)}`)}>
              {t.account}
            </a>
            <strong>
              <Money minor={order.amountMinor} currency={currency} />
            </strong>
          </div>
          <ul className="order-items">
            {order.items.map((item) => (
              <li key={item.id}>
                <span>
                  {item.name} × {item.quantity}
                  {item.refundedQuantity > 0 && (
                    <span className="muted">
                      {' '}
                      ({t.refunded} {item.refundedQuantity})
                    </span>
                  )}
                </span>
                <Money minor={item.unitPriceMinor * item.quantity} currency={currency} />
              </li>
            ))}
          </ul>
          {order.refundedMinor > 0 && (
            <p className="muted small">
              {t.refunded} <Money minor={order.refundedMinor} currency={currency} />
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}
