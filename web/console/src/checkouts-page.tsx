import { queryOf } from '../../office/src/api.js'
import { CursorTable } from '../../office/src/data-table.js'
import { CheckoutTag, Money, Tag, Time } from '../../office/src/figures.js'
import { FilterBar } from '../../office/src/filter-bar.js'
import { defineWords, useLanguage, useWords } from '../../office/src/language.js'
import { CHECKOUT_STATES } from '../../office/src/names.js'
import { Page } from '../../office/src/page.js'
import { hrefTo, useRoute } from '../../office/src/route.js'
import type { CheckoutState } from '../../office/src/types.js'
import { useCursorList } from '../../office/src/use-cursor-list.js'
import { api, type CheckoutSummary, type Page as RowPage } from './console-api.js'

const words = defineWords(
  {
    title: '收银单',
    all: '全部',
    filter: '按状态筛选',
    reference: '收银单',
    state: '状态',
    amount: '金额',
    shopper: '顾客',
    created: '创建时间',
    paid: '支付时间',
    none: '没有这样的收银单',
    part: '部分退款',
    full: '已全额退款',
  },
  {
    title: 'Checkouts',
    all: 'All',
    filter: 'Filter by state',
    reference: 'Checkout',
    state: 'State',
    amount: 'Amount',
    shopper: 'Shopper',
    created: 'Created',
    paid: 'Paid',
    none: 'There is no such checkout',
    part: 'Partly refunded',
    full: 'Fully refunded',
  },
)

const STATES: CheckoutState[] = ['open', 'closing', 'paid', 'closed']

export function CheckoutsPage() {
  const t = useWords(words)
  const { language } = useLanguage()
  const { query } = useRoute()
  const state = STATES.find((known) => known === query.get('state'))
  const list = useCursorList<CheckoutSummary>(state ?? 'all', (cursor, signal) =>
    api.get<RowPage<CheckoutSummary>>(`/checkouts${queryOf({ state, cursor })}`, signal),
  )
  return (
    <Page title={t.title}>
      <section className="card" aria-label={t.title}>
        <FilterBar
          label={t.filter}
          current={state ?? 'all'}
          choices={['all', ...STATES] as const}
          nameOf={(key) => (key === 'all' ? t.all : CHECKOUT_STATES[key][language])}
          hrefOf={(key) => hrefTo('/checkouts', { state: key === 'all' ? undefined : key })}
        />
        <CursorTable
          caption={t.title}
          list={list}
          rowKey={(checkout) => checkout.id}
          rowHref={(checkout) => hrefTo(`/checkouts/${checkout.id}`)}
          emptyTitle={t.none}
          columns={[
            {
              key: 'reference',
              title: t.reference,
              onPhone: 'head',
              render: (checkout) => (
                <>
                  <span>{checkout.reference}</span>
                  <span className="sub">
                    <code>{checkout.id}</code>
                  </span>
                </>
              ),
            },
            {
              key: 'state',
              title: t.state,
              onPhone: 'side',
              render: (checkout) => (
                <span className="tags">
                  <CheckoutTag state={checkout.state} />
                  {checkout.refundState === 'part' && <Tag tone="busy">{t.part}</Tag>}
                  {checkout.refundState === 'full' && <Tag tone="quiet">{t.full}</Tag>}
                </span>
              ),
            },
            {
              key: 'amount',
              title: t.amount,
              align: 'end',
              render: (checkout) => (
                <strong>
                  <Money minor={checkout.amountMinor} currency={checkout.currency} />
                </strong>
              ),
            },
            { key: 'shopper', title: t.shopper, render: ({ shopper }) => shopper.name ?? shopper.id },
            {
              key: 'created',
              title: t.created,
              align: 'end',
              render: (checkout) => <Time at={checkout.createdAt} />,
            },
            {
              key: 'paid',
              title: t.paid,
              align: 'end',
              onPhone: 'hidden',
              render: (checkout) => <Time at={checkout.paidAt} />,
            },
          ]}
        />
      </section>
    </Page>
  )
}
