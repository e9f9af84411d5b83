import { queryOf } from '../../office/src/api.js'
import { FilterBar } from '../../office/src/filter-bar.js'
import { defineWords, useLanguage, useWords } from '../../office/src/language.js'
import { REFUND_STATES } from '../../office/src/names.js'
import { Page } from '../../office/src/page.js'
import { hrefTo, useRoute } from '../../office/src/route.js'
import type { Refund } from '../../office/src/types.js'
import { useCursorList } from '../../office/src/use-cursor-list.js'
import { api, type Page as RowPage } from './console-api.js'
import { RefundList } from './refund-table.js'

const words = defineWords(
  { title: '退款', all: '全部', filter: '按状态筛选' },
  { title: 'Refunds', all: 'All', filter: 'Filter by state' },
)

const FILTERS = ['abnormal', 'failed', 'unknown', 'processing', 'succeeded', 'all'] as const

/** Opens on those that wait for a person. */
export function RefundsPage() {
  const t = useWords(words)
  const { language } = useLanguage()
  const { query } = useRoute()
  const filter = FILTERS.find((known) => known === query.get('state')) ?? 'abnormal'
  const list = useCursorList<Refund>(filter, (cursor, signal) =>
    api.get<RowPage<Refund>>(
      `/refunds${queryOf({ state: filter === 'all' ? undefined : filter, cursor })}`,
      signal,
    ),
  )
  return (
    <Page title={t.title}>
      <section className="card" aria-label={t.title}>
        <FilterBar
          label={t.filter}
          current={filter}
          choices={FILTERS}
          nameOf={(key) => (key === 'all' ? t.all : REFUND_STATES[key][language])}
          hrefOf={(key) => hrefTo('/refunds', { state: key })}
        />
        <RefundList list={list} calm={filter === 'abnormal' || filter === 'failed'} />
      </section>
    </Page>
  )
}
