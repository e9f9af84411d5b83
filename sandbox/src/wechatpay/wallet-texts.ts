import { appPayMessage, jsapiPayMessage, verifyMessage } from '@hutong/wechatpay'
import { isObject } from './fields.js'
import type { Merchant } from './merchants/merchant.js'

/** A text a phone was shown: which handle it names, and what came with it. */
export interface WalletText {
  handle: string
  /** H5: where the browser goes afterwards. */
  returnUrl: string | null
  /** JSAPI and app: the signed invocation of the client. */
  invocation: Invocation | null
}

export interface Invocation {
  appid: string
  timestamp: string
  nonce: string
  prepayId: string
  sign: string
  product: 'JSAPI' | 'APP'
}

const NATIVE =
  /^weixin:\/\/(?:wxpay|pay\.weixin\.qq\.com)\/bizpayurl(?:\/up)?\?pr=([0-9A-Za-z]{1,32})(?:&groupid=\d+)?$/
const H5_PATH = '/cgi-bin/mmpayweb-bin/checkmweb'
const PREPAY_ID = /^(?:prepay_id=)?(wx[0-9a-f]{34})$/

/** Null when the text is none of WeChat Pay's. */
export function readWalletText(text: string): WalletText | null {
  const trimmed = text.trim()
  const native = NATIVE.exec(trimmed)
  if (native) return { handle: native[1]!, returnUrl: null, invocation: null }
  const prepay = PREPAY_ID.exec(trimmed)
  if (prepay) return { handle: prepay[1]!, returnUrl: null, invocation: null }
  if (trimmed.startsWith('{')) return readInvocation(trimmed)
  if (!trimmed.includes(H5_PATH) || !URL.canParse(trimmed)) return null
  const url = new URL(trimmed)
  const handle = url.searchParams.get('prepay_id')
  if (url.pathname !== H5_PATH || !handle) return null
  return { handle, returnUrl: webAddress(url.searchParams.get('redirect_url')), invocation: null }
}

/** What a page hands to the wallet as JSON: JSAPI (`package`, `paySign`) or the app SDK (`prepayId`, `sign`). */
function readInvocation(text: string): WalletText | null {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return null
  }
  if (!isObject(parsed)) return null
  const members = parsed
  const member = (...names: string[]): string => {
    const value = names.map((name) => members[name]).find((one) => one !== undefined)
    return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  }
  const fromPackage = PREPAY_ID.exec(member('package'))?.[1]
  const prepayId = fromPackage ?? member('prepayId', 'prepayid')
  const product = fromPackage ? 'JSAPI' : 'APP'
  const sign = product === 'JSAPI' ? member('paySign') : member('sign')
  if (prepayId === '' || sign === '') return null
  return {
    handle: prepayId,
    returnUrl: null,
    invocation: {
      appid: member('appId', 'appid'),
      timestamp: member('timeStamp', 'timestamp'),
      nonce: member('nonceStr', 'noncestr'),
      prepayId,
      sign,
      product,
    },
  }
}

/** The invocation must be signed by the order's merchant, for the order's appid (10-payments §7). */
export function invocationIsGood(invocation: Invocation, appid: string, merchant: Merchant): boolean {
  // Where the sub-merchant has an app id of its own, the client is invoked with that one (10-payments §3).
  if (invocation.appid !== appid) return false
  const message = invocation.product === 'JSAPI' ? jsapiPayMessage : appPayMessage
  const text = message({
    appid: invocation.appid,
    timestampSeconds: invocation.timestamp,
    nonce: invocation.nonce,
    prepayId: invocation.prepayId,
  })
  return verifyMessage(text, invocation.sign, merchant.publicKey)
}

/** Only a web address may be returned to: anything else would let a link run script on the phone page. */
function webAddress(text: string | null): string | null {
  if (text === null || !URL.canParse(text)) return null
  return /^https?:$/.test(new URL(text).protocol) ? text : null
}
