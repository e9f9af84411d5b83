import { defineWords, pick, useLanguage, useWords } from '../../../../office/src/language.js'
import { Refused } from '../../../../office/src/load-states.js'
import { countOf } from '../../../../office/src/money.js'
import { useLoad } from '../../../../office/src/use-load.js'
import { api } from '../../console-api.js'
import { launchPath } from '../launch-api.js'
import { SIZE_NAMES } from '../launch-names.js'
import type { Preview, Selection } from './invitation-api.js'
import { useSettled } from './use-settled.js'

const words = defineWords(
  {
    title: '会选中',
    counting: '正在数…',
    example: '例如',
    none: '没有符合条件的商户',
    empty: '先写名单',
  },
  {
    title: 'Would choose',
    counting: 'Counting…',
    example: 'For example',
    none: 'No merchant fits',
    empty: 'Write the list first',
  },
)

const SETTLES_MS = 400

/** How many merchants a selection means, and some of them, before anybody is invited. */
export function BatchPreview({ launchId, selection }: { launchId: string; selection: Selection }) {
  const t = useWords(words)
  const asked = useSettled(JSON.stringify(selection), SETTLES_MS)
  const isEmpty = selection.merchantIds?.length === 0
  return (
    <section className="preview" aria-label={t.title} aria-live="polite">
      <h3>{t.title}</h3>
      {isEmpty ? <p className="muted">{t.empty}</p> : <Counted launchId={launchId} asked={asked} />}
    </section>
  )
}

function Counted({ launchId, asked }: { launchId: string; asked: string }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const { data, error, reload } = useLoad(asked, (signal) =>
    api.post<Preview>(
      `${launchPath(launchId)}/batches/preview`,
      { selection: JSON.parse(asked) as Selection },
      { signal },
    ),
  )
  if (error) return <Refused error={error} onRetry={reload} />
  if (!data) return <p className="muted">{t.counting}</p>
  if (data.count === 0) return <p>{t.none}</p>
  return (
    <>
      <p className="amount-large">{countOf(data.count, language, '家', 'merchant', 'merchants')}</p>
      <p className="muted small">{t.example}</p>
      <ul className="preview-sample">
        {data.sample.map(({ id, name, nameEn, category, region, size }) => (
          <li key={id}>
            {pick(language, name, nameEn)}{' '}
            <span className="muted small">
              {[
                category,
                region,
                size && (SIZE_NAMES as Partial<Record<string, { zh: string; en: string }>>)[size]?.[language],
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
