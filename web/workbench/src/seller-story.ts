import type { Language } from '../../office/src/language.js'
import { formatMoney } from '../../office/src/money.js'
import { institutionName, methodName } from '../../office/src/names.js'
import type { Attempt, Refund, StoryEntry } from '../../office/src/types.js'

interface Around {
  attempts: Attempt[]
  refunds: Refund[]
}

/** Filled in from what the entry is about; a part that is not known leaves its place empty. */
interface Parts {
  method: string
  institution: string
  amount: string
}

type Line = (parts: Parts) => { zh: string; en: string }

const LINES: Record<string, Line> = {
  'checkout.created': () => ({ zh: '顾客下单', en: 'The shopper placed the order' }),
  'checkout.paid': () => ({ zh: '订单支付完成，可以发货', en: 'The order is paid: ready to ship' }),
  'checkout.locked': () => ({
    zh: '已出示付款码，不再更换支付机构',
    en: 'A payment code is out: no other institution from here on',
  }),
  'checkout.closing': () => ({
    zh: '订单正在关闭，先与支付机构确认没有付款',
    en: 'Closing: the institution is asked first whether anything was paid',
  }),
  'checkout.closed': () => ({ zh: '订单已关闭，没有收款', en: 'The order is closed; nothing was paid' }),
  'attempt.created': ({ method }) => ({
    zh: `顾客选择了 ${method}`,
    en: `The shopper chose ${method}`,
  }),
  'attempt.pending': () => ({ zh: '等待顾客付款', en: 'Waiting for the shopper to pay' }),
  'attempt.unknown': ({ institution }) => ({
    zh: `正在向${institution}核实是否已付款`,
    en: `Asking ${institution} whether it was paid`,
  }),
  'attempt.closing': ({ institution }) => ({
    zh: `正在关闭${institution}的付款`,
    en: `Closing the payment at ${institution}`,
  }),
  'attempt.closed': ({ method }) => ({
    zh: `${method} 的付款已关闭`,
    en: `The payment by ${method} was closed`,
  }),
  'attempt.failed': ({ institution }) => ({
    zh: `${institution}没有接受这次付款，没有扣款`,
    en: `${institution} did not take this payment; nothing was charged`,
  }),
  'attempt.paid': ({ method }) => ({ zh: `顾客用 ${method} 付款成功`, en: `The shopper paid by ${method}` }),
  'attempt.surplus': ({ method }) => ({
    zh: `顾客用 ${method} 多付的一笔，会自动退回`,
    en: `A surplus payment by ${method} goes back by itself`,
  }),
  'refund.created': ({ amount }) => ({ zh: `发起退款 ${amount}`, en: `Refund of ${amount} requested` }),
  'refund.processing': ({ amount }) => ({
    zh: `支付机构已受理退款 ${amount}`,
    en: `The institution accepted the refund of ${amount}`,
  }),
  'refund.unknown': ({ amount }) => ({
    zh: `正在核实退款 ${amount} 的结果`,
    en: `Asking about the refund of ${amount}`,
  }),
  'refund.succeeded': ({ amount }) => ({
    zh: `退款 ${amount} 已退给顾客`,
    en: `${amount} went back to the shopper`,
  }),
  'refund.abnormal': ({ amount }) => ({
    zh: `退款 ${amount} 暂时退不回去，请联系平台客服`,
    en: `The refund of ${amount} cannot go back for now: ask the marketplace's support`,
  }),
  'refund.failed': ({ amount }) => ({
    zh: `退款 ${amount} 失败，钱没有动`,
    en: `The refund of ${amount} failed; no money moved`,
  }),
}

/** What happened, as a seller would say it; the server's own title where this page knows no better. */
export function sellerLine(entry: StoryEntry, around: Around, language: Language): string {
  const line = LINES[entry.kind]
  const attempt = around.attempts.find(({ id }) => id === entry.subject)
  const refund = around.refunds.find(({ id }) => id === entry.subject)
  const known =
    line && (entry.kind.startsWith('checkout.') || (entry.kind.startsWith('attempt.') ? attempt : refund))
  if (!known) return language === 'zh' ? entry.title : entry.titleEn
  const said = line({
    method: attempt ? methodName(attempt.method, language) : '',
    institution: attempt ? institutionName(attempt.institution, language) : '',
    amount: refund ? formatMoney(refund.amountMinor, refund.currency) : '',
  })
  return said[language].trim()
}
