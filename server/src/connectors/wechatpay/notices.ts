import {
  openNotice,
  type RefundNotice,
  type WechatpayNotice,
  type NoticeReading as WireReading,
} from '@hutong/wechatpay'
import type { NoticeReading, NoticeReply, RawNotice, WechatpayAccount } from '../contract.js'
import { paidFacts, readRefundState } from './answers.js'

/** Turns a verified notice into our words, or says why it is not believed. */
export function readingOf(account: WechatpayAccount, raw: RawNotice, wire: WireReading): NoticeReading {
  if (wire.ok) return readVerified(account, wire.notice)
  const { because, message } = wire
  if (because === 'unknown_type') return { ok: false, because: 'not_handled', message }
  return { ok: false, because: OUR_WORDS[because], message, ...hint(account, raw) }
}

const OUR_WORDS = {
  missing_headers: 'missing_headers',
  stale: 'stale',
  unknown_serial: 'unknown_key',
  bad_signature: 'bad_signature',
  bad_json: 'unreadable',
  cannot_open: 'unreadable',
} as const

function readVerified(account: WechatpayAccount, notice: WechatpayNotice): NoticeReading {
  if (notice.kind === 'echo')
    return { ok: false, because: 'not_handled', message: 'An echo of the self-test.' }
  const { mchid, out_trade_no: outTradeNo } = notice.resource
  // Refund notices carry no appid.
  const appid = notice.kind === 'payment' ? notice.resource.appid : account.appid
  if (mchid !== account.mchid || appid !== account.appid) {
    const message = `For the merchant ${mchid} with ${appid}; this account is ${account.mchid} with ${account.appid}.`
    return { ok: false, because: 'another_merchant', message, hintOutTradeNo: outTradeNo }
  }
  const eventId = notice.id
  if (notice.kind === 'refund') return readRefundNotice(eventId, notice.resource)
  const facts = notice.resource.trade_state === 'SUCCESS' ? paidFacts(notice.resource) : null
  if (!facts) return { ok: true, notice: { kind: 'hint', eventId, outTradeNo } }
  return { ok: true, notice: { kind: 'payment', eventId, outTradeNo, facts } }
}

function readRefundNotice(eventId: string, told: RefundNotice): NoticeReading {
  const outTradeNo = told.out_trade_no
  const answer = readRefundState({
    status: told.refund_status,
    refundId: told.refund_id,
    refund: told.amount.refund,
    // Refund notices name no currency: domestic refunds are in CNY (m4013071196).
    currency: 'CNY',
    successTime: told.success_time,
    receivedBy: told.user_received_account,
  })
  switch (answer.outcome) {
    case 'refunded':
    case 'abnormal':
    case 'failed':
      return {
        ok: true,
        notice: { kind: 'refund', eventId, outTradeNo, outRefundNo: told.out_refund_no, answer },
      }
    default:
      return { ok: true, notice: { kind: 'hint', eventId, outTradeNo } }
  }
}

/**
 * The order a refused notice speaks of, for support only. That it opens with our APIv3 key proves that WeChat Pay once
 * wrote it, not that it wrote it now.
 */
function hint(account: WechatpayAccount, raw: RawNotice): { hintOutTradeNo?: string } {
  const opened = openNotice(raw.body, account.apiV3Key)
  if (!opened.ok || opened.notice.kind === 'echo') return {}
  return { hintOutTradeNo: opened.notice.resource.out_trade_no }
}

/** 2xx within five seconds ends the deliveries; the body is what older documents ask for and newer ones allow. */
export function acknowledgement(): NoticeReply {
  return { status: 200, contentType: 'application/json', body: '{"code":"SUCCESS","message":"成功"}' }
}

/** Anything but 2xx is delivered again, up to fifteen times over a day. The platform's probes have to end here. */
export function refusal(reason: string): NoticeReply {
  const message = Array.from(reason).slice(0, 256).join('')
  return { status: 400, contentType: 'application/json', body: JSON.stringify({ code: 'FAIL', message }) }
}
