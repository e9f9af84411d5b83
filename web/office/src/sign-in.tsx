import { Alert, Button, Form, Input } from 'antd'
import { useEffect, useState } from 'react'
import { type ApiRefusal, asRefusal } from './api.js'
import { Mark } from './icons.js'
import { defineWords, useWords } from './language.js'
import { LanguageSwitch } from './language-switch.js'
import { Refused } from './load-states.js'

const words = defineWords(
  {
    title: '登录',
    workbench: '卖家看订单、收款与退款的地方',
    console: '运营、财务与客服的控制台',
    username: '用户名',
    password: '密码',
    needUsername: '请输入用户名',
    needPassword: '请输入密码',
    signIn: '登录',
    ended: '登录已过期，请重新登录。刚才的页面会接着打开。',
  },
  {
    title: 'Sign in',
    workbench: 'Where a seller sees orders, payments and refunds',
    console: 'For operators, finance and support',
    username: 'Username',
    password: 'Password',
    needUsername: 'Enter your username',
    needPassword: 'Enter your password',
    signIn: 'Sign in',
    ended: 'Your session has ended. Sign in again; the page you were on will open.',
  },
)

interface SignInProps {
  app: 'workbench' | 'console'
  appName: string
  ended: boolean
  signIn: (username: string, password: string) => Promise<void>
}

export function SignIn({ app, appName, ended, signIn }: SignInProps) {
  const t = useWords(words)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiRefusal>()
  useEffect(() => {
    document.title = `${t.title} · ${appName} · Hutong 互通`
  }, [t.title, appName])

  const submit = async ({ username, password }: { username: string; password: string }) => {
    setBusy(true)
    setError(undefined)
    try {
      await signIn(username, password)
    } catch (thrown) {
      setError(asRefusal(thrown))
      setBusy(false)
    }
  }

  return (
    <div className={`sign-in sign-in-${app}`}>
      <div className="sign-in-language">
        <LanguageSwitch />
      </div>
      <main className="sign-in-card">
        <div className="sign-in-brand">
          <Mark size={44} />
          <div>
            <h1>互通 · {appName}</h1>
            <p className="muted">{t[app]}</p>
          </div>
        </div>
        {ended && <Alert type="info" showIcon title={t.ended} />}
        {error && <Refused error={error} />}
        <Form layout="vertical" requiredMark={false} onFinish={submit} disabled={busy}>
          <Form.Item name="username" label={t.username} rules={[{ required: true, message: t.needUsername }]}>
            <Input size="large" autoComplete="username" autoCapitalize="none" autoFocus />
          </Form.Item>
          <Form.Item name="password" label={t.password} rules={[{ required: true, message: t.needPassword }]}>
            <Input.Password size="large" autoComplete="current-password" />
          </Form.Item>
          <Button type="primary" size="large" htmlType="submit" block loading={busy}>
            {t.signIn}
          </Button>
        </Form>
      </main>
    </div>
  )
}
