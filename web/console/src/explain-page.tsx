import './launches/launches.css'
import './explain.css'
import { queryOf } from '../../office/src/api.js'
import { FilterBar } from '../../office/src/filter-bar.js'
import { defineWords, useWords } from '../../office/src/language.js'
import { CardSkeleton, Empty, Refused } from '../../office/src/load-states.js'
import { Card, Page } from '../../office/src/page.js'
import { hrefTo, useRoute } from '../../office/src/route.js'
import { useLoad } from '../../office/src/use-load.js'
import { api } from './console-api.js'
import type { Explanation } from './explain-api.js'
import { ExplainCart } from './explain-cart.js'
import { ExplainCheckoutForm } from './explain-checkout-form.js'
import { ExplainedAnswer } from './explained-answer.js'

const words = defineWords(
  {
    title: '为什么看不到某种支付方式',
    by: '按什么查询',
    ways: { checkout: '按收银单', cart: '按顾客与商品' },
    toCheckout: '返回收银单',
    none: '填写收银单编号后查询',
    noneHint: '可查现在，也可查过去某一刻：规则、卖家、收银单都按当时的情况判断。',
  },
  {
    title: 'Why a method is not shown',
    by: 'Ask by',
    ways: { checkout: 'By checkout', cart: 'By shopper and goods' },
    toCheckout: 'Back to the checkout',
    none: 'Enter a checkout number and ask',
    noneHint: 'About now or a past moment: rules, sellers and the checkout count as they stood then.',
  },
)

const WAYS = ['checkout', 'cart'] as const

/** "This shopper, this seller, these goods, here, at that time: shown or not, because …" */
export function ExplainPage() {
  const t = useWords(words)
  const { query } = useRoute()
  const way = WAYS.find((known) => known === query.get('by')) ?? 'checkout'
  const checkoutId = query.get('checkout')
  const back =
    checkoutId === null
      ? undefined
      : { href: hrefTo(`/checkouts/${encodeURIComponent(checkoutId)}`), label: t.toCheckout }
  return (
    <Page title={t.title} back={back}>
      <FilterBar
        label={t.by}
        current={way}
        choices={WAYS}
        nameOf={(key) => t.ways[key]}
        hrefOf={(key) => hrefTo('/explain', { by: key === 'checkout' ? undefined : key })}
      />
      {way === 'cart' ? <ExplainCart /> : <ByCheckout query={query} />}
    </Page>
  )
}

/** What is asked stands in the address: it can be sent to a colleague. */
function ByCheckout({ query }: { query: URLSearchParams }) {
  const t = useWords(words)
  const [checkoutId, scene, at] = ['checkout', 'scene', 'at'].map((name) => query.get(name) ?? '')
  return (
    <div className="stack">
      <Card>
        <ExplainCheckoutForm key={query.toString()} checkoutId={checkoutId!} scene={scene!} at={at!} />
      </Card>
      {checkoutId === '' ? (
        <Card>
          <Empty title={t.none}>{t.noneHint}</Empty>
        </Card>
      ) : (
        <Answer path={`/explain${queryOf({ checkoutId, scene, at })}`} />
      )}
    </div>
  )
}

function Answer({ path }: { path: string }) {
  const answer = useLoad(path, (signal) => api.get<Explanation>(path, signal))
  if (answer.error) return <Refused error={answer.error} onRetry={answer.reload} />
  return answer.data ? <ExplainedAnswer explanation={answer.data} /> : <CardSkeleton rows={8} />
}
