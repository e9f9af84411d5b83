import type { IncomingHttpHeaders } from 'node:http'
import {
  AUTHORIZATION_SCHEME,
  normaliseSerial,
  parseAuthorization,
  requestMessage,
  verifyMessage,
} from '@hutong/wechatpay'
import { Refused } from './answers.js'
import type { Merchant } from './merchants/merchant.js'

export interface ReceivedRequest {
  method: string
  /** The request target as received: what the client signed. */
  target: string
  headers: IncomingHttpHeaders
  body: Buffer
}

/** Client and server clocks may differ by five minutes; checked before the signature (00-protocol §2.3). */
const WINDOW_SECONDS = 300
const SHOWN_MESSAGE_CHARACTERS = 128

/** Refuses a call that does not name itself; only some interfaces insist (§2.3, order 2). */
export function requireClientHeaders(headers: IncomingHttpHeaders): void {
  if (headers['user-agent'] && headers.accept) return
  throw new Refused('INVALID_REQUEST', {
    zh: 'Http头缺少Accept或User-Agent',
    en: 'The Accept or User-Agent header is missing',
  })
}

/** Who is calling, proven by signature; throws SIGN_ERROR in the documented order of checks. */
export function authenticate(
  request: ReceivedRequest,
  merchants: ReadonlyMap<string, Merchant>,
  nowMs: number,
): Merchant {
  const header = request.headers.authorization
  if (header && !header.trim().startsWith(`${AUTHORIZATION_SCHEME} `)) {
    throw signError('Http头Authorization认证类型不正确', 'The authorization type is incorrect')
  }
  const parts = parseAuthorization(header)
  if (!parts) {
    throw signError(
      'Http头Authorization值格式错误，请参考《微信支付商户REST API签名规则》',
      'The Authorization header is missing or malformed',
    )
  }
  if (Math.abs(Math.floor(nowMs / 1000) - Number(parts.timestampSeconds)) > WINDOW_SECONDS) {
    throw signError(
      'Http头Authorization中的timestamp与发起请求的时间不得超过5分钟',
      'The timestamp must be within 5 minutes of the call',
    )
  }
  const merchant = merchants.get(parts.mchid)
  if (!merchant || normaliseSerial(parts.serial) !== merchant.serial) {
    throw signError(
      '商户证书序列号有误，请使用签名私钥匹配的证书序列号',
      'The serial number is wrong; use the one of the certificate that matches the signing key',
    )
  }
  const message = requestMessage({
    method: request.method,
    target: request.target,
    timestampSeconds: parts.timestampSeconds,
    nonce: parts.nonce,
    body: request.body,
  })
  if (!verifyMessage(message, parts.signature, merchant.publicKey)) {
    throw new Refused(
      'SIGN_ERROR',
      { zh: '签名错误，请检查后再试', en: 'The signature does not verify' },
      {
        field: 'signature',
        location: 'authorization',
        detail: { issue: 'sign not match' },
        sign_information: {
          method: request.method,
          url: request.target,
          sign_message_length: message.length,
          truncated_sign_message: message.toString('utf8').slice(0, SHOWN_MESSAGE_CHARACTERS),
        },
      },
    )
  }
  return merchant
}

function signError(zh: string, en: string): Refused {
  return new Refused('SIGN_ERROR', { zh, en })
}
