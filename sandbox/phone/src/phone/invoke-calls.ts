import { postJson } from '../shared/call-api.js'
import type { Line } from './waiting-calls.js'
import type { CodeView, WalletName } from './wallet-calls.js'

export interface InvocationReport {
  product: 'JSAPI' | 'MINI_PROGRAM' | 'APP' | 'ALIPAY_APP'
  /** What had to be signed, as far as the text tells. */
  signedText: string | null
  /** Why the wallet does not open; null when it does. */
  problem: Line | null
  view: CodeView | null
}

export const inspectInvocation = (wallet: WalletName, text: string) =>
  postJson<InvocationReport>('/phone/api/invoke/inspect', { wallet, text })

export const PRODUCT_WORDS: Record<InvocationReport['product'], readonly [zh: string, en: string]> = {
  JSAPI: ['公众号网页（JSAPI）', 'A page in WeChat (JSAPI)'],
  MINI_PROGRAM: ['小程序', 'A mini-program'],
  APP: ['APP', 'An app'],
  ALIPAY_APP: ['APP（订单串）', 'An app (order string)'],
}
