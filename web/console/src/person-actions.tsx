import { App, Button, Radio } from 'antd'
import { useState } from 'react'
import { defineWords, useLanguage, useWords } from '../../office/src/language.js'
import { AskButton } from './ask-button.js'
import { AskWhy } from './ask-why.js'
import { api, type Role, type User } from './console-api.js'
import { useMay, useMe } from './me.js'
import { ROLE_ORDER, ROLES } from './roles.js'

const words = defineWords(
  {
    change: '改角色',
    changeTitle: (username: string) => `把 ${username} 改为`,
    changed: '角色已更改，立即生效',
    disable: '停用',
    disableTitle: (username: string) => `停用 ${username}？`,
    disableBody: '会立即退出登录，之后不能再登录；已经做过的事不受影响，可以随时再启用。',
    disabled: '已停用',
    enable: '启用',
    enableTitle: (username: string) => `启用 ${username}？`,
    enableBody: '可以用原来的密码登录，角色不变。',
    enabled: '已启用',
  },
  {
    change: 'Change role',
    changeTitle: (username: string) => `Make ${username}`,
    changed: 'The role was changed; it holds at once',
    disable: 'Disable',
    disableTitle: (username: string) => `Disable ${username}?`,
    disableBody:
      'They are signed out at once and cannot sign in again; what they did stays. They can be enabled at any time.',
    disabled: 'Disabled',
    enable: 'Enable',
    enableTitle: (username: string) => `Enable ${username}?`,
    enableBody: 'They sign in with the password they had, in the role they had.',
    enabled: 'Enabled',
  },
)

interface PersonActionsProps {
  user: User
  onChanged: () => void
}

export function PersonActions({ user, onChanged }: PersonActionsProps) {
  const t = useWords(words)
  const may = useMay()
  const me = useMe()
  const { message } = App.useApp()
  const verb = user.disabledAt ? 'enable' : 'disable'
  const done = (said: string) => {
    // The page's own buttons are those of the role that the reader had.
    if (user.id === me.user.id) return window.location.reload()
    message.success(said)
    onChanged()
  }
  return (
    <div className="row-actions">
      {user.role && may('POST /users/:id/role') && (
        <ChangeRole user={user} role={user.role} onChanged={() => done(t.changed)} />
      )}
      {may(`POST /users/:id/${verb}`) && (
        <AskButton
          label={t[verb]}
          title={t[`${verb}Title`](user.username)}
          danger={verb === 'disable'}
          run={async (why) => {
            await api.post(`/users/${encodeURIComponent(user.id)}/${verb}`, { why })
            done(t[`${verb}d`])
          }}
        >
          <p>{t[`${verb}Body`]}</p>
        </AskButton>
      )}
    </div>
  )
}

function ChangeRole({ user, role, onChanged }: { user: User; role: Role; onChanged: () => void }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState(role)
  const change = async (why: string) => {
    await api.post(`/users/${encodeURIComponent(user.id)}/role`, { role: chosen, why })
    onChanged()
  }
  return (
    <>
      <Button
        size="small"
        onClick={() => {
          setChosen(role)
          setOpen(true)
        }}
      >
        {t.change}
      </Button>
      <AskWhy
        open={open}
        title={t.changeTitle(user.username)}
        okText={t.change}
        okDisabled={chosen === role}
        needed
        run={change}
        onClose={() => setOpen(false)}
      >
        <Radio.Group
          className="role-choice"
          aria-label={t.changeTitle(user.username)}
          value={chosen}
          onChange={(event) => setChosen(event.target.value as Role)}
          options={ROLE_ORDER.map((one) => ({
            value: one,
            label: (
              <>
                {ROLES[one][language]}
                <span className="sub">{language === 'zh' ? ROLES[one].mayZh : ROLES[one].mayEn}</span>
              </>
            ),
          }))}
        />
      </AskWhy>
    </>
  )
}
