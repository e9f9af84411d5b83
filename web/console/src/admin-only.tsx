import { defineWords, useLanguage, useWords } from '../../office/src/language.js'
import { useMe } from './me.js'
import { roleName } from './roles.js'

const words = defineWords(
  { note: (role: string) => `只有管理员可以在这里更改，你的角色是“${role}”。需要更改时请联系管理员。` },
  {
    note: (role: string) =>
      `Only an admin changes this, and your role is “${role}”. Ask an admin if it must change.`,
  },
)

/** Stands where the reader's role has no buttons. */
export function AdminOnly() {
  const t = useWords(words)
  const { language } = useLanguage()
  const { user } = useMe()
  return <p className="muted">{t.note(roleName(user.role, language))}</p>
}
