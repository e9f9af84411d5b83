import type { InstitutionName } from './control-calls.js'

export type EffectKind = 'call' | 'refund' | 'notice'

export interface Effect {
  effect: string
  kind: EffectKind
  zh: string
  en: string
}

/** Each effect in a plain sentence: what the merchant's system will see. */
export const EFFECTS: readonly Effect[] = [
  {
    effect: 'timeout_before',
    kind: 'call',
    zh: '不回答，也没有办事：请求石沉大海',
    en: 'Never answers and does nothing: the call is lost',
  },
  {
    effect: 'timeout_after',
    kind: 'call',
    zh: '办了事，但不回答：钱可能已经动了',
    en: 'Acts but never answers: money may have moved',
  },
  {
    effect: 'drop_before',
    kind: 'call',
    zh: '没有办事，直接断开连接',
    en: 'Does nothing and cuts the connection',
  },
  { effect: 'drop_after', kind: 'call', zh: '办了事，然后断开连接', en: 'Acts, then cuts the connection' },
  { effect: 'fail', kind: 'call', zh: '按文档回答一个错误', en: 'Answers a documented error' },
  { effect: 'delay', kind: 'call', zh: '晚一些才回答', en: 'Answers late' },
  {
    effect: 'forge_answer',
    kind: 'call',
    zh: '回答的签名不对，应当拒收',
    en: 'Answers with a wrong signature; it must be refused',
  },
  {
    effect: 'not_enough',
    kind: 'call',
    zh: '机构说余额不足',
    en: 'The institution says there is not enough money',
  },
  {
    effect: 'refund_processing',
    kind: 'refund',
    zh: '退款一直处理中，直到在这里放行',
    en: 'The refund stays in progress until finished here',
  },
  {
    effect: 'refund_abnormal',
    kind: 'refund',
    zh: '退款异常：钱退不进付款人的账户',
    en: 'The refund turns abnormal: the payer cannot be credited',
  },
  {
    effect: 'refund_closed',
    kind: 'refund',
    zh: '退款被关闭，没有退钱',
    en: 'The refund is closed and no money goes back',
  },
  { effect: 'lose', kind: 'notice', zh: '通知丢失，永远不发', en: 'The notice is lost for good' },
  {
    effect: 'hold',
    kind: 'notice',
    zh: '扣住通知，直到在订单里放行',
    en: 'The notice is held until released in the order',
  },
  {
    effect: 'double',
    kind: 'notice',
    zh: '同一个通知发两次或更多次',
    en: 'The same notice arrives twice or more',
  },
  { effect: 'delay', kind: 'notice', zh: '通知晚到', en: 'The notice comes late' },
  { effect: 'forge', kind: 'notice', zh: '通知的签名是伪造的', en: 'The notice carries a forged signature' },
  {
    effect: 'unknown_serial',
    kind: 'notice',
    zh: '签名用了不认识的证书序列号',
    en: 'Signed under a serial number nobody knows',
  },
  {
    effect: 'stale',
    kind: 'notice',
    zh: '签名正确，但时间戳是一小时前',
    en: 'Signed correctly, but stamped an hour ago',
  },
  { effect: 'corrupt', kind: 'notice', zh: '签名之后正文被改过', en: 'The body is altered after signing' },
  {
    effect: 'wrong_amount',
    kind: 'notice',
    zh: '签名正确，但金额不对',
    en: 'Signed correctly, but the amount is wrong',
  },
  {
    effect: 'wrong_currency',
    kind: 'notice',
    zh: '签名正确，但币种不对',
    en: 'Signed correctly, but the currency is wrong',
  },
  {
    effect: 'other_merchant',
    kind: 'notice',
    zh: '签名正确，但是别的商户的通知',
    en: 'Signed correctly, but meant for another merchant',
  },
  {
    effect: 'unknown_order',
    kind: 'notice',
    zh: '签名正确，但订单号不存在',
    en: 'Signed correctly, but about an order nobody placed',
  },
]

/** What may be asked of an extra notice: how its content or signature differs. */
export const ALTERATIONS = EFFECTS.slice(EFFECTS.findIndex(({ effect }) => effect === 'forge'))

/** What each institution's server says it knows. */
export type Operations = Partial<Record<InstitutionName, readonly string[]>>

/** The operations an effect can strike at, in the words the rules use, each once. */
export function operationsFor(
  known: Operations,
  institution: InstitutionName | '*',
  kind: EffectKind,
): string[] {
  const words = institution === '*' ? Object.values(known).flat() : (known[institution] ?? [])
  return [...new Set(words)].filter((word) => {
    const isNotice = word.startsWith('notice.')
    // How a refund goes on is decided where it is made, whatever the institution.
    if (kind === 'refund') return word === 'refund'
    return isNotice === (kind === 'notice')
  })
}

/** Answers there carry no signature, and its messages no amount. */
const NOT_AT_THE_ACCOUNT = ['forge_answer', 'wrong_amount', 'wrong_currency', 'unknown_order']

/** Its answers are not signed, and no money is in what it tells. */
const NOT_AT_THE_DESK = ['forge_answer', 'wrong_amount', 'wrong_currency', 'other_merchant']

/** Whether an effect can strike anywhere at the institution; before its operations are known it may. */
export function canSuffer(
  known: Operations | null,
  institution: InstitutionName,
  { effect, kind }: Pick<Effect, 'effect' | 'kind'>,
): boolean {
  if (institution === 'official_account' && NOT_AT_THE_ACCOUNT.includes(effect)) return false
  if (institution === 'review_desk' && NOT_AT_THE_DESK.includes(effect)) return false
  return known === null || operationsFor(known, institution, kind).length > 0
}

/** The sentence for a rule that is already set; `delay` exists for calls and for notices. */
export function effectOf(effect: string, operation: string): Effect | undefined {
  const kind = operation.startsWith('notice.') ? 'notice' : null
  const named = EFFECTS.filter((candidate) => candidate.effect === effect)
  return named.find((candidate) => candidate.kind === kind) ?? named[0]
}
