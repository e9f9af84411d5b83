import type { Language } from '../../office/src/language.js'
import { formatMoney } from '../../office/src/money.js'
import { formatSpan, formatTime } from '../../office/src/time.js'

type Naming = Readonly<Record<Language, string>>
type Names = Readonly<Record<string, Naming>>

/** What stands before the dot of an action: the kinds of things that people change. */
export const KINDS: Names = {
  user: { zh: '人员', en: 'People' },
  'api-key': { zh: 'API 密钥', en: 'API keys' },
  'webhook-endpoint': { zh: '接收地址', en: 'Webhook addresses' },
  'webhook-delivery': { zh: '投递', en: 'Deliveries' },
  refund: { zh: '退款', en: 'Refunds' },
}

const ACTIONS: Names = {
  'user.add': { zh: '新建账号', en: 'Added a user' },
  'user.change-role': { zh: '改角色', en: 'Changed a role' },
  'user.disable': { zh: '停用账号', en: 'Disabled a user' },
  'user.enable': { zh: '启用账号', en: 'Enabled a user' },
  'api-key.make': { zh: '新建 API 密钥', en: 'Made an API key' },
  'api-key.revoke': { zh: '吊销 API 密钥', en: 'Revoked an API key' },
  'webhook-endpoint.enable': { zh: '启用接收地址', en: 'Enabled a webhook address' },
  'webhook-endpoint.disable': { zh: '停用接收地址', en: 'Disabled a webhook address' },
  'webhook-delivery.replay': { zh: '重新投递', en: 'Delivered again' },
  'refund.retry': { zh: '重试退款', en: 'Retried a refund' },
}

const FIELDS: Names = {
  role: { zh: '角色', en: 'role' },
  disabled: { zh: '停用', en: 'disabled' },
  enabled: { zh: '启用', en: 'enabled' },
  because: { zh: '停用原因', en: 'disabled because' },
  realm: { zh: '登录处', en: 'signs in to' },
  username: { zh: '用户名', en: 'username' },
  merchantId: { zh: '卖家', en: 'merchant' },
  label: { zh: '用途', en: 'used by' },
  prefix: { zh: '开头', en: 'begins with' },
  revoked: { zh: '已吊销', en: 'revoked' },
  state: { zh: '状态', en: 'state' },
  sentAs: { zh: '发出的退款', en: 'sent as' },
}

/** Words of a closed list, under the field that holds them. */
const VALUES: Readonly<Record<string, Names>> = {
  role: {
    viewer: { zh: '只读', en: 'viewer' },
    support: { zh: '客服', en: 'support' },
    operator: { zh: '运营', en: 'operator' },
    finance: { zh: '财务', en: 'finance' },
    admin: { zh: '管理员', en: 'admin' },
  },
  realm: { console: { zh: '控制台', en: 'console' }, workbench: { zh: '商家工作台', en: 'workbench' } },
  because: {
    gone: { zh: '对方答复已不存在（410）', en: 'it answered 410 Gone' },
    failing: { zh: '连续五天投递失败', en: 'it failed for five days' },
    requested: { zh: '人工停用', en: 'a person asked' },
  },
  state: {
    waiting: { zh: '待投递', en: 'waiting' },
    delivered: { zh: '已送达', en: 'delivered' },
    failed: { zh: '失败', en: 'failed' },
    abnormal: { zh: '退款异常', en: 'needs a person' },
    unknown: { zh: '核实中', en: 'being checked' },
    processing: { zh: '退款中', en: 'on its way' },
    asked_again: { zh: '已再次发出', en: 'sent again' },
  },
}

/** What no list knows is shown by its own name rather than hidden: other versions of the server know more. */
export const actionName = (action: string, language: Language): string =>
  ACTIONS[action]?.[language] ?? action
export const kindName = (kind: string, language: Language): string => KINDS[kind]?.[language] ?? kind

/** The names of a path, the outermost first; places in a list count from one. */
export function fieldName(path: readonly string[], language: Language): string {
  return path
    .map((name) => FIELDS[name]?.[language] ?? (/^\d+$/.test(name) ? `#${Number(name) + 1}` : name))
    .join(' · ')
}

/** A leaf as a person reads it; its unit is in the name of its field. */
export function valueText(path: readonly string[], value: unknown, language: Language): string {
  const field = path.findLast((name) => !/^\d+$/.test(name)) ?? ''
  if (value === undefined || value === null) return language === 'zh' ? '无' : 'none'
  if (typeof value === 'boolean') return language === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no'
  if (typeof value === 'number') {
    if (field.endsWith('Minor')) return formatMoney(value, 'CNY')
    if (field.endsWith('Bp')) return `${value / 100} %`
    if (field.endsWith('Ms')) return formatSpan(value, language)
    return String(value)
  }
  if (typeof value === 'string') {
    const known = VALUES[field]?.[value]?.[language]
    if (known !== undefined) return known
    return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)
      ? formatTime(value, new Date(), { language, seconds: true })
      : value
  }
  return JSON.stringify(value)
}
