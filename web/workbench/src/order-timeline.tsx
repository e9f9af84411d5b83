import { Time } from '../../office/src/figures.js'
import { defineWords, useLanguage, useWords } from '../../office/src/language.js'
import { Empty } from '../../office/src/load-states.js'
import type { Tone } from '../../office/src/names.js'
import { groupOf, inOrder } from '../../office/src/story.js'
import { sellerLine } from './seller-story.js'
import type { OrderDetail } from './workbench-api.js'

const words = defineWords({ none: '还没有记录' }, { none: 'Nothing yet' })

function toneOf(kind: string): Tone {
  if (/\.(paid|succeeded)$/.test(kind)) return 'good'
  if (/\.(abnormal|failed)$/.test(kind)) return 'alarm'
  if (/\.(unknown|surplus)$/.test(kind)) return 'warn'
  if (/\.closed$/.test(kind)) return 'quiet'
  return 'busy'
}

/** What happened, for a seller: states only. The talk between machines stays in the console. */
export function OrderTimeline({
  story,
  attempts,
  refunds,
}: Pick<OrderDetail, 'story' | 'attempts' | 'refunds'>) {
  const t = useWords(words)
  const { language } = useLanguage()
  const told = inOrder(story).filter((entry) => groupOf(entry.kind) === 'states')
  if (told.length === 0) return <Empty title={t.none} />
  return (
    <ol className="plain-story">
      {told.map((entry) => (
        <li key={entry.id} className={`tag-${toneOf(entry.kind)}`}>
          <span>{sellerLine(entry, { attempts, refunds }, language)}</span>
          <span className="muted small">
            <Time at={entry.at} seconds />
          </span>
        </li>
      ))}
    </ol>
  )
}
