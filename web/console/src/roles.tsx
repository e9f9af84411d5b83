import { Tag } from '../../office/src/figures.js'
import { type Language, useLanguage } from '../../office/src/language.js'
import type { Tone } from '../../office/src/names.js'
import type { Actor, Role } from './console-api.js'

interface RoleWords {
  zh: string
  en: string
  mayZh: string
  mayEn: string
  tone: Tone
}

/** In the order in which they may more. */
export const ROLES: Record<Role, RoleWords> = {
  viewer: {
    zh: '只读',
    en: 'Viewer',
    mayZh: '看全部内容，不能更改',
    mayEn: 'Reads everything, changes nothing',
    tone: 'quiet',
  },
  support: {
    zh: '客服',
    en: 'Support',
    mayZh: '向机构查询支付单、重新投递通知',
    mayEn: 'Asks institutions about attempts, delivers webhooks again',
    tone: 'busy',
  },
  operator: {
    zh: '运营',
    en: 'Operator',
    mayZh: '客服能做的，以及能力与上线、重试退款、启停接收地址',
    mayEn: 'What support may; capabilities and launches, refunds, webhook addresses',
    tone: 'good',
  },
  finance: {
    zh: '财务',
    en: 'Finance',
    mayZh: '向机构查询支付单、重试退款',
    mayEn: 'Asks institutions about attempts, retries refunds',
    tone: 'good',
  },
  admin: {
    zh: '管理员',
    en: 'Admin',
    mayZh: '全部操作，包括人员、角色与 API 密钥',
    mayEn: 'Everything, with people, roles and API keys',
    tone: 'warn',
  },
}
export const ROLE_ORDER = Object.keys(ROLES) as Role[]

/** A role that a later version of the server knows is shown by its own name. */
export const roleName = (role: string, language: Language): string =>
  (ROLES as Partial<Record<string, RoleWords>>)[role]?.[language] ?? role

export function RoleTag({ role }: { role: Role }) {
  const { language } = useLanguage()
  return <Tag tone={ROLES[role]?.tone ?? 'quiet'}>{roleName(role, language)}</Tag>
}

const SELF: Record<Exclude<Actor['kind'], 'person'>, { zh: string; en: string }> = {
  schedule: { zh: '计划自动执行', en: 'By schedule' },
  guardrail: { zh: '护栏自动执行', en: 'By guardrail' },
  platform: { zh: '平台自动执行', en: 'By the platform' },
}

export function ActorName({ actor }: { actor: Actor }) {
  const { language } = useLanguage()
  if (actor.kind === 'person')
    return (
      <>
        {actor.name}
        {actor.role && <span className="sub">{roleName(actor.role, language)}</span>}
      </>
    )
  return (
    <>
      {SELF[actor.kind][language]}
      <span className="sub">{actor.name}</span>
    </>
  )
}
