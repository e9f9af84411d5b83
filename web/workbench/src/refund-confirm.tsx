import { Alert, Button } from 'antd'
import { useEffect, useRef } from 'react'
import type { ApiRefusal } from '../../office/src/api.js'
import { Money } from '../../office/src/figures.js'
import { defineWords, useLanguage, useWords } from '../../office/src/language.js'
import { Refused } from '../../office/src/load-states.js'
import { moneyInWords } from '../../office/src/money-words.js'
import { Facts } from '../../office/src/page.js'
import type { Order } from '../../office/src/types.js'
import type { Payee } from './refund-drawer.js'
import type { RefundRequest } from './workbench-api.js'

const words = defineWords(
  {
    amount: '退款金额',
    payee: '退给',
    route: '原路退回',
    what: '退什么',
    partAmount: '按金额部分退款',
    reason: '原因',
    after: '退后可退余额',
    final: '退款发出后不能撤回。',
    comma: '、',
    back: '返回修改',
    send: '确认退款',
    again: '再发一次（不会重复退）',
    unsure: '还不知道这笔退款有没有送达。可以放心再发一次：同一次确认只会退一笔。',
  },
  {
    amount: 'Amount',
    payee: 'To',
    route: 'back the way it came',
    what: 'What for',
    partAmount: 'Part of the amount',
    reason: 'Reason',
    after: 'Refundable after it',
    final: 'A refund that has been sent cannot be taken back.',
    comma: ', ',
    back: 'Change it',
    send: 'Refund',
    again: 'Send again (never refunds twice)',
    unsure:
      'It is not known whether this refund arrived. Send it again safely: one confirmation makes one refund.',
  },
)

interface RefundConfirmProps {
  order: Order
  payee: Payee
  request: RefundRequest
  amountMinor: number
  restAfterMinor: number
  busy: boolean
  error: ApiRefusal | undefined
  onBack: () => void
  onSend: () => void
}

export function RefundConfirm(props: RefundConfirmProps) {
  const { order, payee, request, amountMinor, restAfterMinor, busy, error, onBack, onSend } = props
  const t = useWords(words)
  const { language } = useLanguage()
  const amount = useRef<HTMLDivElement>(null)
  // The amount, not the button: an Enter held a little too long must not send money.
  useEffect(() => amount.current?.focus(), [])
  const unsure = error !== undefined && !error.answered
  const goods = request.items?.map(({ itemId, quantity }) => {
    const item = order.items.find(({ id }) => id === itemId)
    return `${item?.name ?? itemId} × ${quantity}`
  })
  return (
    <div className="refund-form">
      <div className="refund-confirm-amount" ref={amount} tabIndex={-1}>
        <span className="muted">{t.amount}</span>
        <p className="amount-large">
          <Money minor={amountMinor} />
        </p>
        <p className="refund-words">{moneyInWords(amountMinor, 'CNY', language)}</p>
      </div>
      <Facts
        facts={[
          [t.payee, `${payee.shopper} · ${payee.institution} ${t.route}`],
          [t.what, goods?.join(t.comma) ?? t.partAmount],
          [t.reason, request.reason],
          [t.after, <Money key="rest" minor={Math.max(0, restAfterMinor)} />],
        ]}
      />
      {unsure && <Alert type="warning" showIcon role="alert" title={t.unsure} />}
      {error && !unsure && <Refused error={error} />}
      <div className="refund-foot">
        <p className="muted small">{t.final}</p>
        <div className="refund-actions">
          {/* Once it is uncertain, another draft could refund twice: only the same one may be repeated. */}
          <Button size="large" onClick={onBack} disabled={busy || unsure}>
            {t.back}
          </Button>
          <Button type="primary" size="large" onClick={onSend} loading={busy}>
            {unsure ? t.again : t.send}
          </Button>
        </div>
      </div>
    </div>
  )
}
