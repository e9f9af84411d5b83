import { type Invocation, PREPAY_ID, readInvocation } from './read-invocation.js'

/** A text a phone was shown: which handle it names, and what came with it. */
export interface WalletText {
  handle: string
  /** H5: where the browser goes afterwards. */
  returnUrl: string | null
  /** JSAPI and app: the signed invocation of the client. */
  invocation: Invocation | null
}

const NATIVE =
  /^weixin:\/\/(?:wxpay|pay\.weixin\.qq\.com)\/bizpayurl(?:\/up)?\?pr=([0-9A-Za-z]{1,32})(?:&groupid=\d+)?$/
const H5_PATH = '/cgi-bin/mmpayweb-bin/checkmweb'

/** Null when the text is none of WeChat Pay's, or an invocation that lacks something. */
export function readWalletText(text: string): WalletText | null {
  const trimmed = text.trim()
  const native = NATIVE.exec(trimmed)
  if (native) return { handle: native[1]!, returnUrl: null, invocation: null }
  const prepay = PREPAY_ID.exec(trimmed)
  if (prepay) return { handle: prepay[1]!, returnUrl: null, invocation: null }
  if (trimmed.startsWith('{')) {
    const invocation = readInvocation(trimmed)
    if (!invocation || 'missing' in invocation) return null
    return { handle: invocation.prepayId, returnUrl: null, invocation }
  }
  if (!trimmed.includes(H5_PATH) || !URL.canParse(trimmed)) return null
  const url = new URL(trimmed)
  const handle = url.searchParams.get('prepay_id')
  if (url.pathname !== H5_PATH || !handle) return null
  return { handle, returnUrl: webAddress(url.searchParams.get('redirect_url')), invocation: null }
}

/** Only a web address may be returned to: anything else would let a link run script on the phone page. */
function webAddress(text: string | null): string | null {
  if (text === null || !URL.canParse(text)) return null
  return /^https?:$/.test(new URL(text).protocol) ? text : null
}
