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
  capability: { zh: '能力', en: 'Capabilities' },
  sub_merchant: { zh: '二级商户', en: 'Sub-merchants' },
  terms: { zh: '平台规则', en: 'Terms' },
  batch: { zh: '邀请批次', en: 'Batches' },
  participation: { zh: '卖家参与', en: "Sellers' parts" },
  launch: { zh: '上线', en: 'Launches' },
  'method-policy': { zh: '支付方式排序', en: 'Order of methods' },
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
  'capability.begin': { zh: '准备申请能力', en: 'Began an application' },
  'capability.change': { zh: '改申请材料', en: 'Changed its documents' },
  'capability.hand_in': { zh: '提交能力申请', en: 'Handed in an application' },
  'capability.give_up': { zh: '撤回能力申请', en: 'Gave an application up' },
  'capability.begin_again': { zh: '重新准备申请', en: 'Began an application again' },
  'capability.taken_up': { zh: '机构受理申请', en: 'The institution took it up' },
  'capability.sent_back': { zh: '机构退回整改', en: 'Sent back to be rectified' },
  'capability.grant': { zh: '机构授予能力', en: 'The institution granted it' },
  'capability.suspend': { zh: '机构暂停能力', en: 'The institution suspended it' },
  'capability.take_back': { zh: '机构收回能力', en: 'The institution took it back' },
  'sub_merchant.change': { zh: '改进件材料', en: "Changed a seller's application" },
  'sub_merchant.hand_in': { zh: '提交进件', en: "Handed in a seller's application" },
  'sub_merchant.give_up': { zh: '撤回进件', en: "Gave a seller's application up" },
  'sub_merchant.begin_again': { zh: '重新准备进件', en: "Began a seller's application again" },
  'sub_merchant.taken_up': { zh: '机构受理进件', en: "The institution took up a seller's application" },
  'sub_merchant.sent_back': { zh: '机构退回进件', en: "A seller's application was sent back" },
  'sub_merchant.grant': { zh: '机构开通二级商户', en: 'The institution opened a sub-merchant' },
  'sub_merchant.suspend': { zh: '机构暂停二级商户', en: 'The institution suspended a sub-merchant' },
  'sub_merchant.take_back': { zh: '机构关闭二级商户', en: 'The institution closed a sub-merchant' },
  'terms.draft': { zh: '起草平台规则', en: 'Drafted terms' },
  'terms.change': { zh: '改平台规则草稿', en: 'Changed a draft of terms' },
  'terms.publish': { zh: '发布平台规则', en: 'Published terms' },
  'terms.withdraw': { zh: '撤回平台规则', en: 'Withdrew terms' },
  'batch.create': { zh: '新建邀请批次', en: 'Made a batch of invitations' },
  'batch.start': { zh: '开始邀请批次', en: 'Started a batch' },
  'batch.pause': { zh: '暂停邀请批次', en: 'Paused a batch' },
  'batch.resume': { zh: '继续邀请批次', en: 'Resumed a batch' },
  'batch.cancel': { zh: '取消邀请批次', en: 'Cancelled a batch' },
  'participation.accept': { zh: '卖家接受邀请', en: 'A seller accepted' },
  'participation.agree': { zh: '卖家同意新规则', en: 'A seller agreed to new terms' },
  'participation.decline': { zh: '卖家谢绝邀请', en: 'A seller declined' },
  'participation.pause': { zh: '卖家暂停使用', en: 'A seller paused' },
  'participation.resume': { zh: '卖家恢复使用', en: 'A seller resumed' },
  'participation.suspend': { zh: '平台暂停卖家', en: 'Suspended a seller' },
  'participation.restore': { zh: '平台恢复卖家', en: 'Restored a seller' },
  'launch.create': { zh: '新建上线', en: 'Made a launch' },
  'launch.change': { zh: '改上线规则', en: "Changed a launch's rules" },
  'launch.go-live': { zh: '开始上线', en: 'Went live' },
  'launch.halt': { zh: '紧急停用', en: 'Halted a launch' },
  'launch.resume': { zh: '停用后恢复', en: 'Resumed a launch' },
  'launch.end': { zh: '结束上线', en: 'Ended a launch' },
  'launch.open-to-everyone': { zh: '向全部卖家开放', en: 'Opened to every seller' },
  'launch.advance': { zh: '放量进入下一步', en: 'Advanced a step' },
  'launch.trip': { zh: '护栏触发', en: 'A guardrail tripped' },
  'launch.roll-back': { zh: '回到先前版本', en: 'Went back to a version' },
  'launch.schedule-start': { zh: '开始自动放量', en: 'Started the schedule' },
  'launch.schedule-pause': { zh: '暂停自动放量', en: 'Paused the schedule' },
  'launch.schedule-resume': { zh: '继续自动放量', en: 'Resumed the schedule' },
  'method-policy.change': { zh: '改支付方式排序', en: 'Changed the order of methods' },
}

const FIELDS: Names = {
  role: { zh: '角色', en: 'role' },
  disabled: { zh: '停用', en: 'disabled' },
  enabled: { zh: '启用', en: 'enabled' },
  because: { zh: '停用原因', en: 'disabled because' },
  realm: { zh: '登录处', en: 'signs in to' },
  username: { zh: '用户名', en: 'username' },
  merchantId: { zh: '卖家', en: 'merchant' },
  label: { zh: '名称', en: 'name' },
  prefix: { zh: '开头', en: 'begins with' },
  revoked: { zh: '已吊销', en: 'revoked' },
  state: { zh: '状态', en: 'state' },
  sentAs: { zh: '发出的退款', en: 'sent as' },
  name: { zh: '名称', en: 'name' },
  nameEn: { zh: '英文名称', en: 'English name' },
  reasons: { zh: '原因', en: 'reasons' },
  version: { zh: '版本', en: 'version' },
  effectiveAt: { zh: '生效时间', en: 'effective' },
  agreedTermsSeq: { zh: '已同意的规则', en: 'agreed terms' },
  startsAt: { zh: '开始', en: 'starts' },
  launchId: { zh: '上线', en: 'launch' },
  selection: { zh: '选择', en: 'selection' },
  merchantIds: { zh: '名单', en: 'list' },
  rule: { zh: '条件', en: 'rule' },
  limit: { zh: '上限', en: 'at most' },
  categories: { zh: '类目', en: 'categories' },
  regions: { zh: '地区', en: 'regions' },
  sizes: { zh: '规模', en: 'sizes' },
  waves: { zh: '波次', en: 'waves' },
  afterMs: { zh: '开始后', en: 'after the start' },
  expiresInMs: { zh: '邀请有效期', en: 'letters stand for' },
  institution: { zh: '支付机构', en: 'institution' },
  methods: { zh: '支付方式', en: 'methods' },
  requires: { zh: '需要的能力', en: 'needed capabilities' },
  merchants: { zh: '卖家范围', en: 'sellers' },
  shareBp: { zh: '顾客比例', en: 'share of shoppers' },
  holdoutBp: { zh: '对照组', en: 'holdout' },
  audience: { zh: '人群', en: 'audience' },
  newShopper: { zh: '新顾客', en: 'new shoppers' },
  regionTiers: { zh: '城市级别', en: 'region tiers' },
  walletsUsed: { zh: '用过的钱包', en: 'wallets used' },
  boosts: { zh: '加量人群', en: 'boosts' },
  allow: { zh: '允许名单', en: 'allow list' },
  deny: { zh: '排除名单', en: 'deny list' },
  goods: { zh: '商品', en: 'goods' },
  includeCategories: { zh: '只含类目', en: 'only categories' },
  excludeCategories: { zh: '不含类目', en: 'without categories' },
  includeSkus: { zh: '另含商品', en: 'with goods' },
  excludeSkus: { zh: '不含商品', en: 'without goods' },
  scenes: { zh: '场景', en: 'scenes' },
  windows: { zh: '时段', en: 'times' },
  schedule: { zh: '自动放量', en: 'schedule' },
  steps: { zh: '步骤', en: 'steps' },
  step: { zh: '当前步', en: 'step' },
  holdMs: { zh: '停留', en: 'held for' },
  stepBeganAt: { zh: '本步开始', en: 'step began' },
  guardrails: { zh: '护栏', en: 'guardrails' },
  hideWhenFailing: { zh: '失败时隐藏', en: 'hide when failing' },
  order: { zh: '排序', en: 'order' },
  preselect: { zh: '预选', en: 'preselected' },
  feeBp: { zh: '费率', en: 'fees' },
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
    draft: { zh: '草稿', en: 'draft' },
    submitted: { zh: '已提交', en: 'submitted' },
    under_review: { zh: '审核中', en: 'under review' },
    to_be_rectified: { zh: '待整改', en: 'to be rectified' },
    granted: { zh: '已开通', en: 'granted' },
    withdrawn: { zh: '已撤回', en: 'withdrawn' },
    suspended: { zh: '已被暂停', en: 'suspended' },
    published: { zh: '已发布', en: 'published' },
    not_invited: { zh: '未邀请', en: 'not invited' },
    invited: { zh: '已邀请', en: 'invited' },
    accepted: { zh: '已接受', en: 'accepted' },
    active: { zh: '已开通', en: 'active' },
    declined: { zh: '已婉拒', en: 'declined' },
    expired: { zh: '已过期', en: 'expired' },
    paused: { zh: '已暂停', en: 'paused' },
    live: { zh: '上线中', en: 'live' },
    halted: { zh: '已停用', en: 'halted' },
    ended: { zh: '已结束', en: 'ended' },
    off: { zh: '未启用', en: 'off' },
    running: { zh: '进行中', en: 'running' },
    done: { zh: '已完成', en: 'done' },
    choosing: { zh: '挑选卖家中', en: 'choosing sellers' },
    finished: { zh: '已全部发出', en: 'all sent' },
    cancelled: { zh: '已取消', en: 'cancelled' },
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

/** A longer text has a page of its own; here it only says that it is there. */
const LONGEST = 300

/** A leaf as a person reads it; its unit is in the name of its field. */
export function valueText(path: readonly string[], value: unknown, language: Language): string {
  const field = path.findLast((name) => !/^\d+$/.test(name)) ?? ''
  if (value === undefined || value === null) return language === 'zh' ? '无' : 'none'
  if (typeof value === 'boolean') return language === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no'
  if (typeof value === 'number') {
    if (path.some((name) => name.endsWith('Minor'))) return formatMoney(value, 'CNY')
    // A fee of a method stands under the method's name.
    if (field.endsWith('Bp') || path.includes('feeBp')) return `${value / 100} %`
    if (field.endsWith('Ms')) return formatSpan(value, language)
    return String(value)
  }
  if (typeof value === 'string') {
    const known = VALUES[field]?.[value]?.[language]
    if (known !== undefined) return known
    if (value.length > LONGEST) return `${value.slice(0, LONGEST)}…`
    return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)
      ? formatTime(value, new Date(), { language, seconds: true })
      : value
  }
  return JSON.stringify(value)
}
