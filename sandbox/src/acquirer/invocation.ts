import { appPayMessage, jsapiPayMessage } from '@hutong/wechatpay'
import { beijingStamp } from './beijing-time.js'
import type { PreorderTerms } from './calls/preorder.js'
import type { Desk } from './desk.js'
import { newAccTradeNo } from './numbers.js'
import { signBytes } from './signature.js'

export interface HandedOut {
  /** acc_resp_fields */
  fields: Record<string, string>
  /** What leads a phone to the order. */
  handles: string[]
}

/** What the payer's client is given, by wallet and trans_type (acquirer.md §2.4). */
export async function invocationFor(desk: Desk, terms: PreorderTerms, nowMs: number): Promise<HandedOut> {
  const { random } = desk.core
  if (terms.transType === '41') {
    const code =
      terms.accountType === 'WECHAT'
        ? `weixin://wxpay/bizpayurl?pr=${random.alphanumeric(9)}ac`
        : `https://qr.alipay.com/bax0${random.digits(5)}${random.hex(15)}`
    return { fields: { code }, handles: [code] }
  }
  if (terms.transType === '81') {
    const token = random.alphanumeric(24)
    const address = `${desk.core.urls.acquirer}/h5/${token}`
    // A form that a page writes into itself, which goes on by itself.
    const form = `<form name="punchout_form" method="get" action="${address}"></form><script>document.forms[0].submit();</script>`
    return { fields: { form_data: form }, handles: [token] }
  }
  if (terms.accountType === 'ALIPAY') {
    const tradeNo = newAccTradeNo(random, nowMs, 'ALIPAY')
    return { fields: { prepay_id: tradeNo }, handles: [tradeNo] }
  }
  return wechatInvocation(desk, terms, nowMs)
}

async function wechatInvocation(desk: Desk, terms: PreorderTerms, nowMs: number): Promise<HandedOut> {
  const { random } = desk.core
  const prepayId = `wx${beijingStamp(nowMs)}${random.hex(18)}ac`
  const appid = terms.subAppId!
  const timestamp = String(Math.floor(nowMs / 1000))
  const nonce = random.alphanumeric(32)
  const isApp = terms.transType === '61'
  const message = (isApp ? appPayMessage : jsapiPayMessage)({
    appid,
    timestampSeconds: timestamp,
    nonce,
    prepayId,
  })
  const common = {
    prepay_id: prepayId,
    app_id: appid,
    time_stamp: timestamp,
    nonce_str: nonce,
    sign_type: 'RSA',
    pay_sign: await signBytes(Buffer.from(message), desk.keys.platformKey),
  }
  const fields = isApp
    ? { ...common, package: 'Sign=WXPay', partner_id: '1900000001', sub_mch_id: '1900000002' }
    : { ...common, package: `prepay_id=${prepayId}` }
  return { fields, handles: [prepayId] }
}
