import type { Apps } from './apps.js'
import { beijingTime } from './beijing-time.js'
import { yuanFromFen } from './price.js'
import type { Trade } from './trades.js'
import { renderNode } from './wire/answer.js'
import { signBytesNow } from './wire/signature.js'

/** What the mobile SDK hands to the app: `9000` paid, `6001` turned away. */
export interface ClientResult {
  resultStatus: '9000' | '6001'
  /** Signed like an answer of the gateway; the app sends it to its server. Empty when nothing was paid. */
  result: string
}

export const TURNED_AWAY: ClientResult = { resultStatus: '6001', result: '' }

/** For a trade that an app's order string began and that is paid; null otherwise. */
export function clientResult(apps: Apps, { terms, tradeNo, paidAtMs }: Trade): ClientResult | null {
  const app = apps.get(terms.appId)
  if (!app || terms.product !== 'app_pay' || paidAtMs === null || tradeNo === null) return null
  const node = renderNode({
    code: '10000',
    msg: 'Success',
    app_id: terms.appId,
    auth_app_id: terms.authAppId,
    charset: 'utf-8',
    timestamp: beijingTime(paidAtMs),
    out_trade_no: terms.outTradeNo,
    total_amount: yuanFromFen(terms.totalFen),
    trade_no: tradeNo,
    seller_id: terms.sellerId,
  })
  const sign = signBytesNow(Buffer.from(node), app.alipayKey, terms.signType)
  const result = `{"alipay_trade_app_pay_response":${node},"sign":"${sign}","sign_type":"${terms.signType}"}`
  return { resultStatus: '9000', result }
}
