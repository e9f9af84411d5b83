import type { Order } from '../order-book.js'
import type { V2NoticePayload } from './notice-xml.js'
import { paymentXml } from './order-xml.js'
import { whoXml } from './who-xml.js'

type Facts = NonNullable<Order['v2']>

/** The money of a deduction came. */
export function paidNoticeV2(order: Order, { signType, contractId }: Facts): V2NoticePayload {
  return { signType, members: { ...whoXml(order), ...paymentXml(order), contract_id: contractId } }
}

/** It did not; what this notice holds is unverified. */
export function failedNoticeV2(order: Order, { signType, contractId }: Facts): V2NoticePayload {
  return {
    signType,
    members: {
      result_code: 'FAIL',
      err_code: 'NOTENOUGH',
      err_code_des: '用户余额不足或已解约，扣费失败',
      ...whoXml(order),
      trade_type: order.tradeType,
      trade_state: 'PAYERROR',
      total_fee: String(order.totalMinor),
      out_trade_no: order.outTradeNo,
      attach: order.attach,
      contract_id: contractId,
    },
  }
}
