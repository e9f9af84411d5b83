import { Input } from 'antd'
import { queryOf } from '../../../../office/src/api.js'
import { CursorTable } from '../../../../office/src/data-table.js'
import { Tag, Time } from '../../../../office/src/figures.js'
import { FilterBar } from '../../../../office/src/filter-bar.js'
import { defineWords, pick, useLanguage, useWords } from '../../../../office/src/language.js'
import { goTo, hrefTo, useRoute } from '../../../../office/src/route.js'
import type { Page } from '../../../../office/src/types.js'
import { useCursorList } from '../../../../office/src/use-cursor-list.js'
import { api } from '../../console-api.js'
import { type LaunchDetail, launchPath } from '../launch-api.js'
import { PARTICIPATIONS } from '../launch-names.js'
import { useMayLaunch } from '../launches-frame.js'
import { WhyButton } from '../why-button.js'
import type { Participation } from './invitation-api.js'

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
    suspend: '停用',
    askSuspend: (name: string) => `停用“${name}”？`,
    bodySuspend: '这家商户的收银台马上不再出现这些支付方式；已经在付的单照常付完。商户会在工作台看到。',
    suspended: '已停用',
    restore: '恢复',
    askRestore: (name: string) => `恢复“${name}”？`,
    bodyRestore: '回到停用之前的状态。',
    restored: '已恢复',
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
    suspend: 'Suspend',
    askSuspend: (name: string) => `Suspend “${name}”?`,
    bodySuspend:
      'The methods leave its cashiers at once; payments under way go on to their end. It is told in its workbench.',
    suspended: 'Suspended',
    restore: 'Restore',
    askRestore: (name: string) => `Restore “${name}”?`,
    bodyRestore: 'It is again what it was before.',
    restored: 'Restored',
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
          key === 'all' ? t.all : `${PARTICIPATIONS[key][language]} ${launch.merchants[key] || ''}`.trim()
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
      <CursorTable
        caption={t.merchants}
        list={list}
        rowKey={(row) => row.merchantId}
        rowTone={(row) => (row.state === 'suspended' ? 'alarm' : undefined)}
        emptyTitle={t.none}
        emptyHint={state === 'all' && q === '' ? t.noneHint : undefined}
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

interface MerchantSwitchProps {
  launchId: string
  row: Participation
  onDone: () => void
}

function MerchantSwitch({ launchId, row, onDone }: MerchantSwitchProps) {
  const t = useWords(words)
  const { language } = useLanguage()
  const name = pick(language, row.name, row.nameEn)
  const act = (verb: 'suspend' | 'restore', why: string) =>
    api.post(`${launchPath(launchId)}/merchants/${encodeURIComponent(row.merchantId)}/${verb}`, { why })
  if (row.state === 'suspended')
    return (
      <WhyButton
        label={t.restore}
        title={t.askRestore(name)}
        button={{ size: 'small' }}
        done={t.restored}
        run={(why) => act('restore', why)}
        onDone={onDone}
      >
        <p>{t.bodyRestore}</p>
      </WhyButton>
    )
  return (
    <WhyButton
      label={t.suspend}
      title={t.askSuspend(name)}
      button={{ size: 'small', danger: true }}
      done={t.suspended}
      run={(why) => act('suspend', why)}
      onDone={onDone}
    >
      <p>{t.bodySuspend}</p>
    </WhyButton>
  )
}
