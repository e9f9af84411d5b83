import type { NoticeAlteration } from '../core/faults.js'
import type { NoticeChannel, NoticeRecord } from '../core/notices.js'
import type { Desk } from './desk.js'
import type { Order, Payment, Refund } from './order-book.js'
import { orderState } from './order-state.js'
import { SCHEME, signBytes, threeLines } from './signature.js'
import {
  counterMembers,
  paymentMembers,
  paymentTradeInfo,
  refundMembers,
  refundTradeInfo,
} from './trade-json.js'

export const NOTICE_OPERATIONS = ['notice.payment', 'notice.refund'] as const

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
/** acquirer.md §2.9 */
const RETRY_AFTER_MS: readonly number[] = [
  SECOND_MS,
  5 * SECOND_MS,
  5 * SECOND_MS,
  10 * SECOND_MS,
  3 * MINUTE_MS,
  10 * MINUTE_MS,
  20 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
]
/** (unverified): the acquirer does not publish how long it waits. */
const TIMEOUT_MS = 5_000

export function notifyPayment(
  desk: Desk,
  order: Order,
  payment: Payment,
  alter: NoticeAlteration | null = null,
): NoticeRecord | null {
  const body =
    order.kind === 'preorder'
      ? { ...paymentMembers(order, payment), trade_state: 'SUCCESS', trade_status: 'SUCCESS' }
      : {
          ...counterMembers(desk.core, order, 'SUCCESS'),
          order_trade_info: paymentTradeInfo(order, payment),
        }
  return send(desk, order, 'notice.payment', 'PAY', body, alter)
}

/** Refunds are told on the payment's address. */
export function notifyRefund(
  desk: Desk,
  order: Order,
  payment: Payment,
  refund: Refund,
  alter: NoticeAlteration | null = null,
): NoticeRecord | null {
  const state = orderState(desk.book, order, desk.core.clock.nowMs())
  const body =
    order.kind === 'preorder'
      ? { ...refundMembers(order, payment, refund), trade_state: state, trade_status: state }
      : {
          ...counterMembers(desk.core, order, state),
          order_trade_info: refundTradeInfo(order, payment, refund),
        }
  return send(desk, order, 'notice.refund', refund.kind, body, alter)
}

function send(
  desk: Desk,
  order: Order,
  operation: (typeof NOTICE_OPERATIONS)[number],
  event: string,
  body: object,
  alter: NoticeAlteration | null,
): NoticeRecord | null {
  if (order.notifyUrl === null) return null
  return desk.core.notices.send({
    institution: 'acquirer',
    operation,
    event,
    outTradeNo: order.outTradeNo,
    url: order.notifyUrl,
    payload: { body: { ...body } },
    alter,
  })
}

export function createNoticeChannel(desk: Desk): NoticeChannel {
  const { core, keys } = desk
  return {
    retryAfterMs: RETRY_AFTER_MS,
    timeoutMs: TIMEOUT_MS,
    acknowledged: (status, answer) => status === 200 && codeIn(answer) === 'SUCCESS',
    async render(notice, alter) {
      // Written by this file and kept as JSON.
      const { body: told } = notice.payload as { body: Record<string, unknown> }
      const body = JSON.stringify(alteredBody(told, alter, core.random.digits(12)))
      const nowMs = core.clock.nowMs()
      const timestamp = String(Math.floor((alter === 'stale' ? nowMs - HOUR_MS : nowMs) / 1000))
      const nonce = core.random.alphanumeric(32)
      // There is no serial on the wire: a stranger's signature is one by another key.
      const key = alter === 'unknown_serial' ? keys.platformKey : keys.notifyKey
      const signature = await signBytes(threeLines({ timestamp, nonce, body }), key)
      const shown = alter === 'forge' ? flipFirst(signature) : signature
      return {
        headers: {
          'Content-Type': 'application/json;charset=UTF-8',
          Authorization: `${SCHEME} timestamp="${timestamp}",nonce_str="${nonce}",signature="${shown}"`,
        },
        body: alter === 'corrupt' ? body.replace('"merchant_no":"8', '"merchant_no":"9') : body,
      }
    },
  }
}

/** Signed as it should be, but telling another story. Notices name no currency, so that alteration changes nothing. */
function alteredBody(
  body: Record<string, unknown>,
  alter: NoticeAlteration | null,
  digits: string,
): Record<string, unknown> {
  switch (alter) {
    case 'wrong_amount':
      return typeof body.total_amount === 'number'
        ? { ...body, total_amount: body.total_amount + 1 }
        : { ...body, total_amount: String(Number(body.total_amount) + 1) }
    case 'other_merchant':
      return { ...body, merchant_no: `822${digits}` }
    case 'unknown_order':
      return {
        ...body,
        ...('out_trade_no' in body
          ? { out_trade_no: `unknown_${digits}` }
          : { out_order_no: `unknown_${digits}` }),
      }
    default:
      return body
  }
}

function flipFirst(signature: string): string {
  return `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`
}

function codeIn(answer: string): unknown {
  try {
    return (JSON.parse(answer) as { code?: unknown } | null)?.code
  } catch {
    return undefined
  }
}
