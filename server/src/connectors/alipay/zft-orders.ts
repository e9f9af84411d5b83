import type { ApplicationToAsk, ReviewAnswer, ReviewReason } from '../review-contract.js'
import { readBeijingTime } from './beijing-time.js'
import { type Answer, type Told, unknown } from './gateway.js'
import { documentIn, externalIdOf } from './zft-application.js'

/** Nobody there knows the merchant's number: what this is answered with is written down nowhere, so any of its kind. */
const NO_ORDER = /^(?:ACQ\.)?(?:INVALID_PARAMETER|.*NOT_?EXISTS?|.*NOT_?FOUND)$/

interface ZftOrder {
  readonly text: (name: string) => string | undefined
  readonly id: string
}

/**
 * What an inquiry by the merchant's number says. Every application of that number is in the answer: one is open or
 * granted at most, and those that were rejected before stay.
 */
export function readOrders(asked: ApplicationToAsk, answer: Answer): ReviewAnswer {
  if (answer.outcome === 'unknown') return answer
  if (answer.code === '40004' && NO_ORDER.test(answer.subCode)) return { outcome: 'absent' }
  if (answer.code !== '10000') return noAnswer(answer)
  const orders = answer.rows('orders').map(orderIn)
  if (orders.some(({ text, id }) => text('external_id') !== externalIdOf(asked.applicationNo) || id === ''))
    return unknown('unreadable', 'The answer is about another application.')
  const latest = latestOf(orders, asked)
  // It knows the number from an earlier round, and has not heard of this one.
  if (latest === null || (latest.text('status') === '-1' && latest.id === asked.sentBackRef))
    return { outcome: 'absent' }
  return readOrder(asked, latest)
}

function orderIn(row: Readonly<Record<string, unknown>>): ZftOrder {
  const text = (name: string): string | undefined => {
    const value = Object.hasOwn(row, name) ? row[name] : undefined
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  return { text, id: text('order_id') ?? '' }
}

/** Times are told by the second: of two in one, the one that was sent back before is the older. */
function latestOf(orders: readonly ZftOrder[], { sentBackRef }: ApplicationToAsk): ZftOrder | null {
  const standing = orders.find(({ text }) => text('status') !== '-1')
  const at = ({ text }: ZftOrder): number => readBeijingTime(text('apply_time'))?.getTime() ?? 0
  const isNews = ({ id }: ZftOrder): number => (id === sentBackRef ? 0 : 1)
  const [latest] = [...orders].sort((a, b) => at(b) - at(a) || isNews(b) - isNews(a))
  return standing ?? latest ?? null
}

function readOrder({ submission }: ApplicationToAsk, { text, id }: ZftOrder): ReviewAnswer {
  const facts = { submission, revision: null, institutionRef: id, reasons: [] }
  const status = text('status')
  switch (status) {
    case '031':
      // A number that is told already may only be used when all is done.
      return { ...facts, outcome: 'under_review', signUrl: text('sub_sign_short_chain_url') ?? null }
    case '99': {
      const subMerchantNo = text('smid')
      // Done without a number would be a grant that nobody can use.
      if (subMerchantNo !== undefined) return { ...facts, outcome: 'granted', subMerchantNo }
      break
    }
    case '-1':
      return { ...facts, outcome: 'to_be_rectified', reasons: reasonsIn(text) }
  }
  return unknown('new_status', `The application is ${status ?? 'without a status'}.`)
}

/** The same sentence often stands as the reason and as a reviewer's note. */
function reasonsIn(text: ZftOrder['text']): ReviewReason[] {
  const told = ['reason', 'kz_audit_memo', 'fk_audit_memo'].flatMap((name) => text(name) ?? [])
  const refused = text('sub_confirm') === 'FAIL' ? ['商户在支付宝里没有同意开通'] : []
  const sentences = [...new Set([...told, ...(told.length === 0 ? refused : [])])]
  if (sentences.length === 0) return [{ field: '', reason: '支付宝没有说明驳回原因' }]
  return sentences.map((reason) => ({ field: documentIn(reason), reason }))
}

/** What support sees of an inquiry: who has decided in the application that is open, and whom it waits for. */
export function progressIn(told: Told): string {
  const orders = told.rows('orders').map(orderIn)
  const shown = orders.find(({ text }) => text('status') !== '-1') ?? orders[0]
  const words = ['status', 'kz_audit', 'fk_audit', 'sub_confirm'].map((name) => shown?.text(name) ?? '-')
  return shown === undefined ? told.code : words.join(' ')
}

/** An outage, throttling or a code that says nothing of the application: it is asked again. */
export function noAnswer({ code, subCode, message }: Told): ReviewAnswer {
  const isKnown = code === '20000' || code === '40005' || /SYSTEM_ERROR$/.test(subCode)
  return unknown(isKnown ? 'server_error' : 'new_status', `${code} ${subCode}: ${message}`)
}
