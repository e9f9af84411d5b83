import { encryptOaep } from '@hutong/wechatpay'
import { beijingTime } from '../beijing-time.js'
import type { Call } from '../call.js'
import type { Complaint } from './complaint-book.js'

/** The complaint as list and detail answer it; only the detail names the payer (19 §2). */
export function complaintJson(call: Call, complaint: Complaint, inDetail: boolean): Record<string, unknown> {
  const { book } = call.platform
  const order = book.orderById(complaint.orderId)
  const refunds = order ? book.refundsOf(order).filter((one) => one.state === 'SUCCESS') : []
  const refundedMinor = refunds.reduce((sum, one) => sum + one.refundMinor, 0)
  return {
    complaint_id: complaint.id,
    complaint_time: beijingTime(complaint.createdAtMs),
    complaint_detail: complaint.detail,
    complaint_state: complaint.state,
    ...(complaint.phone === null
      ? {}
      : { payer_phone: encryptOaep(complaint.phone, call.merchant.publicKey) }),
    ...(inDetail ? { payer_openid: complaint.openid } : {}),
    complaint_order_info: order
      ? [
          {
            transaction_id: order.paid?.transactionId ?? '',
            out_trade_no: order.outTradeNo,
            amount: order.totalMinor,
          },
        ]
      : [],
    complaint_full_refunded: order !== undefined && refundedMinor === order.totalMinor,
    incoming_user_response: complaint.waiting,
    user_complaint_times: complaint.times,
    complaint_media_list: [],
    problem_description: complaint.problemDescription,
    problem_type: complaint.problemType,
    ...(complaint.applyRefundMinor === null ? {} : { apply_refund_amount: complaint.applyRefundMinor }),
    user_tag_list: [],
    service_order_info: [],
    in_platform_service: false,
    need_immediate_service: false,
    is_agent_mode: false,
  }
}

export function historyJson(call: Call, complaint: Complaint): Array<Record<string, unknown>> {
  return complaint.history.map((entry) => ({
    log_id: entry.logId,
    operator: entry.operator,
    operate_time: beijingTime(entry.atMs),
    operate_type: entry.operateType,
    operate_details: entry.details,
    ...(entry.images.length === 0
      ? {}
      : { image_list: entry.images.map((id) => `${call.origin}/v3/merchant-service/images/${id}`) }),
  }))
}
