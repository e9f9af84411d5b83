import { Money } from '../../office/src/figures.js'
import { defineWords, useLanguage, useWords } from '../../office/src/language.js'
import { Refused } from '../../office/src/load-states.js'
import { countOf, formatCount, formatShare } from '../../office/src/money.js'
import { methodName } from '../../office/src/names.js'
import { hrefTo } from '../../office/src/route.js'
import { useLoad } from '../../office/src/use-load.js'
import { api, type Summary } from './workbench-api.js'

const words = defineWords(
  {
    title: '今日概况',
    paid: '今日收款',
    refunded: '今日退款',
    unpaid: '待支付订单',
    see: '查看',
    share: '今日收款构成',
    noShare: '今天还没有收款',
  },
  {
    title: 'Today',
    paid: 'Paid today',
    refunded: 'Refunded today',
    unpaid: 'Orders to be paid',
    see: 'See them',
    share: 'Paid today by method',
    noShare: 'Nothing paid yet today',
  },
)

const SUMMARY_EVERY_MS = 30_000

export function SummaryCards() {
  const t = useWords(words)
  const { language } = useLanguage()
  const { data, error, reload } = useLoad('summary', (signal) => api.get<Summary>('/summary', signal), {
    everyMs: () => SUMMARY_EVERY_MS,
  })
  if (error && !data) return <Refused error={error} onRetry={reload} />
  return (
    <section className="summary" aria-label={t.title} aria-busy={!data}>
      <div className="card summary-card">
        <h2>{t.paid}</h2>
        <p className="amount-large">{data ? <Money minor={data.todayPaidMinor} /> : <Bone />}</p>
        <p className="muted small">
          {data ? countOf(data.todayPaidCount, language, '笔', 'order', 'orders') : ' '}
        </p>
      </div>
      <div className="card summary-card">
        <h2>{t.refunded}</h2>
        <p className="amount-large">{data ? <Money minor={data.todayRefundedMinor} /> : <Bone />}</p>
        <p className="muted small">&nbsp;</p>
      </div>
      <div className="card summary-card">
        <h2>{t.unpaid}</h2>
        <p className="amount-large">{data ? formatCount(data.unpaidCount) : <Bone />}</p>
        <p className="small">
          <a href={hrefTo('/', { state: 'unpaid' })}>{t.see}</a>
        </p>
      </div>
      <div className="card summary-card summary-share">
        <h2>{t.share}</h2>
        {data ? <MethodShare byMethod={data.byMethod} /> : <Bone />}
      </div>
    </section>
  )
}

const Bone = () => <span className="bone" />

function MethodShare({ byMethod }: Pick<Summary, 'byMethod'>) {
  const t = useWords(words)
  const { language } = useLanguage()
  const totalMinor = byMethod.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  if (totalMinor === 0) return <p className="muted">{t.noShare}</p>
  const sorted = byMethod.toSorted((a, b) => b.amountMinor - a.amountMinor)
  return (
    <>
      <div className="share-bar" aria-hidden="true">
        {sorted.map(({ method, amountMinor }, at) => (
          <span key={method} className={`share-${at % 4}`} style={{ flexGrow: amountMinor }} />
        ))}
      </div>
      <ul className="share-list">
        {sorted.map(({ method, amountMinor }, at) => (
          <li key={method}>
            <span className={`share-dot share-${at % 4}`} aria-hidden="true" />
            <span>{methodName(method, language)}</span>
            <span className="figure share-amount">
              <Money minor={amountMinor} />
            </span>
            <span className="figure muted share-percent">{formatShare(amountMinor, totalMinor)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
