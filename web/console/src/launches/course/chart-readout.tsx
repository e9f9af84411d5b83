import { Time } from '../../../../office/src/figures.js'
import { defineWords, useLanguage, useWords } from '../../../../office/src/language.js'
import { methodName } from '../../../../office/src/names.js'
import type { ChartBucket } from '../launch-api.js'
import { formatBp } from '../share.js'
import { colorOf } from './chart-scale.js'

const words = defineWords(
  { whole: '整段时间', share: '份额', of: (paid: number, ended: number) => `${paid}/${ended}` },
  { whole: 'All of it', share: 'share', of: (paid: number, ended: number) => `${paid}/${ended}` },
)

interface ChartReadoutProps {
  /** Pointed at; undefined: the whole span. */
  bucket: ChartBucket | undefined
  data: readonly ChartBucket[]
  methods: readonly string[]
  own: readonly string[]
}

/** The legend, which says the figures of what is pointed at; as tall either way, so nothing jumps. */
export function ChartReadout({ bucket, data, methods, own }: ChartReadoutProps) {
  const t = useWords(words)
  const { language } = useLanguage()
  const looked = bucket ? [bucket] : data
  return (
    <div className="chart-readout small">
      <span className="chart-when">
        {bucket ? (
          <>
            <Time at={bucket.at} /> · {t.share} {formatBp(bucket.shareBp)}
          </>
        ) : (
          t.whole
        )}
      </span>
      {methods.map((method, index) => {
        const found = looked.flatMap((one) => one.methods.filter((line) => line.method === method))
        const paid = sum(found.map((line) => line.paid))
        const ended = paid + sum(found.map((line) => line.failed))
        return (
          <span key={method} className="chart-key">
            <svg width="22" height="10" aria-hidden="true" focusable="false">
              <line
                x1="0"
                x2="22"
                y1="5"
                y2="5"
                stroke={colorOf(index)}
                strokeWidth={own.includes(method) ? 3 : 2}
                strokeDasharray={own.includes(method) ? undefined : '5 3'}
              />
            </svg>
            {methodName(method, language)}{' '}
            <strong className="figure">
              {ended === 0 ? '—' : formatBp(Math.round((paid * 10_000) / ended))}
            </strong>{' '}
            <span className="muted figure">{t.of(paid, ended)}</span>
          </span>
        )
      })}
    </div>
  )
}

const sum = (figures: readonly number[]) => figures.reduce((total, figure) => total + figure, 0)
