import './launches.css'
import './rules/rules.css'
import './course/course.css'
import type { ReactNode } from 'react'
import { FilterBar } from '../../../office/src/filter-bar.js'
import { defineWords, useLanguage, useWords } from '../../../office/src/language.js'
import { Page } from '../../../office/src/page.js'
import { hrefTo } from '../../../office/src/route.js'
import { useMay, useMe } from '../me.js'
import { roleName } from '../roles.js'

const words = defineWords(
  {
    title: '支付方式上线',
    label: '上线的各页',
    places: { launches: '上线', terms: '平台规则', policy: '排序与预选', alerts: '提醒' },
    readOnly: (role: string) => `你的角色是“${role}”，可以查看；更改要由运营或管理员来做。`,
  },
  {
    title: 'Launches of methods',
    label: 'Pages of launches',
    places: { launches: 'Launches', terms: 'Terms', policy: 'Order & preselection', alerts: 'Alerts' },
    readOnly: (role: string) =>
      `Your role is “${role}”: you may look; changes are for an operator or an admin.`,
  },
)

const PLACES = ['launches', 'terms', 'policy', 'alerts'] as const
export type LaunchesPlace = (typeof PLACES)[number]

/** The pages that stand side by side about launches. */
export function LaunchesFrame({
  here,
  aside,
  children,
}: {
  here: LaunchesPlace
  aside?: ReactNode
  children: ReactNode
}) {
  const t = useWords(words)
  return (
    <Page title={t.title} tabTitle={t.places[here]} aside={aside}>
      <FilterBar
        label={t.label}
        current={here}
        choices={PLACES}
        nameOf={(place) => t.places[place]}
        hrefOf={(place) => hrefTo(place === 'launches' ? '/launches' : `/launches/${place}`)}
      />
      <div className="stack launches-body">
        <ReadOnlyNote />
        {children}
      </div>
    </Page>
  )
}

/** Whoever may change the rules of a launch may do all that stands on these pages. */
export const useMayLaunch = () => useMay()('POST /launches/:id/change')

/** Says once on a page why its buttons are missing. */
export function ReadOnlyNote() {
  const t = useWords(words)
  const { language } = useLanguage()
  const { user } = useMe()
  return useMayLaunch() ? null : <p className="muted small">{t.readOnly(roleName(user.role, language))}</p>
}
