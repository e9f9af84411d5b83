import type { StoryRow } from '../story/index.js'
import type { StoryEntry } from './schema.js'

type Titles = readonly [zh: string, en: string]

const TITLES: Readonly<Record<string, Titles>> = {
  'checkout.created': ['收银单已创建', 'Checkout placed'],
  'checkout.locked': [
    '已出示不能收回的付款码，不再更换支付机构',
    'A code that cannot be called back is out: no other institution from here on',
  ],
  'checkout.closing': [
    '正在关闭收银单，先到支付机构关单',
    'Closing: attempts are closed at their institutions first',
  ],
  'checkout.paid': ['收银单已付款', 'Checkout paid'],
  'checkout.closed': ['收银单已关闭', 'Checkout closed'],
  'attempt.created': ['发起支付', 'Attempt started'],
  'attempt.unknown': ['没有收到支付机构的明确结果，正在查询', 'No clear answer from the institution; asking'],
  'attempt.pending': ['等待付款', 'Waiting for the payer'],
  'attempt.closing': ['正在支付机构关闭支付单', 'Closing the attempt at the institution'],
  'attempt.paid': ['支付成功', 'Attempt paid'],
  'attempt.surplus': ['重复或迟到的付款，将自动退回', 'Paid a second time or too late; it is given back'],
  'attempt.closed': ['支付单已关闭', 'Attempt closed'],
  'attempt.failed': ['支付机构没有接受', 'The institution did not take it'],
  'refund.created': ['发起退款', 'Refund requested'],
  'refund.unknown': ['退款结果未知，正在查询', 'Result of the refund not known; asking'],
  'refund.processing': ['退款处理中', 'Refund under way'],
  'refund.succeeded': ['退款成功', 'Refund succeeded'],
  'refund.abnormal': ['退款异常，需要人工处理', 'Refund abnormal; a person must decide'],
  'refund.failed': ['退款失败', 'Refund failed'],
  'notice.received': ['收到支付机构通知', 'Notice from the institution'],
  'notice.refused': ['拒收一条通知', 'A notice was refused'],
  'money.mismatch': ['金额或收款方不一致，未入账', 'Amount or payee does not match; nothing was booked'],
  'webhook.queued': ['通知商城：排队', 'Webhook queued'],
  'webhook.delivered': ['通知商城：已送达', 'Webhook delivered'],
  'webhook.failed': ['通知商城：发送失败', 'Webhook failed'],
}

const VERBS: Readonly<Record<string, Titles>> = {
  order: ['下单', 'order'],
  inquire: ['查询订单', 'inquire'],
  close: ['关单', 'close'],
  refund: ['申请退款', 'refund'],
  inquire_refund: ['查询退款', 'inquire refund'],
}

/** An entry of the story with a line that a person can read. */
export function entitle(row: StoryRow): StoryEntry {
  const [title, titleEn] = titlesOf(row)
  return {
    id: row.id,
    at: row.at.toISOString(),
    kind: row.kind,
    subject: row.subject,
    title,
    titleEn,
    data: row.data,
    alarm: row.alarm,
  }
}

function titlesOf({ kind, data }: StoryRow): Titles {
  if (kind === 'call') {
    const [zh, en] = VERBS[String(data.verb)] ?? [String(data.verb), String(data.verb)]
    return [
      `调用支付机构：${zh} → ${String(data.answer)}`,
      `Called the institution: ${en} → ${String(data.answer)}`,
    ]
  }
  if (kind === 'transfer') {
    const amount = `${String(data.currency)} ${inMajorUnits(Number(data.amountMinor))}`
    const sides = `${String(data.debit)} → ${String(data.credit)}`
    return [`记账 ${amount}:${sides}`, `Transfer ${amount}: ${sides}`]
  }
  return TITLES[kind] ?? [kind, kind]
}

/** Only for reading: CNY has two decimals, and nothing is computed with the text. */
function inMajorUnits(amountMinor: number): string {
  const digits = String(amountMinor).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}
