import type { KeyObject } from 'node:crypto'
import { createNonce } from '../wire/nonce.js'
import { appPaySign, jsapiPaySign } from '../wire/pay-sign.js'

/** The argument of `WeixinJSBridge.invoke('getBrandWCPayRequest', …)` and, without `appId`, of `wx.requestPayment`. */
export interface JsapiInvocation {
  appId: string
  /** Seconds, as text: the bridge refuses a number. */
  timeStamp: string
  nonceStr: string
  package: string
  signType: 'RSA'
  paySign: string
}

/** The members of the app SDK's `PayReq` (m4013070351). */
export interface AppInvocation {
  appId: string
  partnerId: string
  prepayId: string
  packageValue: 'Sign=WXPay'
  nonceStr: string
  timeStamp: string
  sign: string
}

export interface InvocationSigner {
  readonly mchid: string
  readonly merchantKey: KeyObject
  readonly nowMs: () => number
}

/** Signs what a page inside WeChat hands to the wallet (m4012791857). */
export async function signJsapiInvocation(
  signer: InvocationSigner,
  appid: string,
  prepayId: string,
): Promise<JsapiInvocation> {
  const timestampSeconds = Math.floor(signer.nowMs() / 1000).toString()
  const nonce = createNonce()
  const paySign = await jsapiPaySign({ appid, timestampSeconds, nonce, prepayId }, signer.merchantKey)
  return {
    appId: appid,
    timeStamp: timestampSeconds,
    nonceStr: nonce,
    package: `prepay_id=${prepayId}`,
    signType: 'RSA',
    paySign,
  }
}

/** Signs what an app hands to the wallet; the signed line is the bare prepay id. */
export async function signAppInvocation(
  signer: InvocationSigner,
  appid: string,
  prepayId: string,
): Promise<AppInvocation> {
  const timestampSeconds = Math.floor(signer.nowMs() / 1000).toString()
  const nonce = createNonce()
  const sign = await appPaySign({ appid, timestampSeconds, nonce, prepayId }, signer.merchantKey)
  return {
    appId: appid,
    partnerId: signer.mchid,
    prepayId,
    packageValue: 'Sign=WXPay',
    nonceStr: nonce,
    timeStamp: timestampSeconds,
    sign,
  }
}
