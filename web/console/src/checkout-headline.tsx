import { Money, NumberText, Time } from '../../office/src/figures.js'
import { defineWords, useLanguage, useWords } from '../../office/src/language.js'
import { institutionName } from '../../office/src/names.js'
import { Card, Facts } from '../../office/src/page.js'
import type { Checkout } from './console-api.js'

const words = defineWords(
  {
    amount: '应付金额',
    refunded: '已退',
    kept: '实收',
    shopper: '顾客',
    description: '说明',
    created: '创建',
    paid: '支付',
    closed: '关闭',
    deadline: '截止',
    id: '编号',
    locked: '已锁定到',
    because: { expired: '过期关闭', requested: '按要求关闭' },
  },
  {
    amount: 'Amount',
    refunded: 'Refunded',
    kept: 'Kept',
    shopper: 'Shopper',
    description: 'Description',
    created: 'Created',
    paid: 'Paid',
    closed: 'Closed',
    deadline: 'Deadline',
    id: 'Id',
    locked: 'Locked to',
    because: { expired: 'expired', requested: 'on request' },
  },
)

export function CheckoutHeadline({ checkout }: { checkout: Checkout }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const { amountMinor, refundedMinor, currency } = checkout
  return (
    <Card>
      <div className="headline">
        <div>
          <span className="muted small">{t.amount}</span>
          <p className="amount-large">
            <Money minor={amountMinor} currency={currency} />
          </p>
          {refundedMinor > 0 && (
            <p className="small">
              {t.refunded} <Money minor={refundedMinor} currency={currency} /> · {t.kept}{' '}
              <Money minor={amountMinor - refundedMinor} currency={currency} />
            </p>
          )}
        </div>
        <Facts
          facts={[
            [t.id, <NumberText key="id" value={checkout.id} label={t.id} />],
            [t.shopper, `${checkout.shopper.name ?? ''} ${checkout.shopper.id}`.trim()],
            [t.description, checkout.description ?? undefined],
            [t.created, <Time key="c" at={checkout.createdAt} seconds />],
            [t.paid, checkout.paidAt ? <Time key="p" at={checkout.paidAt} seconds /> : undefined],
            [
              t.deadline,
              checkout.paidAt || checkout.closedAt ? undefined : <Time key="d" at={checkout.deadlineAt} />,
            ],
            [
              t.closed,
              checkout.closedAt ? (
                <>
                  <Time at={checkout.closedAt} seconds />{' '}
                  {checkout.closeReason && <span className="muted">{t.because[checkout.closeReason]}</span>}
                </>
              ) : undefined,
            ],
            [t.locked, checkout.lockedTo ? institutionName(checkout.lockedTo, language) : undefined],
          ]}
        />
      </div>
    </Card>
  )
}
