import { App, Button, Form, Input, Segmented, Select } from 'antd'
import { useState } from 'react'
import { type ApiRefusal, asRefusal } from '../../office/src/api.js'
import { defineWords, useLanguage, useWords } from '../../office/src/language.js'
import { Refused } from '../../office/src/load-states.js'
import { Card } from '../../office/src/page.js'
import { api, type Role } from './console-api.js'
import { ROLE_ORDER, ROLES } from './roles.js'

const words = defineWords(
  {
    title: '新建登录账号',
    for: '给谁用',
    seller: '卖家（商家工作台）',
    person: '同事（控制台）',
    role: '角色',
    merchantId: '卖家编号',
    username: '用户名',
    password: '初始密码（至少 12 位）',
    need: '必填',
    short: '至少 12 位',
    create: '新建账号',
    done: (username: string) => `账号 ${username} 已建好，可以登录了`,
  },
  {
    title: 'New sign-in',
    for: 'For',
    seller: 'A seller (workbench)',
    person: 'A colleague (console)',
    role: 'Role',
    merchantId: "Seller's id",
    username: 'Username',
    password: 'First password (at least 12)',
    need: 'Required',
    short: 'At least 12 characters',
    create: 'Create',
    done: (username: string) => `${username} can sign in now`,
  },
)

const PASSWORD_MIN = 12

interface Filled {
  username: string
  password: string
  merchantId?: string
  role?: Role
}

export function NewUser({ onCreated }: { onCreated: () => void }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const { message } = App.useApp()
  const [form] = Form.useForm<Filled>()
  const [realm, setRealm] = useState<'seller' | 'person'>('person')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiRefusal>()

  const create = async ({ username, password, merchantId, role }: Filled) => {
    setBusy(true)
    setError(undefined)
    try {
      await api.post('/users', {
        username: username.trim(),
        password,
        ...(realm === 'seller' ? { merchantId: merchantId?.trim() } : { role }),
      })
      message.success(t.done(username))
      form.resetFields()
      onCreated()
    } catch (thrown) {
      setError(asRefusal(thrown))
    }
    setBusy(false)
  }

  const needed = [{ required: true, whitespace: true, message: t.need }]
  return (
    <Card title={t.title}>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        className="user-form"
        autoComplete="off"
        disabled={busy}
        onFinish={create}
      >
        <Form.Item label={t.for} className="user-realm">
          <Segmented
            value={realm}
            onChange={setRealm}
            options={[
              { value: 'person', label: t.person },
              { value: 'seller', label: t.seller },
            ]}
          />
        </Form.Item>
        {realm === 'seller' && (
          <Form.Item name="merchantId" label={t.merchantId} rules={needed}>
            <Input maxLength={64} autoComplete="off" />
          </Form.Item>
        )}
        {realm === 'person' && (
          <Form.Item name="role" label={t.role} rules={[{ required: true, message: t.need }]}>
            <Select
              virtual={false}
              options={ROLE_ORDER.map((role) => ({
                value: role,
                label: ROLES[role][language],
                title: language === 'zh' ? ROLES[role].mayZh : ROLES[role].mayEn,
              }))}
            />
          </Form.Item>
        )}
        <Form.Item name="username" label={t.username} rules={needed}>
          <Input maxLength={64} autoComplete="off" autoCapitalize="none" />
        </Form.Item>
        <Form.Item
          name="password"
          label={t.password}
          rules={[...needed, { min: PASSWORD_MIN, message: t.short }]}
        >
          <Input.Password maxLength={256} autoComplete="new-password" />
        </Form.Item>
        <Form.Item label=" " className="user-create">
          <Button type="primary" htmlType="submit" loading={busy}>
            {t.create}
          </Button>
        </Form.Item>
      </Form>
      {error && <Refused error={error} />}
    </Card>
  )
}
