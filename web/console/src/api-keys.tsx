import { Alert, App, Button, Input } from 'antd'
import { useState } from 'react'
import { type ApiRefusal, asRefusal } from '../../office/src/api.js'
import { DataTable } from '../../office/src/data-table.js'
import { NumberText, Tag, Time } from '../../office/src/figures.js'
import { defineWords, useWords } from '../../office/src/language.js'
import { Refused } from '../../office/src/load-states.js'
import { Card } from '../../office/src/page.js'
import { useLoad } from '../../office/src/use-load.js'
import { AdminOnly } from './admin-only.js'
import { AskButton } from './ask-button.js'
import { type ApiKey, api, type NewApiKey } from './console-api.js'
import { useMay } from './me.js'

const words = defineWords(
  {
    title: 'API 密钥',
    intro: '商城的后端用密钥调用本平台。一个系统一把，停用哪个系统就吊销哪一把。',
    label: '用途',
    labelHint: '例如：商城生产环境',
    create: '新建密钥',
    created: '密钥只显示这一次，请立即保存到商城的密钥库。',
    createdAt: '创建',
    usedAt: '最近使用',
    state: '状态',
    valid: '有效',
    revoked: '已吊销',
    revoke: '吊销',
    ask: (label: string) => `吊销“${label}”？`,
    askBody: '用这把密钥的系统会立即无法调用，不能恢复。',
    done: '已吊销',
    action: '操作',
    none: '还没有密钥',
  },
  {
    title: 'API keys',
    intro:
      "The marketplace's backend calls this platform with a key. One for each system, so that one can be revoked alone.",
    label: 'Used by',
    labelHint: 'For example: shop, production',
    create: 'New key',
    created: 'The key is shown only now: put it into your secret store at once.',
    createdAt: 'Created',
    usedAt: 'Last used',
    state: 'State',
    valid: 'Valid',
    revoked: 'Revoked',
    revoke: 'Revoke',
    ask: (label: string) => `Revoke “${label}”?`,
    askBody: 'Whatever uses this key stops working at once, and it cannot be brought back.',
    done: 'Revoked',
    action: 'Action',
    none: 'No key yet',
  },
)

export function ApiKeys() {
  const t = useWords(words)
  const may = useMay()
  const { data, error, reload } = useLoad('api-keys', (signal) =>
    api.get<{ data: ApiKey[] }>('/api-keys', signal),
  )
  return (
    <Card title={t.title}>
      <p className="muted">{t.intro}</p>
      {may('POST /api-keys') ? <CreateKey onCreated={reload} /> : <AdminOnly />}
      {error && <Refused error={error} onRetry={reload} />}
      <DataTable
        caption={t.title}
        rows={data?.data}
        rowKey={(key) => key.id}
        emptyTitle={t.none}
        skeletonRows={2}
        columns={[
          {
            key: 'label',
            title: t.label,
            onPhone: 'head',
            render: (key) => (
              <>
                {key.label}
                <span className="sub">
                  <code>{key.prefix}…</code>
                </span>
              </>
            ),
          },
          {
            key: 'state',
            title: t.state,
            onPhone: 'side',
            render: ({ revokedAt }) => (
              <Tag tone={revokedAt ? 'quiet' : 'good'}>{revokedAt ? t.revoked : t.valid}</Tag>
            ),
          },
          { key: 'created', title: t.createdAt, render: (key) => <Time at={key.createdAt} /> },
          { key: 'used', title: t.usedAt, render: (key) => <Time at={key.lastUsedAt} /> },
          {
            key: 'revoke',
            title: t.action,
            align: 'end',
            render: (key) =>
              key.revokedAt === null &&
              may('DELETE /api-keys/:id') && <Revoke apiKey={key} onRevoked={reload} />,
          },
        ]}
      />
    </Card>
  )
}

function CreateKey({ onCreated }: { onCreated: () => void }) {
  const t = useWords(words)
  const [label, setLabel] = useState('')
  const [busy, setBusy] = useState(false)
  const [fresh, setFresh] = useState<NewApiKey>()
  const [error, setError] = useState<ApiRefusal>()
  const create = async () => {
    setBusy(true)
    setError(undefined)
    try {
      setFresh(await api.post<NewApiKey>('/api-keys', { label: label.trim() }))
      setLabel('')
      onCreated()
    } catch (thrown) {
      setError(asRefusal(thrown))
    }
    setBusy(false)
  }
  return (
    <form
      className="inline-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (label.trim() !== '') void create()
      }}
    >
      <Input
        value={label}
        maxLength={64}
        aria-label={t.label}
        placeholder={t.labelHint}
        onChange={(event) => setLabel(event.target.value)}
      />
      <Button type="primary" htmlType="submit" loading={busy} disabled={label.trim() === ''}>
        {t.create}
      </Button>
      {error && <Refused error={error} />}
      {fresh && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={t.created}
          description={<NumberText value={fresh.apiKey} label={fresh.label} />}
          closable
          onClose={() => setFresh(undefined)}
        />
      )}
    </form>
  )
}

function Revoke({ apiKey, onRevoked }: { apiKey: ApiKey; onRevoked: () => void }) {
  const t = useWords(words)
  const { message } = App.useApp()
  const revoke = async (why: string) => {
    await api.delete(`/api-keys/${encodeURIComponent(apiKey.id)}`, { why })
    message.success(t.done)
    onRevoked()
  }
  return (
    <AskButton label={t.revoke} title={t.ask(apiKey.label)} danger run={revoke}>
      <p>{t.askBody}</p>
    </AskButton>
  )
}
