import { App, Button } from 'antd'
import { useState } from 'react'
import { asRefusal, queryOf } from '../../office/src/api.js'
import { CursorTable } from '../../office/src/data-table.js'
import { Tag, Time } from '../../office/src/figures.js'
import { FilterBar } from '../../office/src/filter-bar.js'
import { defineWords, pick, useLanguage, useWords } from '../../office/src/language.js'
import type { Tone } from '../../office/src/names.js'
import { Page } from '../../office/src/page.js'
import { hrefTo, useRoute } from '../../office/src/route.js'
import { useCursorList } from '../../office/src/use-cursor-list.js'
import { api, type Delivery, type Page as RowPage } from './console-api.js'
import { Endpoints } from './endpoints.js'
import { useMay } from './me.js'

const words = defineWords(
  {
    title: 'Webhook 投递',
    filter: '按状态筛选',
    all: '全部',
    event: '事件',
    state: '状态',
    to: '投递到',
    tries: '次数',
    last: '最近答复',
    when: '时间',
    next: '下次',
    replay: '重新投递',
    replayed: '已排入重新投递',
    none: '没有这样的投递',
    noneHint: '商城登记接收地址后，每次支付、关闭、退款都会投递一次。',
    states: { waiting: '待投递', delivered: '已送达', failed: '未送达' },
  },
  {
    title: 'Webhook deliveries',
    filter: 'Filter by state',
    all: 'All',
    event: 'Event',
    state: 'State',
    to: 'To',
    tries: 'Tries',
    last: 'Last answer',
    when: 'When',
    next: 'next',
    replay: 'Deliver again',
    replayed: 'Queued to be delivered again',
    none: 'There is no such delivery',
    noneHint: 'Once the marketplace registers an address, each payment, closing and refund is delivered.',
    states: { waiting: 'Waiting', delivered: 'Delivered', failed: 'Not delivered' },
  },
)

const TONES: Record<Delivery['state'], Tone> = { waiting: 'busy', delivered: 'good', failed: 'alarm' }
const FILTERS = ['all', 'failed', 'waiting', 'delivered'] as const

export function WebhooksPage() {
  const t = useWords(words)
  const { query } = useRoute()
  const filter = FILTERS.find((known) => known === query.get('state')) ?? 'all'
  const list = useCursorList<Delivery>(filter, (cursor, signal) =>
    api.get<RowPage<Delivery>>(
      `/webhook-deliveries${queryOf({ state: filter === 'all' ? undefined : filter, cursor })}`,
      signal,
    ),
  )
  return (
    <Page title={t.title}>
      <div className="stack">
        <Endpoints />
        <section className="card" aria-label={t.title}>
          <FilterBar
            label={t.filter}
            current={filter}
            choices={FILTERS}
            nameOf={(key) => (key === 'all' ? t.all : t.states[key])}
            hrefOf={(key) => hrefTo('/webhooks', { state: key })}
          />
          <CursorTable
            caption={t.title}
            list={list}
            rowKey={(delivery) => delivery.id}
            rowTone={(delivery) => (delivery.state === 'failed' ? 'alarm' : undefined)}
            emptyTitle={t.none}
            emptyHint={filter === 'all' ? t.noneHint : undefined}
            columns={[
              {
                key: 'event',
                title: t.event,
                onPhone: 'head',
                render: (delivery) => (
                  <>
                    <code>{delivery.type}</code>
                    {delivery.checkoutId && (
                      <span className="sub">
                        <a href={hrefTo(`/checkouts/${delivery.checkoutId}`)}>{delivery.checkoutId}</a>
                      </span>
                    )}
                  </>
                ),
              },
              {
                key: 'state',
                title: t.state,
                onPhone: 'side',
                render: ({ state }) => <Tag tone={TONES[state]}>{t.states[state]}</Tag>,
              },
              {
                key: 'to',
                title: t.to,
                width: '26%',
                render: (delivery) => delivery.url ?? delivery.endpointId,
              },
              {
                key: 'last',
                title: t.last,
                render: ({ lastStatus, lastError, tries }) => (
                  <>
                    {lastStatus !== null && `HTTP ${lastStatus}`}
                    {lastError !== null && <span className="small"> {lastError}</span>}
                    <span className="sub">
                      {t.tries} {tries}
                    </span>
                  </>
                ),
              },
              {
                key: 'when',
                title: t.when,
                align: 'end',
                render: (delivery) => (
                  <>
                    <Time at={delivery.deliveredAt ?? delivery.createdAt} seconds />
                    {delivery.nextAt && (
                      <span className="sub">
                        {t.next} <Time at={delivery.nextAt} seconds />
                      </span>
                    )}
                    <Replay delivery={delivery} onChanged={list.reload} />
                  </>
                ),
              },
            ]}
          />
        </section>
      </div>
    </Page>
  )
}

function Replay({ delivery, onChanged }: { delivery: Delivery; onChanged: () => void }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const { message } = App.useApp()
  const may = useMay()
  const [busy, setBusy] = useState(false)
  const replay = async () => {
    setBusy(true)
    try {
      await api.post(`/webhook-deliveries/${encodeURIComponent(delivery.id)}/replay`)
      message.success(t.replayed)
    } catch (error) {
      const { body } = asRefusal(error)
      message.error(pick(language, body.message, body.messageEn))
    }
    setBusy(false)
    onChanged()
  }
  if (!may('POST /webhook-deliveries/:id/replay')) return null
  return (
    <div className="row-action">
      <Button size="small" loading={busy} onClick={replay}>
        {t.replay}
      </Button>
    </div>
  )
}
