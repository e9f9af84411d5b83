import { queryOf } from '../../office/src/api.js'
import { CursorTable } from '../../office/src/data-table.js'
import { Time, VerdictTag } from '../../office/src/figures.js'
import { FilterBar } from '../../office/src/filter-bar.js'
import { defineWords, useLanguage, useWords } from '../../office/src/language.js'
import { institutionName, noticeReason, VERDICTS } from '../../office/src/names.js'
import { Page } from '../../office/src/page.js'
import { hrefTo, useRoute } from '../../office/src/route.js'
import { useCursorList } from '../../office/src/use-cursor-list.js'
import { api, type Notice, type Page as RowPage } from './console-api.js'

const words = defineWords(
  {
    title: '支付机构的通知',
    filter: '按结论筛选',
    all: '全部',
    from: '来自',
    verdict: '结论',
    about: '关于',
    because: '为什么',
    times: (count: number) => `收到 ${count} 次`,
    when: '时间',
    none: '没有这样的通知',
    calm: '没有被拒收的通知',
    calmHint: '签名不对、过期、或不属于本商户的通知会被拒收，并列在这里。它们没有动过钱。',
  },
  {
    title: "Institutions' notices",
    filter: 'Filter by verdict',
    all: 'All',
    from: 'From',
    verdict: 'Verdict',
    about: 'About',
    because: 'Why',
    times: (count: number) => (count === 1 ? 'once' : `${count} times`),
    when: 'When',
    none: 'There is no such notice',
    calm: 'No notice was refused',
    calmHint:
      'A notice with a wrong signature, too old or for another merchant is refused and listed here. None of them moved money.',
  },
)

const FILTERS = ['refused', 'applied', 'nothing_new', 'all'] as const

export function NoticesPage() {
  const t = useWords(words)
  const { language } = useLanguage()
  const { query } = useRoute()
  const filter = FILTERS.find((known) => known === query.get('verdict')) ?? 'refused'
  const list = useCursorList<Notice>(filter, (cursor, signal) =>
    api.get<RowPage<Notice>>(
      `/notices${queryOf({ verdict: filter === 'all' ? undefined : filter, cursor })}`,
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
          nameOf={(key) => (key === 'all' ? t.all : (VERDICTS[key]?.[language] ?? key))}
          hrefOf={(key) => hrefTo('/notices', { verdict: key })}
        />
        <CursorTable
          caption={t.title}
          list={list}
          rowKey={(notice) => notice.id ?? `${notice.institution} ${notice.receivedAt} ${notice.outTradeNo}`}
          emptyTitle={filter === 'refused' ? t.calm : t.none}
          emptyHint={filter === 'refused' ? t.calmHint : undefined}
          columns={[
            {
              key: 'from',
              title: t.from,
              onPhone: 'head',
              render: (notice) => (
                <>
                  {institutionName(notice.institution, language)}
                  <span className="sub">{notice.accountId ?? notice.kind}</span>
                </>
              ),
            },
            {
              key: 'verdict',
              title: t.verdict,
              onPhone: 'side',
              render: ({ verdict }) => <VerdictTag verdict={verdict} />,
            },
            {
              key: 'because',
              title: t.because,
              width: '32%',
              onPhone: 'wide',
              render: (notice) => (
                <>
                  {notice.because && <span>{noticeReason(notice.because, language)}</span>}
                  {notice.message && <span className="sub">{notice.message}</span>}
                </>
              ),
            },
            {
              key: 'about',
              title: t.about,
              render: (notice) =>
                notice.checkoutId ? (
                  <a href={hrefTo(`/checkouts/${notice.checkoutId}`)}>
                    <code>{notice.outTradeNo ?? notice.hint ?? notice.checkoutId}</code>
                  </a>
                ) : (
                  <code>{notice.outTradeNo ?? notice.hint ?? '—'}</code>
                ),
            },
            {
              key: 'when',
              title: t.when,
              align: 'end',
              render: (notice) => (
                <>
                  <Time at={notice.receivedAt} seconds />
                  <span className="sub">{t.times(notice.deliveries)}</span>
                </>
              ),
            },
          ]}
        />
      </section>
    </Page>
  )
}
