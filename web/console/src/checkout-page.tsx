import { Tabs } from 'antd'
import { useEffect, useRef } from 'react'
import type { ApiRefusal } from '../../office/src/api.js'
import { CheckoutTag } from '../../office/src/figures.js'
import { defineWords, pick, useLanguage, useWords } from '../../office/src/language.js'
import { CardSkeleton, Refused, StaleNote } from '../../office/src/load-states.js'
import { Page } from '../../office/src/page.js'
import { isUnderWay } from '../../office/src/refund-advice.js'
import { goTo, hrefTo, useRoute } from '../../office/src/route.js'
import { StoryTimeline } from '../../office/src/story-timeline.js'
import { type Loaded, useLoad } from '../../office/src/use-load.js'
import { CheckoutAttempts } from './checkout-attempts.js'
import { CheckoutHeadline } from './checkout-headline.js'
import { CheckoutOrders } from './checkout-orders.js'
import { CheckoutRefunds } from './checkout-refunds.js'
import { api, type Checkout, type StoryEntry, type Transfer } from './console-api.js'
import { LedgerTable } from './ledger-table.js'

const words = defineWords(
  {
    checkout: '收银单',
    back: '全部收银单',
    story: '经过',
    ledger: '账本',
    orders: '子订单',
    explain: '为什么看不到某种支付方式',
  },
  {
    checkout: 'Checkout',
    back: 'All checkouts',
    story: 'Story',
    ledger: 'Ledger',
    orders: 'Orders',
    explain: 'Why is a method not shown?',
  },
)

const LIVE_EVERY_MS = 3_000

const isLive = (checkout: Checkout) =>
  checkout.state === 'open' ||
  checkout.state === 'closing' ||
  checkout.refunds.some((refund) => isUnderWay(refund.state))

const fingerprintOf = (checkout: Checkout | undefined) =>
  checkout &&
  [
    checkout.state,
    ...checkout.attempts.map(({ state }) => state),
    ...checkout.refunds.map(({ state }) => state),
  ].join()

/** Loads again when `mark` changes from one known value to another. */
function useReloadOn(mark: string | undefined, reload: () => void) {
  const known = useRef(mark)
  useEffect(() => {
    if (known.current !== undefined && mark !== undefined && mark !== known.current) reload()
    known.current = mark
  }, [mark, reload])
}

export function CheckoutPage({ checkoutId }: { checkoutId: string }) {
  const t = useWords(words)
  const path = `/checkouts/${encodeURIComponent(checkoutId)}`
  const checkout = useLoad(checkoutId, (signal) => api.get<Checkout>(path, signal), {
    everyMs: (loaded) => (isLive(loaded) ? LIVE_EVERY_MS : undefined),
  })
  const live = checkout.data !== undefined && isLive(checkout.data)
  const everyMs = () => (live ? LIVE_EVERY_MS : undefined)
  const story = useLoad(
    checkoutId,
    (signal) => api.get<{ data: StoryEntry[] }>(`${path}/story`, signal).then(({ data }) => data),
    { everyMs },
  )
  const transfers = useLoad(
    checkoutId,
    (signal) => api.get<{ data: Transfer[] }>(`${path}/transfers`, signal).then(({ data }) => data),
    { everyMs },
  )
  const mark = fingerprintOf(checkout.data)
  useReloadOn(mark, story.reload)
  useReloadOn(mark, transfers.reload)

  const back = { href: hrefTo('/checkouts'), label: t.back }
  if (!checkout.data) {
    return (
      <Page title={t.checkout} back={back}>
        {checkout.error ? (
          <Refused error={checkout.error} onRetry={checkout.reload} />
        ) : (
          <div className="stack">
            <CardSkeleton rows={3} />
            <CardSkeleton rows={8} />
          </div>
        )}
      </Page>
    )
  }
  return (
    <CheckoutView
      checkout={checkout.data}
      error={checkout.error}
      changed={checkout.reload}
      story={story}
      transfers={transfers}
      back={back}
    />
  )
}

interface CheckoutViewProps {
  checkout: Checkout
  error: ApiRefusal | undefined
  changed: () => void
  story: Loaded<StoryEntry[]>
  transfers: Loaded<Transfer[]>
  back: { href: string; label: string }
}

function CheckoutView({ checkout, error, changed, story, transfers, back }: CheckoutViewProps) {
  const t = useWords(words)
  const { language } = useLanguage()
  const accounts = new Map(
    transfers.data?.flatMap(({ debit, credit }) => [debit, credit]).map((account) => [account.code, account]),
  )
  const nameOf = (code: string) => {
    const account = accounts.get(code)
    return account ? pick(language, account.name, account.nameEn) : code
  }
  const { path, query } = useRoute()
  return (
    <Page
      back={back}
      tabTitle={`${t.checkout} ${checkout.reference}`}
      aside={
        <a href={hrefTo('/explain', { checkout: checkout.id, scene: checkout.attempts.at(-1)?.scene })}>
          {t.explain}
        </a>
      }
      title={
        <>
          <span>{checkout.reference}</span>
          <CheckoutTag state={checkout.state} />
        </>
      }
    >
      <StaleNote error={error} onRetry={changed} />
      <div className="stack">
        <CheckoutHeadline checkout={checkout} />
        <CheckoutAttempts checkout={checkout} onChanged={changed} />
        {checkout.refunds.length > 0 && <CheckoutRefunds refunds={checkout.refunds} onChanged={changed} />}
        <section className="card">
          <Tabs
            activeKey={query.get('tab') ?? 'story'}
            onChange={(tab) => goTo(hrefTo(path, { tab: tab === 'story' ? undefined : tab }), true)}
            items={[
              {
                key: 'story',
                label: t.story,
                children: (
                  <Section loaded={story}>
                    {(entries) => <StoryTimeline entries={entries} nameOf={nameOf} />}
                  </Section>
                ),
              },
              {
                key: 'ledger',
                label: t.ledger,
                children: <Section loaded={transfers}>{(rows) => <LedgerTable transfers={rows} />}</Section>,
              },
              {
                key: 'orders',
                label: `${t.orders} ${checkout.orders.length}`,
                children: <CheckoutOrders orders={checkout.orders} currency={checkout.currency} />,
              },
            ]}
          />
        </section>
      </div>
    </Page>
  )
}

function Section<T>({ loaded, children }: { loaded: Loaded<T>; children: (data: T) => React.ReactNode }) {
  if (loaded.data !== undefined) return children(loaded.data)
  if (loaded.error) return <Refused error={loaded.error} onRetry={loaded.reload} />
  return <CardSkeleton rows={6} />
}
