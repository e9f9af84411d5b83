import { defineWords, useLanguage, useWords } from '../../office/src/language.js'
import { Card } from '../../office/src/page.js'
import { ROLE_ORDER, ROLES, RoleTag } from './roles.js'

const words = defineWords({ title: '角色可以做什么' }, { title: 'What each role may do' })

export function RoleGuide() {
  const t = useWords(words)
  const { language } = useLanguage()
  return (
    <Card title={t.title}>
      <dl className="role-guide">
        {ROLE_ORDER.map((role) => (
          <div key={role}>
            <dt>
              <RoleTag role={role} />
            </dt>
            <dd>{language === 'zh' ? ROLES[role].mayZh : ROLES[role].mayEn}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
