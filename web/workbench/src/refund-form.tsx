import { Button, Input, InputNumber, Segmented } from 'antd'
import { useId, useState } from 'react'
import { Money } from '../../office/src/figures.js'
import { defineWords, useWords } from '../../office/src/language.js'
import { formatMoney, parseMoney } from '../../office/src/money.js'
import type { Order } from '../../office/src/types.js'
import { checkDraft, type Draft, type DraftProblem, leftOf } from './refund-draft.js'
import type { RefundRequest } from './workbench-api.js'

const words = defineWords(
  {
    rest: '可退金额',
    byItems: '按商品',
    byAmount: '按金额',
    how: '退款方式',
    all: '全部退还',
    left: '可退',
    amount: '退款金额（元）',
    reason: '退款原因',
    reasonHint: '会随退款单送到支付机构，顾客可能看到',
    presets: ['顾客不想要了', '缺货', '商品有问题', '协商一致'],
    thisTime: '本次退款',
    after: '退后剩余',
    next: '下一步',
    quantityOf: '退款数量',
    problems: {
      nothing_chosen: '请选择要退的商品数量',
      no_amount: '请填写退款金额，最多两位小数',
      more_than_rest: '超过了可退金额',
      no_reason: '请填写退款原因',
    },
  },
  {
    rest: 'Refundable',
    byItems: 'By items',
    byAmount: 'By amount',
    how: 'How to refund',
    all: 'Everything left',
    left: 'left',
    amount: 'Amount (yuan)',
    reason: 'Reason',
    reasonHint: 'Sent to the institution with the refund; the shopper may see it',
    presets: ['No longer wanted', 'Out of stock', 'Something wrong with it', 'By agreement'],
    thisTime: 'This refund',
    after: 'Left after it',
    next: 'Next',
    quantityOf: 'Quantity to refund of',
    problems: {
      nothing_chosen: 'Choose how many of which items',
      no_amount: 'Give an amount with at most two decimals',
      more_than_rest: 'More than can be refunded',
      no_reason: 'Give a reason',
    } satisfies Record<DraftProblem, string>,
  },
)

const REASON_MAX = 80

interface RefundFormProps {
  order: Order
  restMinor: number
  draft: Draft
  reason: string
  onDraft: (draft: Draft) => void
  onReason: (reason: string) => void
  onAll: () => void
  onNext: (request: RefundRequest, amountMinor: number) => void
}

export function RefundForm({
  order,
  restMinor,
  draft,
  reason,
  onDraft,
  onReason,
  onAll,
  onNext,
}: RefundFormProps) {
  const t = useWords(words)
  const [tried, setTried] = useState(false)
  const reasonId = useId()
  const checked = checkDraft(order, restMinor, draft, reason)
  const problem = checked.ok ? undefined : checked.problem
  // Too much is said at once; what is merely not filled in yet, only after trying.
  const shown = problem === 'more_than_rest' || tried ? problem : undefined
  return (
    <form
      className="refund-form"
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (checked.ok) onNext(checked.request, checked.amountMinor)
      }}
    >
      <div className="refund-rest">
        <span className="muted">{t.rest}</span>
        <strong className="figure">{formatMoney(restMinor)}</strong>
        <Button size="small" onClick={onAll}>
          {t.all}
        </Button>
      </div>
      <Segmented
        block
        aria-label={t.how}
        value={draft.by}
        options={[
          { value: 'items', label: t.byItems },
          { value: 'amount', label: t.byAmount },
        ]}
        onChange={(by) =>
          onDraft(by === 'items' ? { by: 'items', picks: {} } : { by: 'amount', amountMinor: null })
        }
      />
      {draft.by === 'items' ? (
        <ul className="refund-items">
          {order.items.map((item) => (
            <li key={item.id}>
              <div>
                {item.name}
                <span className="sub">
                  <Money minor={item.unitPriceMinor} /> · {t.left} {leftOf(item)}
                </span>
              </div>
              <InputNumber
                mode="spinner"
                min={0}
                max={leftOf(item)}
                precision={0}
                disabled={leftOf(item) === 0}
                value={draft.picks[item.id] ?? 0}
                aria-label={`${t.quantityOf} ${item.name}`}
                onChange={(quantity) =>
                  onDraft({ by: 'items', picks: { ...draft.picks, [item.id]: quantity ?? 0 } })
                }
              />
            </li>
          ))}
        </ul>
      ) : (
        <AmountField
          label={t.amount}
          amountMinor={draft.amountMinor}
          onAmount={(amountMinor) => onDraft({ by: 'amount', amountMinor })}
        />
      )}
      <div>
        <label htmlFor={reasonId}>{t.reason}</label>
        <div className="refund-presets">
          {t.presets.map((preset) => (
            <Button key={preset} size="small" onClick={() => onReason(preset)}>
              {preset}
            </Button>
          ))}
        </div>
        <Input
          id={reasonId}
          value={reason}
          maxLength={REASON_MAX}
          onChange={(event) => onReason(event.target.value)}
        />
        <p className="muted small">{t.reasonHint}</p>
      </div>
      <div className="refund-foot">
        <p className="refund-problem" role="alert">
          {shown ? t.problems[shown] : ''}
        </p>
        <div className="refund-sum">
          <span>
            {t.thisTime}{' '}
            <strong>
              <Money minor={checked.amountMinor} />
            </strong>
          </span>
          <span className="muted">
            {t.after} <Money minor={Math.max(0, restMinor - checked.amountMinor)} />
          </span>
        </div>
        <Button type="primary" size="large" htmlType="submit" block disabled={problem === 'more_than_rest'}>
          {t.next}
        </Button>
      </div>
    </form>
  )
}

interface AmountFieldProps {
  label: string
  amountMinor: number | null
  onAmount: (amountMinor: number | null) => void
}

/** Text, not a number field: what is typed goes to integers directly and no float is near it. */
function AmountField({ label, amountMinor, onAmount }: AmountFieldProps) {
  const id = useId()
  const [typed, setTyped] = useState({ text: '', amountMinor: null as number | null })
  // "Everything left" sets the amount from outside; then the text follows it.
  const text = typed.amountMinor === amountMinor ? typed.text : plainAmount(amountMinor)
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        size="large"
        prefix="¥"
        inputMode="decimal"
        autoComplete="off"
        value={text}
        status={text !== '' && amountMinor === null ? 'error' : ''}
        onChange={(event) => {
          const parsed = parseMoney(event.target.value)
          setTyped({ text: event.target.value, amountMinor: parsed })
          onAmount(parsed)
        }}
      />
    </div>
  )
}

const plainAmount = (amountMinor: number | null) =>
  amountMinor === null ? '' : formatMoney(amountMinor).replace('¥', '').replaceAll(',', '')
