import { randomUUID } from 'node:crypto'
import type { Core } from '../core/core.js'
import type { NoticeAlteration } from '../core/faults.js'
import type { NoticeRecord } from '../core/notices.js'
import { type Apps, openIdOf } from './apps.js'
import { beijingTime, beijingTimeWithFraction } from './beijing-time.js'
import { yuanFromFen } from './price.js'
import { PRODUCTS } from './products.js'
import { refundedFen, type Trade, type TradeRefund } from './trades.js'
import type { SignType } from './wire/signature.js'

export const NOTICE_OPERATION = 'notice.trade'

/** Tells the merchant what became of a trade, on the notify_url of the request that created it. */
export interface Notifier {
  /** A payer came; told only under contracts that want it. */
  begun(trade: Trade): void
  paid(trade: Trade): void
  /** By close, cancel or time; some products do not tell it. */
  closedUnpaid(trade: Trade): void
  /** A refund tells on the payment's notify_url: TRADE_SUCCESS while something is left, else TRADE_CLOSED. */
  refunded(trade: Trade, refund: TradeRefund): void
  /** Any other event, with the fields that all notices have. */
  event(event: NoticeOfEvent): void
  /** The latest event once more, under a new notify_id; null without an event or an address. */
  again(trade: Trade, alter: NoticeAlteration | null): NoticeRecord | null
}

export interface NoticeOfEvent {
  operation: string
  event: string
  /** The merchant's number that it is listed under. */
  about: string
  url: string
  signType: SignType
  appId: string
  authAppId: string
  fields: Record<string, string>
}

// TRADE_FINISHED is not told: its trigger is off by default.
export function createNotifier(core: Core, apps: Apps): Notifier {
  const send = (
    trade: Trade,
    about: Record<string, string>,
    alter: NoticeAlteration | null = null,
  ): NoticeRecord | null => {
    const { notifyUrl, signType } = trade.terms
    if (notifyUrl === null) return null
    return core.notices.send({
      institution: 'alipay',
      operation: NOTICE_OPERATION,
      event: trade.state,
      outTradeNo: trade.terms.outTradeNo,
      url: notifyUrl,
      payload: { signType, parameters: { ...commonFields(core, apps, trade), ...about } },
      alter,
    })
  }
  return {
    begun(trade) {
      const { product, appId } = trade.terms
      if (PRODUCTS[product].mayTellWaiting && apps.get(appId)?.tellsWaiting) send(trade, {})
    },
    paid: (trade) => void send(trade, {}),
    closedUnpaid(trade) {
      if (PRODUCTS[trade.terms.product].noticeWhenClosed) send(trade, closedFields(trade))
    },
    refunded: (trade, refund) => void send(trade, refundFields(trade, refund)),
    event({ operation, event, about, url, signType, appId, authAppId, fields }) {
      const parameters = {
        app_id: appId,
        auth_app_id: authAppId,
        charset: 'utf-8',
        notify_id: notifyId(core.clock.nowMs()),
        sign_type: signType,
        version: '1.0',
        ...fields,
      }
      core.notices.send({
        institution: 'alipay',
        operation,
        event,
        outTradeNo: about,
        url,
        payload: { signType, parameters },
      })
    },
    again(trade, alter) {
      if (trade.tradeNo === null) return null
      const refund = trade.refunds.findLast((one) => one.state === 'SUCCESS')
      if (refund) return send(trade, refundFields(trade, refund), alter)
      return send(trade, trade.state === 'TRADE_CLOSED' ? closedFields(trade) : {}, alter)
    },
  }
}

/** All fields but notify_time and the signature, which belong to each delivery. None is ever empty: SDKs disagree there. */
function commonFields(core: Core, apps: Apps, trade: Trade): Record<string, string> {
  const { terms, buyer } = trade
  const total = yuanFromFen(terms.totalFen)
  const fields: Record<string, string> = {
    app_id: terms.appId,
    auth_app_id: terms.authAppId,
    charset: 'utf-8',
    gmt_create: beijingTime(trade.createdAtMs),
    notify_id: notifyId(core.clock.nowMs()),
    notify_type: 'trade_status_sync',
    out_trade_no: terms.outTradeNo,
    seller_id: terms.sellerId,
    sign_type: terms.signType,
    subject: terms.subject,
    total_amount: total,
    trade_no: trade.tradeNo ?? '',
    trade_status: trade.state,
    version: '1.0',
  }
  if (terms.agreementNo !== undefined) fields.agreement_no = terms.agreementNo
  if (terms.externalAgreementNo) fields.external_agreement_no = terms.externalAgreementNo
  if (terms.body !== null) fields.body = terms.body
  if (terms.passbackParams !== null) fields.passback_params = terms.passbackParams
  if (buyer) {
    if (apps.get(terms.appId)?.buyerNames === 'open_id')
      fields.buyer_open_id = openIdOf(terms.appId, buyer.buyerId)
    else fields.buyer_id = buyer.buyerId
    fields.buyer_logon_id = buyer.logonId
  }
  if (trade.paidAtMs !== null) {
    fields.gmt_payment = beijingTime(trade.paidAtMs)
    fields.buyer_pay_amount = total
    fields.receipt_amount = total
    fields.invoice_amount = total
    fields.point_amount = '0.00'
    // JSON text with camelCase members, unlike the same list in a synchronous answer.
    fields.fund_bill_list = JSON.stringify([{ amount: total, fundChannel: terms.fundChannel }])
  }
  return fields
}

function closedFields(trade: Trade): Record<string, string> {
  return { gmt_close: beijingTime(trade.closedAtMs ?? trade.endsAtMs) }
}

function refundFields(trade: Trade, refund: TradeRefund): Record<string, string> {
  const fields: Record<string, string> = {
    gmt_refund: beijingTimeWithFraction(refund.atMs),
    out_biz_no: refund.outRequestNo,
    refund_fee: yuanFromFen(refundedFen(trade)),
  }
  return trade.state === 'TRADE_CLOSED' ? { ...fields, ...closedFields(trade) } : fields
}

// Unique whatever the seed: merchants drop a notify_id they have seen.
function notifyId(nowMs: number): string {
  const digits = beijingTime(nowMs).replace(/\D/g, '')
  const unique = BigInt(`0x${randomUUID().replaceAll('-', '')}`)
    .toString()
    .slice(-15)
  return `${digits.slice(0, 8)}00222${digits.slice(8)}${unique}`
}
