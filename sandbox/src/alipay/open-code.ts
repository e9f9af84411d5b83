import type { WalletRefusal } from '../core/institution.js'
import { refuseWallet } from '../core/refusals.js'
import type { Caller } from './caller.js'
import { openMerged, openMergedInBrowser, pageMergePay } from './calls/merge-orders.js'
import { placeOrder } from './calls/place-order.js'
import { codeIdInQr, isShareCode } from './codes.js'
import type { Desk } from './desk.js'
import { type AlipayRefusal, isRefusal, refusalFields, refuse } from './errors.js'
import type { JsonObject } from './fields.js'
import type { Product } from './products.js'
import { appNamed, callerOf, readBizContent, refuseRequest } from './request-checks.js'
import type { Code } from './trades.js'
import { type GatewayParameters, readOrderString } from './wire/parameters.js'

/**
 * What the wallet can open: a QR or its text for a chat, a cashier or wap page of this gateway, signed parameters (order string, pay link), or
 * a trade_no as my.tradePay hands it over.
 */
export function isAlipayText(text: string): boolean {
  return (
    codeIdInQr(text) !== null ||
    codeIdInPage(text) !== null ||
    TRADE_NO.test(text) ||
    isShareCode(text) ||
    orderParameters(text) !== null
  )
}

const TRADE_NO = /^\d{28}$/

/** The code behind a text. Signed parameters are an order placed at this moment, as the wallet app does with them. */
export function openCode(desk: Desk, text: string): Code | WalletRefusal {
  const id = codeIdInQr(text) ?? codeIdInPage(text)
  if (id !== null) return desk.codes.byId(id) ?? refuseWallet('unknown_code')
  if (isShareCode(text)) return desk.codes.byShareCode(text) ?? refuseWallet('unknown_code')
  if (TRADE_NO.test(text)) {
    const trade = desk.trades.byTradeNo(text)
    return (trade && desk.codes.ofOrder(trade.id).at(-1)) ?? refuseWallet('unknown_code')
  }
  const signed = orderParameters(text)
  if (!signed) return refuseWallet('unknown_code')
  const { parameters, open } = signed
  const app = appNamed(desk.apps, parameters)
  const refusal = refuseRequest(desk.apps, parameters, app)
  if (refusal?.refusal === 'isv.invalid-signature') return refuseWallet('wrong_invocation_signature')
  if (refusal || !app) return refusedOrder(refusal ?? refuse('isv.invalid-app-id'))
  const caller = callerOf(desk, app, parameters)
  if (isRefusal(caller)) return refusedOrder(caller)
  const biz = readBizContent(parameters, app)
  if (isRefusal(biz)) return refusedOrder(biz)
  const code = open(desk, biz, caller)
  return isRefusal(code) ? refusedOrder(code) : code
}

export function isCode(value: Code | WalletRefusal): value is Code {
  return 'terms' in value
}

function refusedOrder(refusal: AlipayRefusal): WalletRefusal {
  switch (refusal.refusal) {
    case 'ACQ.TRADE_HAS_SUCCESS':
      return refuseWallet('already_paid')
    case 'ACQ.TRADE_HAS_CLOSE':
      return refuseWallet('closed')
    case 'ACQ.NOW_TIME_AFTER_EXPIRE_TIME_ERROR':
      return refuseWallet('expired')
    default: {
      const words = String(refusalFields(refusal).sub_msg)
      return {
        code: 'unknown_code',
        zh: `${words}（${refusal.refusal}）。没有扣款，请联系商家。`,
        en: `The order is refused with ${refusal.refusal}. Nothing was charged; contact the shop.`,
      }
    }
  }
}

function codeIdInPage(text: string): string | null {
  return /^https?:\/\/[^/\s]+\/(?:cashier|wap)\/([a-z0-9]{3,64})(?:[?#].*)?$/.exec(text)?.[1] ?? null
}

type Open = (desk: Desk, biz: JsonObject, caller: Caller) => Code | AlipayRefusal
const placing =
  (product: Product): Open =>
  (desk, biz, caller) =>
    placeOrder(desk, product, biz, caller)

/** What a wallet does with signed parameters: those of a link to the gateway, and those of an order string. */
const LINKS: Readonly<Record<string, Open>> = {
  'alipay.trade.page.pay': placing('page_pay'),
  'alipay.trade.wap.pay': placing('wap_pay'),
  'alipay.trade.page.merge.pay': pageMergePay,
  'alipay.trade.wap.merge.pay': openMergedInBrowser,
}
const ORDER_STRINGS: Readonly<Record<string, Open>> = {
  'alipay.trade.app.pay': placing('app_pay'),
  'alipay.trade.app.merge.pay': openMerged,
}

function orderParameters(text: string): { parameters: GatewayParameters; open: Open } | null {
  if (text.length > 65_536) return null
  const link = /^https?:\/\/[^/\s]+\/gateway\.do\?(.+)$/s.exec(text)
  const parameters = readOrderString(link ? link[1]! : text)
  const method = parameters.get('method') ?? ''
  const known = link ? LINKS : ORDER_STRINGS
  const open = Object.hasOwn(known, method) ? known[method] : undefined
  return open ? { parameters, open } : null
}
