import type { Applyment, ApplymentAnswer } from './applyment.js'
import type { ComplaintList } from './complaint.js'
import type { Order, PaidOrder } from './order.js'
import type { Refund, RefundNotice } from './refund.js'

/** A plain JSON object. */
export type JsonObject = Record<string, unknown>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whole, safe, not negative: anything else near an amount means the message cannot be trusted to be understood. */
function isFen(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

const optional = (value: unknown, check: (value: unknown) => boolean) => value === undefined || check(value)

const isRfc3339 = (value: unknown): boolean => isText(value) && !Number.isNaN(Date.parse(value))

/** Checks what decisions rest on; members that are new or optional pass, as the documents demand. */
export function isOrder(value: unknown): value is Order {
  return (
    isObject(value) &&
    isText(value.out_trade_no) &&
    isText(value.trade_state) &&
    optional(value.transaction_id, (id) => typeof id === 'string') &&
    optional(value.success_time, (time) => time === '' || isRfc3339(time)) &&
    optional(value.payer, isObject) &&
    optional(value.amount, (amount) => isObject(amount) && optional(amount.total, isFen))
  )
}

export function isPaidOrder(value: unknown): value is PaidOrder {
  return (
    isOrder(value) &&
    isText(value.appid) &&
    isText(value.mchid) &&
    isText(value.transaction_id) &&
    isRfc3339(value.success_time) &&
    isObject(value.payer) &&
    isObject(value.amount) &&
    isFen(value.amount.total) &&
    isText(value.amount.currency)
  )
}

export function isRefund(value: unknown): value is Refund {
  return (
    isObject(value) &&
    [value.refund_id, value.out_refund_no, value.transaction_id, value.out_trade_no, value.status].every(
      isText,
    ) &&
    optional(value.success_time, isRfc3339) &&
    isObject(value.amount) &&
    isFen(value.amount.refund) &&
    isFen(value.amount.total)
  )
}

export function isRefundNotice(value: unknown): value is RefundNotice {
  return (
    isObject(value) &&
    [value.mchid, value.out_refund_no, value.refund_id, value.out_trade_no, value.refund_status].every(
      isText,
    ) &&
    optional(value.success_time, isRfc3339) &&
    isObject(value.amount) &&
    isFen(value.amount.refund) &&
    isFen(value.amount.total)
  )
}

export function isComplaintList(value: unknown): value is ComplaintList {
  return (
    isObject(value) &&
    Array.isArray(value.data) &&
    isFen(value.total_count) &&
    value.data.every(
      (one) =>
        isObject(one) &&
        isText(one.complaint_id) &&
        isText(one.complaint_state) &&
        isRfc3339(one.complaint_time) &&
        optional(
          one.complaint_order_info,
          (orders) =>
            Array.isArray(orders) && orders.every((order) => isObject(order) && isText(order.out_trade_no)),
        ),
    )
  )
}

export function isApplymentAnswer(value: unknown): value is ApplymentAnswer {
  return isObject(value) && Number.isSafeInteger(value.applyment_id)
}

export function isApplyment(value: unknown): value is Applyment {
  return (
    isObject(value) &&
    isText(value.business_code) &&
    isText(value.applyment_state) &&
    optional(value.sub_mchid, (id) => typeof id === 'string') &&
    optional(value.sign_url, (url) => typeof url === 'string') &&
    optional(value.audit_detail, (detail) => Array.isArray(detail) && detail.every(isObject))
  )
}

/** A check for an answer whose one member is a text, such as `code_url`. */
export function hasText<Name extends string>(name: Name) {
  return (value: unknown): value is Record<Name, string> => isObject(value) && isText(value[name])
}
