import type { Apps } from './apps.js'
import { beijingTime } from './beijing-time.js'
import { yuanFromFen } from './price.js'
import { PRODUCTS } from './products.js'
import type { Trade } from './trades.js'
import { noticeToSign, signBytesNow } from './wire/signature.js'

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
  parameters['sign'] = signBytesNow(noticeToSign(parameters), app.alipayKey, signType)
  const [address, fragment] = splitFragment(returnUrl)
  const glue = address.includes('?') ? '&' : '?'
  return address + glue + new URLSearchParams(parameters).toString() + fragment
}

function splitFragment(url: string): [string, string] {
  const at = url.indexOf('#')
  return at < 0 ? [url, ''] : [url.slice(0, at), url.slice(at)]
}
