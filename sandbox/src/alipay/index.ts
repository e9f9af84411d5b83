import type { Core } from '../core/core.js'
import type { InstitutionServer } from '../core/institution.js'
import { type AlipayByHand, createByHand } from './by-hand.js'
import { TRANSFER_MESSAGE } from './calls/transfer-money.js'
import { COMPLAINT_MESSAGE } from './complaint-work.js'
import { createDesk } from './desk.js'
import { CALL_OPERATIONS } from './methods.js'
import { createNoticeChannel } from './notice-channel.js'
import { NOTICE_OPERATION } from './notify.js'
import { createPhoneSide } from './phone-side.js'
import { openRefund, orderRecord, refundRecord } from './records.js'
import { giveBack } from './refunding.js'
import { createGatewayServer } from './server.js'
import { AGREEMENT_NOTICE } from './sign-agreement.js'
import { orderId } from './trades.js'
import { createWallet } from './wallet.js'
import { ZFT_MESSAGE } from './zft-review.js'

export type { AlipayByHand } from './by-hand.js'
export { COMPLAINT_STATES, isOver } from './complaint-states.js'
export { allows, COMPLAINT_STEPS, type ComplaintStep, type NewComplaint } from './complaint-work.js'
export { type Complaint, PROBLEM_TYPES, type ProblemType } from './complaints.js'
export { rejects, ZFT_DECISIONS, type ZftDecision } from './zft-review.js'

export interface AlipayServer extends InstitutionServer {
  readonly byHand: AlipayByHand
}

export function isAlipayServer(server: InstitutionServer): server is AlipayServer {
  return server.institution.name === 'alipay' && 'byHand' in server
}

/** Alipay's gateway, its cashier pages, its notices and its side of the phone. */
export function createAlipay(core: Core): AlipayServer {
  const desk = createDesk(core)
  const server = createGatewayServer(desk)
  core.notices.register('alipay', createNoticeChannel(core, desk.apps))

  /** Merchants choose their numbers independently: the same one may belong to several. */
  const idsOf = (outTradeNo: string): string[] =>
    desk.apps.sellers().map((sellerId) => orderId(sellerId, outTradeNo))
  const idOf = (outTradeNo: string): string =>
    idsOf(outTradeNo).find((id) => desk.trades.get(id) ?? desk.codes.ofOrder(id).length > 0) ?? outTradeNo

  return {
    byHand: createByHand(desk),
    institution: createWallet(desk),
    phone: createPhoneSide(desk),
    operations: [
      ...CALL_OPERATIONS,
      NOTICE_OPERATION,
      AGREEMENT_NOTICE,
      TRANSFER_MESSAGE,
      ZFT_MESSAGE,
      COMPLAINT_MESSAGE,
    ],
    listen: server.listen,
    close: server.close,
    orders(filter = {}) {
      const ids =
        filter.outTradeNo === undefined
          ? new Set([...desk.codes.orderIds(), ...[...desk.trades.all()].map((trade) => trade.id)])
          : idsOf(filter.outTradeNo)
      return [...ids].flatMap((id) => orderRecord(desk, id) ?? [])
    },
    order: (outTradeNo) => orderRecord(desk, idOf(outTradeNo)),
    finishRefund(outRefundNo, state) {
      const open = openRefund(desk, outRefundNo)
      if (!open) return null
      const { trade, refund } = open
      if (state === 'SUCCESS') giveBack(desk, trade, refund)
      else {
        refund.state = 'FAILED'
        desk.trades.keep(trade)
      }
      return refundRecord(refund)
    },
    sendNotice(outTradeNo, alter) {
      const trade = desk.trades.get(idOf(outTradeNo))
      return trade ? desk.notifier.again(trade, alter) : null
    },
    reset() {
      desk.apps.rebuild()
      desk.codes.rebuild()
      desk.trades.rebuild()
    },
  }
}
