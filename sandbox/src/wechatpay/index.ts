import type { Server } from 'node:http'
import type { Core } from '../core/core.js'
import type { InstitutionServer, OrderRecord, RefundRecord } from '../core/institution.js'
import { listenOn, stopServer } from '../core/listen.js'
import { beijingTime } from './beijing-time.js'
import type { Platform } from './call.js'
import { createPaymentCodes } from './codepay/payment-codes.js'
import { type Combine, openCombineBook } from './combine/combine-book.js'
import { combineState, combineTotalMinor } from './combine/combine-state.js'
import { sendCombineNotice } from './combine/pay-combine.js'
import { openComplaintBook } from './complaints/complaint-book.js'
import { openContractBook } from './contracts/contract-book.js'
import { createContractWork } from './contracts/contract-work.js'
import { createWechatPayControl, type WechatPayControl } from './control/wechatpay-control.js'
import { createCoupons } from './coupons/coupon-seat.js'
import { createWithdrawWork } from './ecommerce/withdraw-work.js'
import { bookRefundClosed } from './funds/book-trade.js'
import { openFundsBook } from './funds/funds-book.js'
import { openMerchantBook } from './merchants/merchant-book.js'
import { createOpenids } from './merchants/openids.js'
import { openPlatformKeys } from './merchants/platform-keys.js'
import { createAnswerProbes } from './merchants/probes.js'
import { createRateLimits } from './merchants/rate-limits.js'
import { createNoticeChannel } from './notice-channel.js'
import { onboardingOf } from './onboarding/onboarding.js'
import { type Handle, type Order, openOrderBook, type Refund, sellerOf } from './order-book.js'
import { tradeState } from './order-state.js'
import { sendPaymentNotice } from './pay-order.js'
import { openServiceBook } from './payscore/service-book.js'
import { createServiceWork } from './payscore/service-work.js'
import { createPhoneSide } from './phone/phone-side.js'
import { createRefunding } from './refunding.js'
import { OPERATIONS } from './routes.js'
import { createWechatPayServer } from './server.js'
import { openSharingBook } from './sharing/sharing-book.js'
import { createSharingWork } from './sharing/sharing-work.js'
import { openTransferBook } from './transfers/transfer-book.js'
import { createTransferWork } from './transfers/transfer-work.js'
import { createWalletSide } from './wallet-side.js'

export interface WechatPayServer extends InstitutionServer {
  readonly control: WechatPayControl
}

/** WeChat Pay APIv3: merchants, orders, refunds, notices, and the wallet's side of them. */
export function createWechatPay(core: Core): WechatPayServer {
  const merchantBook = openMerchantBook(core.store, core.keys)
  const merchants = merchantBook.all
  const keys = openPlatformKeys(core, merchantBook)
  const book = openOrderBook(core.store)
  const refunding = createRefunding(core, book, merchants, (refund, order, end) => {
    if (end === 'CLOSED') bookRefundClosed(platform, refund, order)
    if (end !== 'SUCCESS') return
    platform.coupons.refunded(order)
    platform.complaints.refundArrived(order)
  })
  const combines = openCombineBook(core.store, book)
  const platform: Platform = {
    core,
    book,
    combines,
    merchants,
    merchantBook,
    keys,
    refunding,
    onboarding: onboardingOf(() => platform, core),
    withdrawals: createWithdrawWork(() => platform, core),
    openids: createOpenids(core, merchantBook),
    funds: openFundsBook(core),
    services: openServiceBook(core.store),
    serviceWork: createServiceWork(() => platform),
    coupons: createCoupons(core, () => platform),
    contracts: openContractBook(core.store),
    contractWork: createContractWork(() => platform),
    complaints: openComplaintBook(core, () => platform),
    transfers: openTransferBook(core.store),
    transferWork: createTransferWork(() => platform),
    paymentCodes: createPaymentCodes(core),
    sharing: openSharingBook(core.store, book),
    sharingWork: createSharingWork(() => platform),
    limit: createRateLimits(core.clock, merchantBook),
    probe: createAnswerProbes(core.random, merchantBook),
  }
  core.notices.register('wechatpay', createNoticeChannel(core, keys, merchantBook))
  refunding.resume()
  platform.sharingWork.resume()
  platform.serviceWork.resume()
  platform.contractWork.resume()
  platform.transferWork.resume()
  platform.onboarding.resume()
  platform.withdrawals.resume()
  const server: Server = createWechatPayServer(platform)

  const refundRecord = (refund: Refund): RefundRecord => ({
    outRefundNo: refund.outRefundNo,
    refundId: refund.refundId,
    amountMinor: refund.refundMinor,
    state: refund.state,
  })
  /** A part of a combined order is paid through the whole. */
  const handlesOf = (order: Order): Handle[] =>
    order.combineId === undefined ? order.handles : (combines.byId(order.combineId)?.handles ?? [])
  const combineRecord = (combine: Combine): OrderRecord => {
    const orders = combines.ordersOf(combine)
    const state = combineState(combine, orders, core.clock.nowMs())
    const paid = orders[0]?.paid
    return {
      institution: 'wechatpay',
      outTradeNo: combine.outTradeNo,
      mchid: combine.mchid,
      state,
      amountMinor: combineTotalMinor(orders),
      currency: 'CNY',
      // Only the parts have one.
      transactionId: null,
      paidAt: paid ? beijingTime(paid.atMs) : null,
      payer: paid?.openid ?? null,
      code: state === 'NOTPAY' ? (combine.handles.at(-1)?.text ?? null) : null,
      refunds: [],
    }
  }
  const record = (order: Order): OrderRecord => {
    const state = tradeState(order, core.clock.nowMs())
    return {
      institution: 'wechatpay',
      outTradeNo: order.outTradeNo,
      mchid: sellerOf(order),
      state,
      amountMinor: order.totalMinor,
      currency: 'CNY',
      transactionId: order.paid?.transactionId ?? null,
      paidAt: order.paid ? beijingTime(order.paid.atMs) : null,
      payer: order.paid?.openid ?? null,
      code: state === 'NOTPAY' ? (handlesOf(order).at(-1)?.text ?? null) : null,
      refunds: book.refundsOf(order).map(refundRecord),
    }
  }

  /** The first merchant's before anybody else's. */
  const find = (outTradeNo: string): Order | undefined =>
    book.order(merchantBook.first.mchid, outTradeNo) ?? book.orderByNumber(outTradeNo)

  return {
    control: createWechatPayControl(core, platform),
    institution: createWalletSide(platform),
    phone: createPhoneSide(platform),
    operations: OPERATIONS,
    listen: (host, port) => listenOn(server, host, port),
    close: () => stopServer(server),
    orders(filter = {}) {
      if (filter.outTradeNo !== undefined) {
        const found = this.order(filter.outTradeNo)
        return found ? [found] : []
      }
      return [...[...book.orders()].map(record), ...[...combines.values()].map(combineRecord)]
    },
    order(outTradeNo) {
      const order = find(outTradeNo)
      if (order) return record(order)
      const combine = combines.byNumber(outTradeNo)
      return combine ? combineRecord(combine) : null
    },
    finishRefund(outRefundNo, state) {
      const refund = book.refund(merchantBook.first.mchid, outRefundNo) ?? book.refundByNumber(outRefundNo)
      const order = refund && book.orderById(refund.orderId)
      // An end that is no end cannot be reached by hand either: SUCCESS and CLOSED stay.
      if (!refund || !order || (refund.state !== 'PROCESSING' && refund.state !== 'ABNORMAL')) return null
      refunding.finish(refund, order, state)
      return refundRecord(refund)
    },
    sendNotice(outTradeNo, alter) {
      const order = find(outTradeNo)
      const combine =
        order?.combineId === undefined ? combines.byNumber(outTradeNo) : combines.byId(order.combineId)
      if (combine && (!order || order.combineId !== undefined)) {
        return combines.ordersOf(combine)[0]?.paid ? sendCombineNotice(platform, combine, alter) : null
      }
      // A code payment is answered, not notified.
      return order?.paid && order.notifyUrl !== '' ? sendPaymentNotice(core, order, alter) : null
    },
    reset() {
      book.reset()
      combines.reset()
      platform.funds.reset()
      platform.sharing.reset()
      merchantBook.reset()
      keys.reset()
    },
  }
}
