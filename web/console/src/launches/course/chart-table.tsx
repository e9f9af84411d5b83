import { Time } from '../../../../office/src/figures.js'
import { defineWords, useLanguage, useWords } from '../../../../office/src/language.js'
import { methodName } from '../../../../office/src/names.js'
import { formatSpan } from '../../../../office/src/time.js'
import type { LaunchChart } from '../launch-api.js'
import { formatBp } from '../share.js'
import { methodsOf } from './chart-scale.js'

const words = defineWords(
  {
    table: '看表格',
    caption: '各时段的顾客份额与各支付方式的成功率',
    from: '时段起点',
    share: '份额',
    none: '这段时间没有付款',
  },
  {
    table: 'As a table',
    caption: 'Share of shoppers and success of each method by time',
    from: 'From',
    share: 'Share',
    none: 'No payments in this time',
  },
)

/** The same figures for who cannot see the picture, or wants to copy them. Times in which nothing happened are left out. */
export function ChartTable({ chart: { data } }: { chart: LaunchChart }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const methods = methodsOf(data)
  const rows = data.filter((bucket, index) => {
    const moved = bucket.shareBp !== data[index - 1]?.shareBp
    return moved || bucket.methods.some(({ started, paid, failed }) => started + paid + failed > 0)
  })
  return (
    <details className="chart-table">
      <summary>{t.table}</summary>
      {rows.length === 0 ? (
        <p className="muted">{t.none}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys.
        <section className="scroll-x" tabIndex={0} aria-label={t.caption}>
          <table className="plain-table">
            <caption className="sr-only">{t.caption}</caption>
            <thead>
              <tr>
                <th scope="col">{t.from}</th>
                <th scope="col">{t.share}</th>
                {methods.map((method) => (
                  <th key={method} scope="col">
                    {methodName(method, language)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((bucket) => (
                <tr key={bucket.at}>
                  <th scope="row">
                    <Time at={bucket.at} />
                  </th>
                  <td>{formatBp(bucket.shareBp)}</td>
                  {methods.map((method) => {
                    const line = bucket.methods.find((one) => one.method === method)
                    return (
                      <td key={method}>
                        {line === undefined || line.successBp === null ? '—' : formatBp(line.successBp)}
                        <span className="sub figure">
                          {line ? `${line.paid}/${line.paid + line.failed}` : ''}
                          {line?.timeToPaidMs != null && ` · ${formatSpan(line.timeToPaidMs, language)}`}
                        </span>
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </details>
  )
}
