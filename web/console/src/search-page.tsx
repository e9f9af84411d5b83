import { useEffect } from 'react'
import { queryOf } from '../../office/src/api.js'
import { DataTable } from '../../office/src/data-table.js'
import { CheckoutTag, Money, Time } from '../../office/src/figures.js'
import { defineWords, useWords } from '../../office/src/language.js'
import { Refused } from '../../office/src/load-states.js'
import { Page } from '../../office/src/page.js'
import { goTo, hrefTo, useRoute } from '../../office/src/route.js'
import { useLoad } from '../../office/src/use-load.js'
import { api, type SearchHit } from './console-api.js'

const words = defineWords(
  {
    title: '搜索',
    resultsFor: (q: string) => `搜索 “${q}”`,
    list: '搜索结果',
    number: '匹配的单号',
    checkout: '收银单',
    state: '状态',
    amount: '金额',
    created: '创建时间',
    kinds: { checkout: '收银单', attempt: '支付单', refund: '退款', order: '子订单' },
    none: '没有找到这个号码',
    noneHint: '请核对号码是否完整。可以搜：收银单号、店铺的订单号、支付单号、支付机构的单号、退款单号。',
    ask: '在上方输入任何单号。',
  },
  {
    title: 'Search',
    resultsFor: (q: string) => `Search “${q}”`,
    list: 'Results',
    number: 'Number found',
    checkout: 'Checkout',
    state: 'State',
    amount: 'Amount',
    created: 'Created',
    kinds: { checkout: 'Checkout', attempt: 'Attempt', refund: 'Refund', order: 'Order' },
    none: 'This number was not found',
    noneHint:
      "Check that it is whole. You can search for checkouts, the shop's orders, payments, the institution's numbers and refunds.",
    ask: 'Type any number above.',
  },
)

export function SearchPage() {
  const t = useWords(words)
  const { query } = useRoute()
  const q = query.get('q') ?? ''
  return (
    <Page title={q ? t.resultsFor(q) : t.title} tabTitle={t.title}>
      {q ? <Results key={q} q={q} /> : <p className="muted">{t.ask}</p>}
    </Page>
  )
}

function Results({ q }: { q: string }) {
  const t = useWords(words)
  const { data, error, reload } = useLoad(q, (signal) =>
    api.get<{ data: SearchHit[] }>(`/search${queryOf({ q })}`, signal),
  )
  const hits = data?.data
  const checkoutIds = new Set(hits?.map((hit) => hit.checkout.id))
  const only = checkoutIds.size === 1 ? [...checkoutIds][0] : undefined
  useEffect(() => {
    // One checkout is meant: go there, and let "back" skip this page.
    if (only) goTo(hrefTo(`/checkouts/${only}`), true)
  }, [only])
  if (error) return <Refused error={error} onRetry={reload} />
  return (
    <section className="card" aria-live="polite">
      <DataTable
        caption={t.list}
        rows={hits}
        rowKey={(hit) => `${hit.kind} ${hit.matched} ${hit.checkout.id}`}
        rowHref={(hit) => hrefTo(`/checkouts/${hit.checkout.id}`)}
        emptyTitle={t.none}
        emptyHint={t.noneHint}
        skeletonRows={3}
        columns={[
          {
            key: 'number',
            title: t.number,
            onPhone: 'head',
            render: (hit) => (
              <>
                <code>{hit.matched}</code>
                <span className="sub">{t.kinds[hit.kind] ?? hit.kind}</span>
              </>
            ),
          },
          {
            key: 'state',
            title: t.state,
            onPhone: 'side',
            render: (hit) => <CheckoutTag state={hit.checkout.state} />,
          },
          { key: 'checkout', title: t.checkout, render: (hit) => <code>{hit.checkout.reference}</code> },
          {
            key: 'amount',
            title: t.amount,
            align: 'end',
            render: (hit) => <Money minor={hit.checkout.amountMinor} currency={hit.checkout.currency} />,
          },
          {
            key: 'created',
            title: t.created,
            align: 'end',
            render: (hit) => <Time at={hit.checkout.createdAt} />,
          },
        ]}
      />
    </section>
  )
}
