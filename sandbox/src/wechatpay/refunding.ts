import type { Core } from '../core/core.js'
import { REFUND_EFFECTS } from '../core/faults.js'
import { payerRefundMinor } from './coupons/promotion.js'
import type { Merchant } from './merchants/merchant.js'
import { type Order, type OrderBook, type Refund, sellerOf } from './order-book.js'
import { refundNoticeJson } from './order-json.js'

export type RefundEnd = 'SUCCESS' | 'ABNORMAL' | 'CLOSED'

/** The way of an accepted refund from PROCESSING to its end. */
export interface Refunding {
  /** Sets out; a fault rule may change the end or hold it. */
  begin(refund: Refund, order: Order): void
  /** Ends it now. */
  finish(refund: Refund, order: Order, end: RefundEnd): void
  /** Takes up what was under way when the sandbox stopped. */
  resume(): void
}

/** Wallet money is back near real time. */
const REFUND_TAKES_MS = 3_000

const END_WORDS: Record<RefundEnd, { zh: string; en: string }> = {
  SUCCESS: { zh: '退款成功', en: 'Refund succeeded' },
  ABNORMAL: { zh: '退款异常', en: 'Refund became abnormal' },
  CLOSED: { zh: '退款关闭', en: 'Refund closed' },
}

export function createRefunding(
  core: Core,
  book: OrderBook,
  merchants: ReadonlyMap<string, Merchant>,
  /** What else hangs on the end of a refund: accounts and complaints. */
  ended: (refund: Refund, order: Order, end: RefundEnd) => void,
): Refunding {
  const schedule = (refund: Refund): void => {
    const { next } = refund
    if (!next) return
    core.clock.at(next.atMs, () => {
      const order = book.orderById(refund.orderId)
      // The refund may have been ended by hand, or forgotten by a reset, in the meantime.
      if (!order || refund.next !== next || book.refundById(refund.id) !== refund) return
      finish(refund, order, next.state)
    })
  }

  const finish = (refund: Refund, order: Order, end: RefundEnd): void => {
    refund.state = end
    refund.next = null
    if (end === 'SUCCESS') {
      refund.successAtMs = core.clock.nowMs()
      if (refund.toPayer && order.paid) {
        core.wallets.credit(order.paid.userId, {
          payee: merchants.get(sellerOf(order))?.name ?? sellerOf(order),
          description: order.description,
          outTradeNo: order.outTradeNo,
          amountMinor: payerRefundMinor(refund),
        })
      }
    }
    book.keepRefund(refund)
    ended(refund, order, end)
    core.events.emit({
      kind: 'refund',
      institution: 'wechatpay',
      outTradeNo: order.outTradeNo,
      ...END_WORDS[end],
      data: { outRefundNo: refund.outRefundNo, amountMinor: refund.refundMinor },
    })
    // Without a notify_url of its own a v3 refund is not notified here: nothing is set in the merchant platform.
    if (refund.notifyUrl === null) return
    core.notices.send({
      institution: 'wechatpay',
      operation: 'notice.refund',
      event: `REFUND.${end}`,
      outTradeNo: order.outTradeNo,
      url: refund.notifyUrl,
      payload: {
        mchid: refund.mchid,
        signer: order.signer,
        originalType: 'refund',
        summary: END_WORDS[end].zh,
        plaintext: refundNoticeJson(refund, order),
      },
    })
  }

  return {
    finish,
    begin(refund, order) {
      const point = { institution: 'wechatpay', operation: 'refund', outTradeNo: order.outTradeNo } as const
      const effect = core.faults.take(point, REFUND_EFFECTS)?.effect
      const state =
        effect === 'refund_abnormal' ? 'ABNORMAL' : effect === 'refund_closed' ? 'CLOSED' : 'SUCCESS'
      refund.next =
        effect === 'refund_processing'
          ? null
          : { state, atMs: core.clock.nowMs() + REFUND_TAKES_MS * core.scale }
      book.keepRefund(refund)
      schedule(refund)
    },
    resume() {
      for (const refund of book.refunds()) if (refund.state === 'PROCESSING') schedule(refund)
    },
  }
}
