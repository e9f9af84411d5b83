import type { Server } from 'node:http'
import type { Core } from '../core/core.js'
import type { InstitutionServer, OrderRecord, RefundRecord } from '../core/institution.js'
import { listenOn, stopServer } from '../core/listen.js'
import { beijingTime } from './beijing-time.js'
import type { Platform } from './call.js'
import { merchantOf, platformKeysOf } from './merchant.js'
import { createNoticeChannel } from './notice-channel.js'
import { type Order, openOrderBook, type Refund } from './order-book.js'
import { tradeState } from './order-state.js'
import { sendPaymentNotice } from './pay-order.js'
import { createRefunding } from './refunding.js'
import { OPERATIONS } from './routes.js'
import { createWechatPayServer } from './server.js'
import { createWalletSide } from './wallet-side.js'

/** WeChat Pay APIv3 for a direct merchant: orders, refunds, notices, and the wallet's side of them. */
export function createWechatPay(core: Core): InstitutionServer {
  const merchant = merchantOf(core.keys)
  const merchants = new Map([[merchant.mchid, merchant]])
  const keys = platformKeysOf(core.keys)
  const book = openOrderBook(core.store)
  const refunding = createRefunding(core, book, merchants)
  const platform: Platform = { core, book, merchants, keys, refunding }
  core.notices.register('wechatpay', createNoticeChannel(core, keys, merchants))
  refunding.resume()
  const server: Server = createWechatPayServer(platform)

  const refundRecord = (refund: Refund): RefundRecord => ({
    outRefundNo: refund.outRefundNo,
    refundId: refund.refundId,
    amountMinor: refund.refundMinor,
    state: refund.state,
  })
  const record = (order: Order): OrderRecord => {
    const state = tradeState(order, core.clock.nowMs())
    return {
      institution: 'wechatpay',
      outTradeNo: order.outTradeNo,
      state,
      amountMinor: order.totalMinor,
      currency: 'CNY',
      transactionId: order.paid?.transactionId ?? null,
      paidAt: order.paid ? beijingTime(order.paid.atMs) : null,
      payer: order.paid?.openid ?? null,
      code: state === 'NOTPAY' ? (order.handles.at(-1)?.text ?? null) : null,
      refunds: book.refundsOf(order).map(refundRecord),
    }
  }

  return {
    institution: createWalletSide({ core, book, merchants }),
    operations: OPERATIONS,
    listen: (host, port) => listenOn(server, host, port),
    close: () => stopServer(server),
    orders(filter = {}) {
      if (filter.outTradeNo !== undefined) {
        const order = book.order(merchant.mchid, filter.outTradeNo)
        return order ? [record(order)] : []
      }
      return [...book.orders()].map(record)
    },
    order(outTradeNo) {
      const order = book.order(merchant.mchid, outTradeNo)
      return order ? record(order) : null
    },
    finishRefund(outRefundNo, state) {
      const refund = book.refund(merchant.mchid, outRefundNo)
      const order = refund && book.orderById(refund.orderId)
      // An end that is no end cannot be reached by hand either: SUCCESS and CLOSED stay.
      if (!refund || !order || (refund.state !== 'PROCESSING' && refund.state !== 'ABNORMAL')) return null
      refunding.finish(refund, order, state)
      return refundRecord(refund)
    },
    sendNotice(outTradeNo, alter) {
      const order = book.order(merchant.mchid, outTradeNo)
      return order?.paid ? sendPaymentNotice(core, order, alter) : null
    },
    reset: () => book.reset(),
  }
}
