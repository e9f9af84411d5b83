import { Button, Input, Select } from 'antd'
import { useId, useState } from 'react'
import { queryOf } from '../../../office/src/api.js'
import { CursorTable } from '../../../office/src/data-table.js'
import { Time } from '../../../office/src/figures.js'
import { FilterBar } from '../../../office/src/filter-bar.js'
import { defineWords, pick, useLanguage, useWords } from '../../../office/src/language.js'
import { institutionName } from '../../../office/src/names.js'
import { Card, Page } from '../../../office/src/page.js'
import { goTo, hrefTo, useRoute } from '../../../office/src/route.js'
import { useCursorList } from '../../../office/src/use-cursor-list.js'
import { useMay } from '../me.js'
import { listSubMerchants, type ReviewState, type SubMerchantRow } from './capability-api.js'
import { ReviewTag, stateName } from './review-words.js'

const words = defineWords(
  {
    title: '商户进件',
    back: '机构能力',
    all: '全部',
    filter: '按状态筛选',
    merchant: '商户',
    institution: '机构',
    state: '状态',
    number: '二级商户号',
    changed: '最近变化',
    none: '没有这样的进件',
    noneHint: '有些支付方式要求卖家先成为平台在机构的二级商户。',
    begin: '为商户进件',
    merchantId: '卖家编号',
    open: '填写资料',
  },
  {
    title: 'Sub-merchants',
    back: 'Capabilities',
    all: 'All',
    filter: 'Filter by state',
    merchant: 'Merchant',
    institution: 'Institution',
    state: 'State',
    number: 'Number there',
    changed: 'Last change',
    none: 'There is no such onboarding',
    noneHint: 'Some methods need the seller to be a sub-merchant of the platform at the institution.',
    begin: 'Onboard a merchant',
    merchantId: "Merchant's id",
    open: 'Fill in',
  },
)

const FILTERS = [
  'all',
  'to_be_rectified',
  'submitted',
  'under_review',
  'granted',
  'draft',
  'withdrawn',
] as const

export const subMerchantHref = ({ merchantId, institution }: { merchantId: string; institution: string }) =>
  hrefTo(`/sub-merchants/${encodeURIComponent(merchantId)}/${institution}`)

/** Merchants on their way to a number of their own at an institution. */
export function SubMerchantsPage() {
  const t = useWords(words)
  const { language } = useLanguage()
  const may = useMay()
  const { query } = useRoute()
  const filter = FILTERS.find((known) => known === query.get('state')) ?? 'all'
  const list = useCursorList<SubMerchantRow>(filter, (cursor, signal) =>
    listSubMerchants(queryOf({ state: filter === 'all' ? undefined : filter, cursor }), signal),
  )
  return (
    <Page title={t.title} back={{ href: hrefTo('/capabilities'), label: t.back }}>
      <div className="stack">
        {may('POST /sub-merchants') && <Begin />}
        <section className="card" aria-label={t.title}>
          <FilterBar
            label={t.filter}
            current={filter}
            choices={FILTERS}
            nameOf={(key) => (key === 'all' ? t.all : stateName(key satisfies ReviewState, language))}
            hrefOf={(key) => hrefTo('/sub-merchants', { state: key })}
          />
          <CursorTable
            caption={t.title}
            list={list}
            rowKey={({ merchantId, institution }) => `${merchantId} ${institution}`}
            rowHref={subMerchantHref}
            emptyTitle={t.none}
            emptyHint={t.noneHint}
            columns={[
              {
                key: 'merchant',
                title: t.merchant,
                onPhone: 'head',
                render: (row) => (
                  <>
                    {pick(language, row.name, row.nameEn ?? row.name)}
                    <span className="sub">{row.merchantId}</span>
                  </>
                ),
              },
              {
                key: 'state',
                title: t.state,
                onPhone: 'side',
                render: ({ state }) => <ReviewTag state={state} />,
              },
              {
                key: 'institution',
                title: t.institution,
                render: ({ institution }) => institutionName(institution, language),
              },
              { key: 'number', title: t.number, render: ({ subMerchantNo }) => subMerchantNo ?? '—' },
              {
                key: 'changed',
                title: t.changed,
                align: 'end',
                render: ({ changedAt }) => <Time at={changedAt} />,
              },
            ]}
          />
        </section>
      </div>
    </Page>
  )
}

function Begin() {
  const t = useWords(words)
  const { language } = useLanguage()
  const id = useId()
  const [merchantId, setMerchantId] = useState('')
  const [institution, setInstitution] = useState('wechatpay')
  return (
    <Card title={t.begin}>
      <form
        className="inline-form"
        onSubmit={(event) => {
          event.preventDefault()
          goTo(subMerchantHref({ merchantId: merchantId.trim(), institution }))
        }}
      >
        <label className="sr-only" htmlFor={id}>
          {t.merchantId}
        </label>
        <Input
          id={id}
          value={merchantId}
          placeholder={t.merchantId}
          maxLength={64}
          onChange={(event) => setMerchantId(event.target.value)}
        />
        <Select
          aria-label={t.institution}
          value={institution}
          onChange={setInstitution}
          options={['wechatpay', 'alipay'].map((value) => ({
            value,
            label: institutionName(value, language),
          }))}
        />
        <Button htmlType="submit" disabled={!/^[A-Za-z0-9_-]{1,64}$/.test(merchantId.trim())}>
          {t.open}
        </Button>
      </form>
    </Card>
  )
}
