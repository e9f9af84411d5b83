import { App } from 'antd'
import { DataTable } from '../../office/src/data-table.js'
import { Tag, Time } from '../../office/src/figures.js'
import { defineWords, useWords } from '../../office/src/language.js'
import { Refused } from '../../office/src/load-states.js'
import { Card } from '../../office/src/page.js'
import { hrefTo } from '../../office/src/route.js'
import { useLoad } from '../../office/src/use-load.js'
import { AskButton } from './ask-button.js'
import { api, type Endpoint } from './console-api.js'
import { EnableEndpoint } from './enable-endpoint.js'
import { useMay } from './me.js'

const words = defineWords(
  {
    title: '接收地址',
    url: '地址',
    events: '事件',
    every: '全部',
    state: '状态',
    since: '登记',
    action: '操作',
    none: '还没有接收地址',
    noneHint: '商城用 API 登记接收地址后会出现。',
    enabled: '启用中',
    failing: '投递不成功，自',
    disabled: {
      gone: '已停用：对方答复已不存在',
      failing: '已停用：连续五天不成功',
      requested: '已人工停用',
    },
    disable: '停用',
    ask: '停用这个接收地址？',
    askBody: '停用期间的通知会保留，启用后自动补发；商城在此期间不知道付款结果。',
    done: '已停用',
    log: '操作记录',
  },
  {
    title: 'Addresses',
    url: 'Address',
    events: 'Events',
    every: 'All',
    state: 'State',
    since: 'Registered',
    action: 'Action',
    none: 'No address yet',
    noneHint: 'One appears when the marketplace registers it through the API.',
    enabled: 'Enabled',
    failing: 'Failing since',
    disabled: {
      gone: 'Disabled: it said that it is gone',
      failing: 'Disabled: it failed for five days',
      requested: 'Disabled by a person',
    },
    disable: 'Disable',
    ask: 'Disable this address?',
    askBody:
      'What happens meanwhile is kept and sent when it is enabled again; until then the marketplace does not hear of payments.',
    done: 'Disabled',
    log: 'Audit log',
  },
)

/** Where the marketplace wants to be told. */
export function Endpoints() {
  const t = useWords(words)
  const may = useMay()
  const { message } = App.useApp()
  const { data, error, reload } = useLoad('endpoints', (signal) =>
    api.get<{ data: Endpoint[] }>('/webhook-endpoints', signal),
  )
  const disable = (id: string) => async (why: string) => {
    await api.post(`/webhook-endpoints/${encodeURIComponent(id)}/disable`, { why })
    message.success(t.done)
    reload()
  }
  return (
    <Card title={t.title}>
      {error && <Refused error={error} onRetry={reload} />}
      {(data || !error) && (
        <DataTable
          caption={t.title}
          rows={data?.data}
          rowKey={(endpoint) => endpoint.id}
          rowTone={({ enabled }) => (enabled ? undefined : 'alarm')}
          emptyTitle={t.none}
          emptyHint={t.noneHint}
          skeletonRows={1}
          columns={[
            {
              key: 'url',
              title: t.url,
              onPhone: 'wide',
              width: '36%',
              render: ({ url, id }) => (
                <>
                  {url}
                  <span className="sub">
                    <a href={hrefTo('/audit', { subject: `webhook-endpoint:${id}` })}>{t.log}</a>
                  </span>
                </>
              ),
            },
            {
              key: 'state',
              title: t.state,
              render: ({ disabledBecause, disabledAt, failingSince }) => (
                <>
                  <Tag tone={disabledBecause ? 'alarm' : failingSince ? 'warn' : 'good'}>
                    {disabledBecause ? t.disabled[disabledBecause] : t.enabled}
                  </Tag>
                  {disabledAt && (
                    <span className="sub">
                      <Time at={disabledAt} />
                    </span>
                  )}
                  {failingSince && !disabledAt && (
                    <span className="sub">
                      {t.failing} <Time at={failingSince} />
                    </span>
                  )}
                </>
              ),
            },
            {
              key: 'events',
              title: t.events,
              render: ({ events }) => (events.length === 0 ? t.every : <code>{events.join(' ')}</code>),
            },
            { key: 'since', title: t.since, render: ({ createdAt }) => <Time at={createdAt} /> },
            {
              key: 'action',
              title: t.action,
              align: 'end',
              render: ({ id, enabled }) => {
                if (!may(`POST /webhook-endpoints/:id/${enabled ? 'disable' : 'enable'}`)) return null
                return enabled ? (
                  <AskButton label={t.disable} title={t.ask} danger run={disable(id)}>
                    <p>{t.askBody}</p>
                  </AskButton>
                ) : (
                  <EnableEndpoint endpointId={id} onEnabled={reload} />
                )
              },
            },
          ]}
        />
      )}
    </Card>
  )
}
