import { appPayMessage, jsapiPayMessage, verifyMessage } from '@hutong/wechatpay'
import type { Line } from '../core/phone-side.js'
import type { Merchant } from './merchants/merchant.js'
import type { Invocation } from './read-invocation.js'

/** What the order says, to which its invocation must fit. */
export interface InvokedOrder {
  /** Where the sub-merchant has an app id of its own, the client is invoked with that one (10-payments §3). */
  appid: string
  /** Who signs: the merchant, or its provider. */
  signer: Merchant
  /** Who is paid, the sub-merchant of a provider's order; the APP's partnerId (10-payments §7.3). */
  sellerMchid: string
}

/** The four lines that are signed (10-payments §7). A mini-program does not name its app id. */
export function invocationMessage(invocation: Invocation, appid: string): string {
  return messageOf(invocation, invocation.product === 'MINI_PROGRAM' ? appid : invocation.appid)
}

function messageOf(invocation: Invocation, appid: string, change: Partial<Invocation> = {}): string {
  const { product, timestamp, nonce, prepayId } = { ...invocation, ...change }
  const message = product === 'APP' ? appPayMessage : jsapiPayMessage
  return message({ appid, timestampSeconds: timestamp, nonce, prepayId })
}

/** Why the client would refuse to open the wallet, as exactly as can be told; null when nothing is wrong. */
export function invocationProblem(
  invocation: Invocation,
  order: InvokedOrder,
  merchants: Iterable<Merchant>,
): Line | null {
  return memberProblem(invocation, order) ?? signatureProblem(invocation, order, merchants)
}

function memberProblem(invocation: Invocation, { appid, sellerMchid }: InvokedOrder): Line | null {
  const { product, partnerId, packageValue, signType } = invocation
  if (product !== 'MINI_PROGRAM' && invocation.appid !== appid)
    return {
      zh: `appId 是 ${invocation.appid}，这一单要用 ${appid} 调起。`,
      en: `appId is ${invocation.appid}; this order is invoked under ${appid}.`,
    }
  if (invocation.hasNumericTimestamp && product !== 'APP')
    return {
      zh: 'timeStamp 是数字，要写成带引号的字符串。',
      en: 'timeStamp is a number; it must be a string in quotes.',
    }
  if (signType !== null && signType !== 'RSA')
    return {
      zh: `signType 是 ${signType}，APIv3 只用 RSA。`,
      en: `signType is ${signType}; APIv3 takes RSA only.`,
    }
  if (packageValue !== null && packageValue !== 'Sign=WXPay')
    return { zh: 'package 应为 Sign=WXPay。', en: 'package must be Sign=WXPay.' }
  if (partnerId !== null && partnerId !== sellerMchid)
    return {
      zh: `partnerId 是 ${partnerId}，这一单的商户号是 ${sellerMchid}。`,
      en: `partnerId is ${partnerId}; the order belongs to ${sellerMchid}.`,
    }
  return null
}

function signatureProblem(
  invocation: Invocation,
  { appid, signer }: InvokedOrder,
  merchants: Iterable<Merchant>,
): Line | null {
  const { sign } = invocation
  const message = invocationMessage(invocation, appid)
  if (verifyMessage(message, sign, signer.publicKey)) return null
  for (const other of merchants) {
    if (other.mchid !== signer.mchid && verifyMessage(message, sign, other.publicKey))
      return {
        zh: `用商户 ${other.mchid} 的私钥签的，这一单要用 ${signer.mchid} 的私钥。`,
        en: `Signed with the key of ${other.mchid}; this order needs that of ${signer.mchid}.`,
      }
  }
  const isApp = invocation.product === 'APP'
  const swapped = messageOf(invocation, appid, { product: isApp ? 'JSAPI' : 'APP' })
  const mistakes: ReadonlyArray<[message: string, zh: string, en: string]> = [
    isApp
      ? [
          swapped,
          '第四行多了 prepay_id=，APP 只签 prepay_id 的值。',
          'The fourth line carries prepay_id=; an app signs the bare id.',
        ]
      : [
          swapped,
          '第四行少了 prepay_id=，JSAPI 与小程序要带上它。',
          'The fourth line lacks prepay_id=, which pages and mini-programs sign too.',
        ],
    [message.slice(0, -1), '签名串最后少了一个换行符。', 'The signed text lacks its last line feed.'],
    [
      message.replaceAll('\n', '\\n'),
      '换行符被写成了 \\n 两个字符。',
      'Line feeds were signed as the two characters \\n.',
    ],
  ]
  for (const [mistaken, zh, en] of mistakes)
    if (verifyMessage(mistaken, sign, signer.publicKey)) return { zh, en }
  return {
    zh: '签名与下面的签名串对不上：四行里有一行不同，或不是这个商户的私钥。',
    en: 'The signature does not fit the text below: one of its lines differs, or the key is not this merchant’s.',
  }
}
