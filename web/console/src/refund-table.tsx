import { type Column, CursorTable, DataTable } from '../../office/src/data-table.js'
import { Money, NumberText, RefundTag, Tag, Time } from '../../office/src/figures.js'
import { defineWords, type Language, useLanguage, useWords } from '../../office/src/language.js'
import { adviceFor, needsPerson } from '../../office/src/refund-advice.js'
import { hrefTo } from '../../office/src/route.js'
import type { Refund } from '../../office/src/types.js'
import type { CursorList } from '../../office/src/use-cursor-list.js'
import { RetryRefund } from './retry-refund.js'

const words = defineWords(
  {
    title: '退款',
    amount: '金额',
    state: '状态',
    standing: '钱在哪里，接下来做什么',
    reason: '原因',
    numbers: '单号（我方、机构）',
    ours: '退款单号',
    theirs: '机构退款单号',
    when: '时间',
    surplus: '多付退回',
    none: '没有这样的退款',
    calm: '没有需要人处理的退款',
    next: '接下来：',
    checkout: '打开收银单',
  },
  {
    title: 'Refunds',
    amount: 'Amount',
    state: 'State',
    standing: 'Where the money is, what to do',
    reason: 'Reason',
    numbers: 'Numbers (ours, theirs)',
    ours: 'Refund number',
    theirs: "Institution's number",
    when: 'When',
    surplus: 'Surplus returned',
    none: 'There is no such refund',
    calm: 'No refund needs a person',
    next: 'Next: ',
    checkout: 'Open the checkout',
  },
)

const toneOf = (refund: Refund) => (needsPerson(refund.state) ? 'alarm' : undefined)

export function RefundTable({ rows, onChanged }: { rows: Refund[]; onChanged: () => void }) {
  const t = useWords(words)
  const { language } = useLanguage()
  return (
    <DataTable
      caption={t.title}
      rows={rows}
      rowKey={(refund) => refund.id}
      rowTone={toneOf}
      emptyTitle={t.none}
      columns={columnsOf(t, language, onChanged, false)}
    />
  )
}

export function RefundList({ list, calm }: { list: CursorList<Refund>; calm: boolean }) {
  const t = useWords(words)
  const { language } = useLanguage()
  return (
    <CursorTable
      caption={t.title}
      list={list}
      rowKey={(refund) => refund.id}
      rowTone={toneOf}
      emptyTitle={calm ? t.calm : t.none}
      columns={columnsOf(t, language, list.reload, true)}
    />
  )
}

function columnsOf(
  t: typeof words.zh,
  language: Language,
  onChanged: () => void,
  withCheckout: boolean,
): Column<Refund>[] {
  return [
    {
      key: 'amount',
      title: t.amount,
      onPhone: 'head',
      render: (refund) => (
        <>
          <strong>
            <Money minor={refund.amountMinor} currency={refund.currency} />
          </strong>
          {withCheckout && (
            <span className="sub">
              <a href={hrefTo(`/checkouts/${refund.checkoutId}`)}>{t.checkout}</a>
            </span>
          )}
        </>
      ),
    },
    {
      key: 'state',
      title: t.state,
      onPhone: 'side',
      render: (refund) => <RefundTag state={refund.state} />,
    },
    {
      key: 'standing',
      title: t.standing,
      width: '30%',
      onPhone: 'wide',
      render: (refund) => (
        <RefundStanding refund={refund} language={language} next={t.next} onChanged={onChanged} />
      ),
    },
    {
      key: 'reason',
      title: t.reason,
      render: (refund) => (
        <span className="tags">
          {refund.kind === 'surplus' && <Tag tone="warn">{t.surplus}</Tag>}
          <span>{refund.reason}</span>
        </span>
      ),
    },
    {
      key: 'numbers',
      title: t.numbers,
      render: (refund) => (
        <>
          <NumberText value={refund.outRefundNo} label={t.ours} />
          {refund.institutionReference && (
            <span className="sub">
              <NumberText value={refund.institutionReference} label={t.theirs} />
            </span>
          )}
        </>
      ),
    },
    {
      key: 'when',
      title: t.when,
      align: 'end',
      render: (refund) => <Time at={refund.finishedAt ?? refund.createdAt} seconds />,
    },
  ]
}

interface RefundStandingProps {
  refund: Refund
  language: Language
  next: string
  onChanged: () => void
}

function RefundStanding({ refund, language, next, onChanged }: RefundStandingProps) {
  const advice = adviceFor(refund, language)
  return (
    <div className="standing small">
      <div>{advice.message}</div>
      {advice.next && (
        <div>
          <strong>{next}</strong>
          {advice.next}
        </div>
      )}
      <RetryRefund refund={refund} onChanged={onChanged} />
    </div>
  )
}
