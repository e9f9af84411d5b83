import type { KeyObject } from 'node:crypto'
import { signMessage } from './sign-message.js'

/** What the invocation of the wallet from a client is signed over. */
export interface Invocation {
  readonly appid: string
  /** Unix time in seconds. */
  readonly timestampSeconds: number | string
  readonly nonce: string
  /** From the order call; valid for two hours. */
  readonly prepayId: string
}

/** The four signed lines of a JSAPI or mini-program invocation: the last carries `prepay_id=` (m4012365339). */
export function jsapiPayMessage({ appid, timestampSeconds, nonce, prepayId }: Invocation): string {
  return `${appid}\n${timestampSeconds}\n${nonce}\nprepay_id=${prepayId}\n`
}

/** The four signed lines of an app invocation: the last is the bare prepay id (m4012365340). */
export function appPayMessage({ appid, timestampSeconds, nonce, prepayId }: Invocation): string {
  return `${appid}\n${timestampSeconds}\n${nonce}\n${prepayId}\n`
}

/** `paySign` for `WeixinJSBridge.invoke('getBrandWCPayRequest')` and `wx.requestPayment`. Base64. */
export function jsapiPaySign(invocation: Invocation, merchantPrivateKey: KeyObject): Promise<string> {
  return signMessage(jsapiPayMessage(invocation), merchantPrivateKey)
}

/** `sign` for the app SDK's PayReq. Base64. */
export function appPaySign(invocation: Invocation, merchantPrivateKey: KeyObject): Promise<string> {
  return signMessage(appPayMessage(invocation), merchantPrivateKey)
}
