import type { App, Apps } from './apps.js'
import { beijingTime } from './beijing-time.js'
import { yuanFromFen } from './price.js'
import { PRODUCTS } from './products.js'
import type { Code, Trade } from './trades.js'
import { noticeToSign, type SignType, signBytesNow } from './wire/signature.js'

/**
 * Where the payer's browser goes after paying: the merchant's return_url with signed parameters. There is no
 * trade_status among them, so it is never a proof of payment. Null when the merchant gave none.
 */
export function signedReturnUrl(apps: Apps, trade: Trade): string | null {
  const { returnUrl, product, signType, totalFen, outTradeNo, appId, authAppId, sellerId } = trade.terms
  const app = apps.get(appId)
  if (!app || returnUrl === null || trade.paidAtMs === null || trade.tradeNo === null) return null
  const parameters: Record<string, string> = {
    charset: 'utf-8',
    out_trade_no: outTradeNo,
    method: `${PRODUCTS[product].method}.return`,
    total_amount: yuanFromFen(totalFen),
    trade_no: trade.tradeNo,
    auth_app_id: authAppId,
    version: '1.0',
    app_id: appId,
    sign_type: signType,
    seller_id: sellerId,
    timestamp: beijingTime(trade.paidAtMs),
  }
  return signedUrl(returnUrl, parameters, app, signType)
}

/**
 * The way back from a merged payment; how its end is called stands there only when all or none had to be paid. Which
 * members the real one has besides its rows is unverified.
 */
export function mergedReturnUrl(
  apps: Apps,
  { terms, parts, outMergeNo }: Code,
  trades: readonly Trade[],
): string | null {
  const { returnUrl, appId, product, signType } = terms
  const app = apps.get(appId)
  if (!app || returnUrl === null || !parts) return null
  const parameters = {
    charset: 'utf-8',
    method: `${PRODUCTS[product].method.replace(/\.pay$/, '.merge.pay')}.return`,
    ...(outMergeNo === undefined
      ? {}
      : { out_merge_no: outMergeNo, merge_pay_status: product === 'page_pay' ? 'SUCCESS' : 'FINISHED' }),
    order_detail_results: JSON.stringify(
      trades.map((trade) => ({
        app_id: trade.terms.appId,
        out_trade_no: trade.terms.outTradeNo,
        trade_no: trade.tradeNo,
        seller_id: trade.terms.sellerId,
        total_amount: yuanFromFen(trade.terms.totalFen),
        subject: trade.terms.subject,
        passback_params: trade.terms.passbackParams ?? undefined,
        trade_status: trade.state,
      })),
    ),
    version: '1.0',
    app_id: appId,
    auth_app_id: appId,
    sign_type: signType,
    timestamp: beijingTime(trades[0]?.paidAtMs ?? 0),
  }
  return signedUrl(returnUrl, parameters, app, signType)
}

export function signedUrl(
  returnUrl: string,
  parameters: Record<string, string>,
  app: App,
  signType: SignType,
): string {
  const sign = signBytesNow(noticeToSign(parameters), app.alipayKey, signType)
  return withQuery(returnUrl, { ...parameters, sign })
}

/** The address with further query members; what it has stays, and so does its fragment. */
export function withQuery(url: string, members: Record<string, string>): string {
  const [address, fragment] = splitFragment(url)
  const glue = address.includes('?') ? '&' : '?'
  return address + glue + new URLSearchParams(members).toString() + fragment
}

function splitFragment(url: string): [string, string] {
  const at = url.indexOf('#')
  return at < 0 ? [url, ''] : [url.slice(0, at), url.slice(at)]
}
