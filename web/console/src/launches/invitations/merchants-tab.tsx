import { Input } from 'antd'
import { queryOf } from '../../../../office/src/api.js'
import { CursorTable } from '../../../../office/src/data-table.js'
import { Tag, Time } from '../../../../office/src/figures.js'
import { FilterBar } from '../../../../office/src/filter-bar.js'
import { defineWords, pick, useLanguage, useWords } from '../../../../office/src/language.js'
import { formatCount } from '../../../../office/src/money.js'
import { goTo, hrefTo, useRoute } from '../../../../office/src/route.js'
import type { Page } from '../../../../office/src/types.js'
import { useCursorList } from '../../../../office/src/use-cursor-list.js'
import { api } from '../../console-api.js'
import { type LaunchDetail, launchPath } from '../launch-api.js'
import { PARTICIPATIONS } from '../launch-names.js'
import { useMayLaunch } from '../launches-frame.js'
import type { Participation } from './invitation-api.js'
import { MerchantSwitch, unlisted } from './merchant-switch.js'

const words = defineWords(
  {
    merchants: '商户',
    filter: '按状态筛选',
    all: '全部',
    search: '商户编号，或名称的开头',
    merchant: '商户',
    state: '状态',
    terms: '同意的规则',
    invited: '邀请',
    answered: '答复',
    first: '首笔支付',
    wave: (n: number) => `第 ${n} 波`,
    none: '没有这样的商户',
    noneHint: '新建邀请批次后，被选中的商户会出现在这里。',
    everyone: '已对全部商户开放：没有列在这里的商户也都开通。要停用其中一家，请搜它的编号。',
    unlisted: (id: string) => `${id} 没有单独的记录`,
    expires: '到期',
  },
  {
    merchants: 'Merchants',
    filter: 'Filter by state',
    all: 'All',
    search: 'Id of the merchant, or how its name begins',
    merchant: 'Merchant',
    state: 'State',
    terms: 'Agreed to',
    invited: 'Invited',
    answered: 'Answered',
    first: 'First payment',
    wave: (n: number) => `wave ${n}`,
    none: 'There is no such merchant',
    noneHint: 'Merchants that a batch chooses appear here.',
    everyone:
      'It is open to all merchants: those that are not listed have it too. To suspend one of them, search for its id.',
    unlisted: (id: string) => `${id} has no record of its own`,
    expires: 'until',
  },
)

type Filter = 'all' | Participation['state']
const FILTERS: readonly Filter[] = [
  'all',
  'active',
  'accepted',
  'invited',
  'declined',
  'expired',
  'paused',
  'suspended',
]

const namedCount = (name: string, count: number) => (count === 0 ? name : `${name} ${formatCount(count)}`)

/** Who takes part, how far each has come, and the switch for one of them. */
export function MerchantsTab({ launch, onChanged }: { launch: LaunchDetail; onChanged: () => void }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const { path, query } = useRoute()
  const may = useMayLaunch()
  const state = FILTERS.find((known) => known === query.get('state')) ?? 'all'
  const q = query.get('q') ?? ''
  const hrefOf = (next: { state?: Filter; q?: string }) => {
    const wish = { state, q, ...next }
    return hrefTo(path, {
      tab: 'merchants',
      state: wish.state === 'all' ? undefined : wish.state,
      q: wish.q,
    })
  }
  const list = useCursorList<Participation>(`${launch.id} ${state} ${q}`, (cursor, signal) =>
    api.get<Page<Participation>>(
      `${launchPath(launch.id)}/merchants${queryOf({ state: state === 'all' ? undefined : state, q, cursor })}`,
      signal,
    ),
  )
  const changed = () => {
    list.reload()
    onChanged()
  }
  return (
    <>
      <FilterBar
        label={t.filter}
        current={state}
        choices={FILTERS}
        nameOf={(key) =>
          key === 'all' ? t.all : namedCount(PARTICIPATIONS[key][language], launch.merchants[key])
        }
        hrefOf={(key) => hrefOf({ state: key })}
      />
      <Input.Search
        key={q}
        className="merchant-search"
        defaultValue={q}
        allowClear
        placeholder={t.search}
        aria-label={t.search}
        onSearch={(text) => goTo(hrefOf({ q: text.trim() }), true)}
      />
      {launch.rules.merchants === 'everyone' && <p className="muted small">{t.everyone}</p>}
      <CursorTable
        caption={t.merchants}
        list={list}
        rowKey={(row) => row.merchantId}
        rowTone={(row) => (row.state === 'suspended' ? 'alarm' : undefined)}
        emptyTitle={t.none}
        emptyHint={
          q === '' ? (
            state === 'all' && t.noneHint
          ) : may && state === 'all' && launch.rules.merchants === 'everyone' ? (
            <>
              <p>{t.unlisted(q)}</p>
              <MerchantSwitch launchId={launch.id} row={unlisted(q)} onDone={changed} />
            </>
          ) : undefined
        }
        columns={[
          {
            key: 'merchant',
            title: t.merchant,
            onPhone: 'head',
            render: (row) => (
              <>
                {pick(language, row.name, row.nameEn)}
                <span className="sub">
                  <code>{row.merchantId}</code>
                </span>
              </>
            ),
          },
          {
            key: 'state',
            title: t.state,
            onPhone: 'side',
            render: (row) => (
              <Tag tone={PARTICIPATIONS[row.state]?.tone ?? 'quiet'}>
                {PARTICIPATIONS[row.state]?.[language] ?? row.state}
              </Tag>
            ),
          },
          {
            key: 'invited',
            title: t.invited,
            align: 'end',
            render: (row) => (
              <>
                <Time at={row.invitedAt} />
                {row.wave !== null && <span className="sub">{t.wave(row.wave + 1)}</span>}
              </>
            ),
          },
          {
            key: 'answered',
            title: t.answered,
            align: 'end',
            render: (row) => (
              <>
                <Time at={row.answeredAt} />
                {row.state === 'invited' && row.expiresAt !== null && (
                  <span className="sub">
                    {t.expires} <Time at={row.expiresAt} />
                  </span>
                )}
              </>
            ),
          },
          {
            key: 'terms',
            title: t.terms,
            align: 'end',
            render: (row) => (row.agreedTermsSeq === null ? '—' : `№ ${row.agreedTermsSeq}`),
          },
          {
            key: 'first',
            title: t.first,
            align: 'end',
            render: (row) => <Time at={row.firstPaidAt} />,
          },
          {
            key: 'does',
            title: '',
            align: 'end',
            render: (row) =>
              may ? <MerchantSwitch launchId={launch.id} row={row} onDone={changed} /> : null,
          },
        ]}
      />
    </>
  )
}
