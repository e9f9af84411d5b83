import type { CheckoutTokens } from './checkout-token.js'
import type { AttemptRow, RefundPartRow, RefundRow } from './queries.js'
import type { ActionView, AttemptView, FailureView, RefundView } from './view.js'

interface AttemptViewDeps {
  readonly tokens: CheckoutTokens
  readonly publicUrl: () => string
}

export function viewAttempt(row: AttemptRow, deps: AttemptViewDeps): AttemptView {
  return {
    id: row.id,
    method: row.method,
    scene: row.scene,
    institution: row.institution,
    state: row.state,
    amountMinor: Number(row.amount_minor),
    currency: row.currency,
    outTradeNo: row.out_trade_no,
    institutionReference: row.institution_ref,
    action: viewAction(row, deps),
    failure: viewFailure(row),
    expiresAt: row.expires_at.toISOString(),
    createdAt: row.created_at.toISOString(),
    paidAt: row.paid_at?.toISOString() ?? null,
  }
}

function viewAction(row: AttemptRow, deps: AttemptViewDeps): ActionView | null {
  switch (row.state) {
    case 'created':
    case 'unknown':
      return { type: 'wait' }
    case 'pending': {
      if (row.action?.type !== 'show_qr') return row.action
      const token = deps.tokens.tokenOf(row.checkout_id)
      const path = `/cashier/api/checkouts/${row.checkout_id}/attempts/${row.id}/qr.png?k=${token}`
      return { ...row.action, imageUrl: `${deps.publicUrl()}${path}` }
    }
    default:
      return null
  }
}

function viewFailure(row: AttemptRow): FailureView | null {
  if (row.state !== 'failed') return null
  return {
    code: row.decline_code ?? 'declined',
    message: `支付机构没有接受这次支付，没有扣款：${row.decline_message ?? ''}`,
    messageEn: `The payment institution did not take this payment; nothing was charged: ${row.decline_message ?? ''}`,
  }
}

export function viewRefund(row: RefundRow, parts: readonly RefundPartRow[]): RefundView {
  return {
    id: row.id,
    checkoutId: row.checkout_id,
    orderId: row.order_id,
    attemptId: row.attempt_id,
    kind: row.kind,
    amountMinor: Number(row.amount_minor),
    currency: row.currency,
    reason: row.reason,
    state: row.state,
    parts: parts.map((part) => ({
      orderId: part.order_id,
      itemId: part.item_id,
      quantity: part.quantity,
      amountMinor: Number(part.amount_minor),
    })),
    outRefundNo: row.out_refund_no,
    institutionReference: row.institution_ref,
    failure: viewRefundFailure(row),
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  }
}

/** What a person is told about a refund that did not arrive, and what there is to do. */
function viewRefundFailure(row: RefundRow): RefundView['failure'] {
  const code = row.decline_code ?? 'declined'
  const detail = row.decline_message ?? ''
  if (row.state === 'abnormal') {
    return {
      code,
      message: `支付机构暂时无法把钱退给付款人：${detail}。钱仍在商户一侧，没有丢失。`,
      messageEn: `The institution cannot give the money back for now: ${detail}. The money is still on the merchant's side; nothing is lost.`,
      next: '余额不足时请先充值；付款账户异常时请在支付机构的商户平台处理。处理后点“重试”，系统会先查询再按同一退款单号办理。',
      nextEn:
        "If the balance is short, top it up; if the payer's account is the trouble, settle it in the institution's merchant platform. Then retry: the refund is asked for first and sent again under the same number.",
    }
  }
  if (row.state === 'failed') {
    return {
      code,
      message: `退款失败，没有退出任何款项：${detail}`,
      messageEn: `The refund failed and no money went back: ${detail}`,
      next:
        row.kind === 'surplus'
          ? '请点“重试”，系统会换一个退款单号再退。'
          : '可退金额已恢复，请重新发起退款。',
      nextEn:
        row.kind === 'surplus'
          ? 'Retry: it is sent again under a new number.'
          : 'The amount can be refunded again: request a new refund.',
    }
  }
  return null
}
