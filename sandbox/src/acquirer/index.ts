import type { Core } from '../core/core.js'
import type { InstitutionServer, OrderRecord, RefundRecord } from '../core/institution.js'
import { listenOn, stopServer } from '../core/listen.js'
import { paymentOf } from './call.js'
import { createDesk, type MerchantTerms } from './desk.js'
import { createNoticeChannel, NOTICE_OPERATIONS, notifyPayment, notifyRefund } from './notify.js'
import type { Order, Refund } from './order-book.js'
import { orderState, tradeState } from './order-state.js'
import { endRefund } from './refunding.js'
import { acquirerRoutes, OPERATIONS } from './routes.js'
import { createAcquirerServer } from './server.js'
import { createFileDesk, type SettlementFile, settlementFile } from './settlement.js'
import { codeText, createWalletSide } from './wallet-side.js'

/** What people and tests do at the acquirer besides calling it. */
export interface AcquirerByHand {
  terms(): Omit<MerchantTerms, 'id'>
  changeTerms(change: Partial<Omit<MerchantTerms, 'id'>>): Omit<MerchantTerms, 'id'>
  /** A day's file (yyyyMMdd, Beijing) as it would be now; the API hands it out on the next morning only. */
  settlementFile(day: string): SettlementFile
}

export interface AcquirerServer extends InstitutionServer {
  readonly byHand: AcquirerByHand
}

/** One third-party acquirer, speaking the Lakala V3 protocol: both wallets behind one merchant number. */
export function createAcquirer(core: Core): AcquirerServer {
  const desk = createDesk(core)
  const files = createFileDesk(desk)
  const server = createAcquirerServer(desk, acquirerRoutes(files), files)
  core.notices.register('acquirer', createNoticeChannel(desk))
  const { merchantNo } = core.keys.acquirer

  const shownTerms = (): Omit<MerchantTerms, 'id'> => {
    const { id: _id, ...terms } = desk.terms()
    return terms
  }
  return {
    byHand: {
      terms: shownTerms,
      changeTerms(change) {
        desk.changeTerms(change)
        return shownTerms()
      },
      settlementFile: (day) => settlementFile(desk, day),
    },
    institution: createWalletSide(desk),
    operations: [...OPERATIONS, ...NOTICE_OPERATIONS],
    listen: (host, port) => listenOn(server, host, port),
    close: () => stopServer(server),
    orders(filter = {}) {
      const { outTradeNo } = filter
      const all = [...desk.book.orders()]
      return all.filter((order) => outTradeNo === undefined || order.outTradeNo === outTradeNo).map(record)
    },
    order(outTradeNo) {
      const order = desk.book.order(merchantNo, outTradeNo)
      return order ? record(order) : null
    },
    finishRefund(outRefundNo, state) {
      const refund = desk.book.refund(merchantNo, outRefundNo)
      if (refund?.state !== 'DEAL') return null
      endRefund(desk, refund, state === 'SUCCESS' ? 'SUCCESS' : 'FAIL')
      return refundRecord(refund)
    },
    sendNotice(outTradeNo, alter) {
      const order = desk.book.order(merchantNo, outTradeNo)
      const [payment] = order?.payments ?? []
      if (!order || !payment) return null
      const refund = desk.book.refundsOf(order).findLast(({ state }) => state === 'SUCCESS')
      return refund
        ? notifyRefund(desk, order, paymentOf(order, refund), refund, alter)
        : notifyPayment(desk, order, payment, alter)
    },
    reset: () => desk.book.rebuild(),
  }

  function record(order: Order): OrderRecord {
    const state = orderState(desk.book, order, core.clock.nowMs())
    const [paid] = order.payments
    return {
      institution: 'acquirer',
      outTradeNo: order.outTradeNo,
      state: tradeState(state),
      amountMinor: order.totalMinor,
      currency: 'CNY',
      transactionId: paid?.tradeNo ?? null,
      paidAt: paid ? new Date(paid.paidAtMs).toISOString() : null,
      payer: paid?.payerId ?? null,
      code: state === 'INIT' ? codeText(desk, order) : null,
      refunds: desk.book.refundsOf(order).map(refundRecord),
    }
  }
}

const RECORD_STATES = { DEAL: 'PROCESSING', SUCCESS: 'SUCCESS', FAIL: 'CLOSED' } as const

function refundRecord(refund: Refund): RefundRecord {
  return {
    outRefundNo: refund.outTradeNo,
    refundId: refund.tradeNo,
    amountMinor: refund.amountMinor,
    state: RECORD_STATES[refund.state],
  }
}
