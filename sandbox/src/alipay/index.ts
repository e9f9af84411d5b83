import type { Core } from '../core/core.js'
import type { InstitutionServer } from '../core/institution.js'
import { createDesk } from './desk.js'
import { CALL_OPERATIONS } from './gateway.js'
import { createNoticeChannel } from './notice-channel.js'
import { NOTICE_OPERATION } from './notify.js'
import { openRefund, orderRecord, refundRecord } from './records.js'
import { giveBack } from './refunding.js'
import { createGatewayServer } from './server.js'
import { createWallet } from './wallet.js'

/** Alipay's gateway, its cashier pages, its notices and its side of the phone. */
export function createAlipay(core: Core): InstitutionServer {
  const desk = createDesk(core)
  const server = createGatewayServer(desk)
  core.notices.register('alipay', createNoticeChannel(core, desk.alipayKey))

  return {
    institution: createWallet(desk),
    operations: [...CALL_OPERATIONS, NOTICE_OPERATION],
    listen: server.listen,
    close: server.close,
    orders(filter = {}) {
      const numbers = new Set([
        ...desk.codes.orderNumbers(),
        ...[...desk.trades.all()].map((trade) => trade.id),
      ])
      const records = []
      for (const outTradeNo of filter.outTradeNo === undefined ? numbers : [filter.outTradeNo]) {
        const record = orderRecord(desk, outTradeNo)
        if (record) records.push(record)
      }
      return records
    },
    order: (outTradeNo) => orderRecord(desk, outTradeNo),
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
      const trade = desk.trades.byOutTradeNo(outTradeNo)
      return trade ? desk.notifier.again(trade, alter) : null
    },
    reset() {
      desk.codes.rebuild()
      desk.trades.rebuild()
    },
  }
}
